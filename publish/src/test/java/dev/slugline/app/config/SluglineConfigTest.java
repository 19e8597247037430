package dev.slugline.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slugline.ingest.article.Article.Source;
import dev.slugline.ingest.clean.DateRules;
import dev.slugline.ingest.clean.DateRules.Order;
import dev.slugline.ingest.clean.DateRules.Reading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SluglineConfigTest {
  @Test
  void shouldLetTheCommandLineWinOverTheEnvironmentAndThatOverTheFile(@TempDir Path dir)
      throws Exception {
    Path file = dir.resolve("s.properties");
    Files.writeString(file, "prefix=a\npartitions=2\nnum.stream.threads=3\nkafka.x.y=z\n");

    SluglineConfig config =
        SluglineConfig.load(
            file,
            Map.of("SLUGLINE_PREFIX", "b", "SLUGLINE_PARTITIONS", "5", "SLUGLINE_JAVA_OPTS", "-X"),
            List.of("prefix=c"));

    assertThat(config.text("prefix")).isEqualTo("c");
    assertThat(config.number("partitions")).isEqualTo(5);
    assertThat(config.number("num.stream.threads")).isEqualTo(3);
    assertThat(config.clients())
        .containsEntry("x.y", "z")
        .containsEntry("bootstrap.servers", "127.0.0.1:9092");
  }

  @Test
  void shouldReportAllProblemsTogetherWithKeyValueAndOrigin() {
    assertThatThrownBy(
            () ->
                SluglineConfig.load(
                    null,
                    Map.of("SLUGLINE_PARTITIONS", "many"),
                    List.of("no.such=1", "nothing", "prefix=News_")))
        .isInstanceOf(ConfigProblems.class)
        .hasMessageContaining("partitions=many (environment SLUGLINE_PARTITIONS)")
        .hasMessageContaining("no.such=1 (--set): no such setting")
        .hasMessageContaining("--set nothing")
        .hasMessageContaining("prefix=News_ (--set)");
  }

  @Test
  void shouldRefuseNamesThatCollideInMetrics() {
    assertThatThrownBy(
            () ->
                SluglineConfig.load(
                    null, Map.of(), List.of("prefix=my_news", "application.id=my_app")))
        .isInstanceOf(ConfigProblems.class)
        .hasMessageContaining("prefix=my_news")
        .hasMessageContaining("application.id=my_app");
  }

  @Test
  void shouldKnowHowSourcesMeanTheirDates() throws Exception {
    DateRules dates =
        SluglineConfig.load(
                null,
                Map.of("SLUGLINE_SOURCE_HARBOUR_EXAMPLE_ZONE", "Europe/Lisbon"),
                List.of(
                    "date.zone=Asia/Tokyo",
                    "source.harbour.example.date.order=dmy",
                    "source.the-evening-crab.date.order=MDY"))
            .dates();

    assertThat(dates.of("www.harbour.example", "Harbour"))
        .isEqualTo(new Reading(ZoneId.of("Europe/Lisbon"), Order.DMY));
    assertThat(dates.of(null, "The Evening  Crab"))
        .isEqualTo(new Reading(ZoneId.of("Asia/Tokyo"), Order.MDY));
    assertThat(dates.of("other.example", null))
        .isEqualTo(new Reading(ZoneId.of("Asia/Tokyo"), null));
  }

  @Test
  void shouldReportEveryWrongSettingOfASource() {
    assertThatThrownBy(
            () ->
                SluglineConfig.load(
                    null,
                    Map.of(),
                    List.of(
                        "date.zone=Mars/Base",
                        "date.order=dym",
                        "source.a.example.zone=Nowhere",
                        "source.a.example.date.order=myd",
                        "source.a.example.colour=red",
                        "source.zone=UTC")))
        .isInstanceOf(ConfigProblems.class)
        .hasMessageContaining("date.zone=Mars/Base (--set)")
        .hasMessageContaining("date.order=dym (--set)")
        .hasMessageContaining("source.a.example.zone=Nowhere (--set): no zone of IANA")
        .hasMessageContaining("source.a.example.date.order=myd (--set): must be dmy, mdy or ymd")
        .hasMessageContaining("source.a.example.colour=red (--set): no such setting")
        .hasMessageContaining("source.zone=UTC (--set): no such setting");
  }

  @Test
  void shouldKnowWhichSourcesAllowTheirFullText() throws Exception {
    SluglineConfig config =
        SluglineConfig.load(
            null,
            Map.of("SLUGLINE_SOURCE_HARBOUR_EXAMPLE_FULL_TEXT", "true"),
            List.of(
                "source.the-evening-crab.full.text=TRUE",
                "source.old.harbour.example.full.text=false"));

    assertThat(config.allowsFullText(new Source("Harbour", "www.harbour.example", null))).isTrue();
    assertThat(config.allowsFullText(new Source("Harbour", "a.old.harbour.example", null)))
        .isFalse();
    assertThat(config.allowsFullText(new Source("The Evening Crab", null, null))).isTrue();
    assertThat(config.allowsFullText(new Source("Another", "another.example", null))).isFalse();
    assertThat(config.allowsFullText(null)).isFalse();
    SluglineConfig all =
        SluglineConfig.load(
            null, Map.of(), List.of("full.text=true", "source.shy.full.text=false"));
    assertThat(all.allowsFullText(null)).isTrue();
    assertThat(all.allowsFullText(new Source("shy", null, null))).isFalse();
  }

  @Test
  void shouldRefuseTermsAndAddressesThatCannotBeMeant() {
    assertThatThrownBy(
            () ->
                SluglineConfig.load(
                    null,
                    Map.of(),
                    List.of(
                        "source.crab.full.text=perhaps",
                        "source.crab.colour=red",
                        "http.public.url=news.example/")))
        .isInstanceOf(ConfigProblems.class)
        .hasMessageContaining("source.crab.full.text=perhaps (--set): must be true or false")
        .hasMessageContaining("source.crab.colour=red (--set): no such setting")
        .hasMessageContaining("http.public.url=news.example/");
  }
}
