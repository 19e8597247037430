package dev.slugline.app.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LetterTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void shouldReadALetterThatSomebodyElseWrote() {
    Letter letter = letter(1, NOON);
    letter.headers().add("slugline-error", null).add("slugline-attempt", bytes("many"));
    letter.headers().add("slugline-time", bytes("noon")).add("slugline-offset", bytes("-3"));

    assertThat(letter.error()).isEqualTo("unknown");
    assertThat(letter.stage()).isEqualTo("unknown");
    assertThat(letter.attempt()).isEqualTo(1);
    assertThat(letter.offset()).isEqualTo(-1);
    assertThat(letter.brokeAt()).isNull();
    assertThat(letter.trace()).isNull();
  }

  @Test
  void shouldKnowItsIds() {
    assertThat(Letter.Id.of("12-345")).isEqualTo(new Letter.Id(12, 345)).hasToString("12-345");
    assertThat(List.of("", "1", "-1-2", "1-2-3", "a-1", "1-99999999999999999999"))
        .allSatisfy(text -> assertThat(Letter.Id.of(text)).as(text).isNull());
  }

  @Test
  void shouldReadATraceParentOnlyWhereItIsValid() {
    String trace = "0af7651916cd43dd8448eb211c80319c";
    String sound = "00-" + trace + "-b7ad6b7169203331-01";

    assertThat(TraceParent.of(sound)).hasToString(sound);
    assertThat(TraceParent.of("01" + sound.substring(2) + "-more")).hasToString(sound);
    assertThat(
            List.of(
                "",
                "00-1-2-01",
                "ff" + sound.substring(2),
                sound.toUpperCase(Locale.ROOT),
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-" + trace + "-0000000000000000-01"))
        .allSatisfy(text -> assertThat(TraceParent.of(text)).as(text).isNull());
  }

  @Test
  void shouldNameTheLetterInTheTraceOfItsReplay() {
    Letter first = letter(1, NOON);
    Letter traced = letter(1, NOON);
    traced
        .headers()
        .add("traceparent", bytes("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
    TraceParent replay = ReplayTrace.of(traced);

    assertThat(replay.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(replay.flags()).isEqualTo("01");
    assertThat(replay.spanId()).isNotEqualTo("b7ad6b7169203331");
    assertThat(ReplayTrace.replay(replay)).isEqualTo(ReplayTrace.span(traced));
    assertThat(ReplayTrace.replay(traced.trace())).isNull();
    assertThat(TraceParent.of(ReplayTrace.of(first).toString())).isEqualTo(ReplayTrace.of(first));
    assertThat(ReplayTrace.span(letter(2, NOON))).isNotEqualTo(ReplayTrace.span(first));
    assertThat(ReplayTrace.span(letter(1, NOON.plusMillis(1))))
        .as("a topic that was made anew")
        .isNotEqualTo(ReplayTrace.span(first));
  }

  @Test
  void shouldSelect() {
    Letter letter = letter(1, NOON);
    letter.headers().add("slugline-error", bytes("malformed"));
    letter.headers().add("slugline-stage", bytes("ingest"));

    assertThat(selection(List.of(), null, null, null).matches(letter)).isTrue();
    assertThat(selection(List.of("no-topic", "malformed"), NOON, null, "k").matches(letter))
        .isTrue();
    assertThat(selection(List.of("no-topic"), null, null, null).matches(letter)).isFalse();
    assertThat(selection(List.of(), NOON.plusMillis(1), null, null).matches(letter)).isFalse();
    assertThat(selection(List.of(), null, NOON, null).matches(letter)).isFalse();
    assertThat(selection(List.of(), null, null, "other").matches(letter)).isFalse();
  }

  private static Selection selection(
      List<String> errors, @Nullable Instant since, @Nullable Instant until, @Nullable String key) {
    return new Selection(errors, List.of(), since, until, key);
  }

  @Test
  void shouldCountByErrorAndStageWithAnOpenExample() {
    Counts counts = new Counts();
    counts.add(broken(1, NOON, "malformed"), false);
    counts.add(broken(2, NOON.plusSeconds(5), "malformed"), true);
    counts.add(broken(3, NOON.minusSeconds(5), "malformed"), false);
    counts.add(broken(4, NOON, "over-limit"), true);

    assertThat(counts.all()).hasSize(2);
    Counts.Count first = counts.all().get(0);
    assertThat(first)
        .isEqualTo(
            new Counts.Count(
                "malformed",
                "unknown",
                3,
                2,
                NOON.minusSeconds(5),
                NOON.plusSeconds(5),
                "0-1",
                "because of 1"));
    assertThat(counts.all().get(1).open()).isZero();
    assertThat(counts.all().get(1).example()).isEqualTo("0-4");
  }

  private static Letter broken(long offset, Instant arrived, String error) {
    Letter letter = letter(offset, arrived);
    letter.headers().add("slugline-error", bytes(error));
    letter.headers().add("slugline-reason", bytes("because of " + offset));
    return letter;
  }

  private static Letter letter(long offset, Instant arrived) {
    Headers headers = new RecordHeaders();
    return new Letter(new Letter.Id(0, offset), arrived, bytes("k"), bytes("{"), headers);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
