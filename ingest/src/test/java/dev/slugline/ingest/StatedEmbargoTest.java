package dev.slugline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StatedEmbargoTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant THEN = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void shouldFindTheLastTimeThatIsStated() {
    assertThat(in("{\"embargoed\": \"2026-03-01T10:00:00Z\", \"title\":")).isEqualTo(THEN);
    assertThat(in("<item><embargoed>2026-03-01T10:00:00Z</embargoed><a")).isEqualTo(THEN);
    assertThat(in("<n:embargoed xmlns:n=\"u\">\n2026-03-01T10:00:00Z</")).isEqualTo(THEN);
    assertThat(
            in(
                "{\"embargoedUntil\":\"2026-02-01T10:00:00Z\"}{\"embargo\":\"2026-03-01T10:00:00Z\"}{\"embargo\":null}"))
        .isEqualTo(THEN);
    assertThat(in("{\"embargoed\":1772359200}")).isEqualTo(THEN);
    assertThat(in("<docdata><date.release norm=\"20260301T100000Z\"/></docdata><p>R&D"))
        .isEqualTo(THEN);
    assertThat(in("<date.release id='d' norm = '20260301T100000Z'>")).isEqualTo(THEN);
  }

  @Test
  void shouldTakeATimeWithoutAZoneAsLateAsItCanBe() {
    assertThat(in("{\"embargoed\":\"2026-03-01T10:00:00\"}"))
        .isEqualTo(THEN.plus(Duration.ofHours(14)));
  }

  @Test
  void shouldReadItInUtf16Too() {
    byte[] wide = "{\"embargoed\":\"2026-03-01T10:00:00Z\"".getBytes(StandardCharsets.UTF_16);

    assertThat(StatedEmbargo.in(wide, NOW)).isEqualTo(THEN);
  }

  @Test
  void shouldSayThatTheEndCannotBeTold() {
    assertThat(in("{\"embargoed\":\"soon\"}")).isEqualTo(Instant.MAX);
    assertThat(in("{\"embargoed\":{\"at\":")).isEqualTo(Instant.MAX);
    assertThat(in("<embargoed/>")).isEqualTo(Instant.MAX);
    assertThat(in("<Status FormalName=\"Embargoed\"/>")).isEqualTo(Instant.MAX);
    assertThat(in("<docdata management-status='embargoed'><du-key")).isEqualTo(Instant.MAX);
    assertThat(in("<date.release norm=\"next week\"/>")).isEqualTo(Instant.MAX);
  }

  @Test
  void shouldFindNoneWhereThereIsNoneOrItIsOver() {
    assertThat(in("{\"title\":\"The embargo on arms\",\"body\":\"embargoed: goods\"}")).isNull();
    assertThat(in("{\"embargoed\":\"2025-03-01T10:00:00Z\",")).isNull();
    assertThat(in("<date.release norm=\"20250301T100000Z\"/><date.release/>")).isNull();
    assertThat(in("{\"embargoed\":\"\",\"embargo\":false")).isNull();
  }

  @Test
  @Timeout(120)
  void shouldBeQuickOnBait() {
    String bait =
        "\"embargoed\"   ".repeat(200_000)
            + "<embargo <embargo ".repeat(200_000)
            + "<date.release norm <date.release   ".repeat(200_000);

    Spent spent = Spent.from();
    assertThat(in(bait)).isNull();
    assertThat(spent.soFar()).isLessThan(Duration.ofSeconds(10));
  }

  private static @Nullable Instant in(String text) {
    return StatedEmbargo.in(text.getBytes(StandardCharsets.UTF_8), NOW);
  }
}
