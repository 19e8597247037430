package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.slugline.app.BrokerStream;
import dev.slugline.app.TestRules;
import dev.slugline.app.broker.Broker;
import dev.slugline.app.metrics.Metric;
import dev.slugline.ingest.stream.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an instance counts, asked as Prometheus asks. */
@Timeout(180)
class MetricsIT {
  private static final Duration WITHIN = Duration.ofSeconds(30);
  private static final String BODY =
      "Delegates of nine ports agreed on economic sanctions on Monday night, after a long week of"
          + " talks about cranes that nobody was willing to sell to anybody else.";

  private static Path dir = Path.of("");
  private static Broker broker;

  @BeforeAll
  static void start(@TempDir Path temp) throws Exception {
    dir = temp;
    broker = Broker.inProcess(dir.resolve("broker"));
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void shouldCountWhatItCommitted() throws Exception {
    try (ServedStream served = ServedStream.start(broker, dir, "counted", TestRules.two())) {
      feedAll(served.stream());
      served.stream().receipts(9);
      await().atMost(WITHIN).until(() -> sum(served, "slugline_articles_total") == 9);

      String page = page(served);

      assertArticles(page);
      assertThat(value(page, "slugline_tags_total{tag=\"sanctions\"}")).isEqualTo(3);
      assertThat(value(page, "slugline_tags_total{tag=\"elections\"}")).isEqualTo(1);
      assertThat(page).doesNotContain("tag=\"none\"");
      assertThat(
              value(page, "slugline_dead_letters_total{code=\"malformed\",stage=\"ingest\"}"))
          .isEqualTo(1);
      assertThat(value(page, "slugline_skipped_total{reason=\"empty\"}")).isEqualTo(1);
      assertThat(value(page, "slugline_withdrawn_total{kind=\"canceled\"}")).isEqualTo(1);
      assertThat(value(page, "slugline_embargo_held")).isEqualTo(1);
      assertThat(value(page, "slugline_feed_articles_total{source=\"wire\"}")).isEqualTo(4);
      assertThat(value(page, "slugline_feed_last_record_age_seconds{source=\"wire\"}"))
          .isBetween(0.0, 60.0);
      assertThat(value(page, "slugline_publish_latency_seconds_count{cause=\"new\"}"))
          .isEqualTo(3);
      assertThat(value(page, "slugline_publish_latency_seconds_count{cause=\"revision\"}"))
          .isEqualTo(1);
      assertThat(value(page, "slugline_publish_latency_seconds_count{cause=\"retraction\"}"))
          .isEqualTo(1);
      assertThat(value(page, "slugline_publish_latency_seconds_bucket{cause=\"new\",le=\"60.0\"}"))
          .isEqualTo(3);
      assertThat(page).contains("le=\"0.05\"").contains("le=\"0.25\"").doesNotContain("le=\"0.2\"");
    }
  }

  /** Two articles, a revision, a repeat, a retraction, and one of each that is no article. */
  private static void feedAll(BrokerStream stream) throws Exception {
    stream.feed("a", json("a", "Ports agree", BODY, 1));
    stream.feed("b", json("b", "Ports agree too", BODY + " A ballot follows.", 1));
    stream.feed("a", json("a", "Ports agree again", BODY, 2));
    stream.feed("a", json("a", "Ports agree again", BODY, 2));
    stream.feed("c", json("c", "Gone soon", "Nobody at all said anything here.", 1));
    stream.feed("c", "{\"id\":\"c\",\"source\":\"wire\",\"pubstatus\":\"canceled\"}");
    stream.feed("d", "{\"title\": \"cut off");
    stream.feed("e", " \n");
    stream.feed(
        "f",
        "{\"id\":\"f\",\"source\":\"wire\",\"title\":\"Later\",\"body\":\"%s\",\"embargoed\":\"2999-01-01T00:00:00Z\"}"
            .formatted(BODY));
  }

  private static String json(String id, String title, String body, int version) {
    return "{\"id\":\"%s\",\"source\":\"wire\",\"title\":\"%s\",\"body\":\"%s\",\"language\":\"en\",\"publishedAt\":\"2026-01-01T1%d:00:00Z\"}"
        .formatted(id, title, body, version);
  }

  private static void assertArticles(String page) {
    for (String counted :
        new String[] {
          "json article 3", "json revision 1", "json repeat 1", "json held 1", "json retraction 1",
          "none dead-letter 1", "none skipped 1"
        }) {
      String[] it = counted.split(" ");
      assertThat(value(page, articles(it[0], it[1]))).as(counted).isEqualTo(Integer.parseInt(it[2]));
    }
  }

  private static String articles(String format, String outcome) {
    return "slugline_articles_total{format=\"%s\",outcome=\"%s\",stage=\"ingest\"}"
        .formatted(format, outcome);
  }

  private static String page(ServedStream served) throws Exception {
    return served.get("/metrics").body();
  }

  private static double sum(ServedStream served, String name) throws Exception {
    return page(served)
        .lines()
        .filter(line -> line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  /** The value of a sample, which has to be there once. */
  static double value(String page, String sample) {
    String[] found =
        page.lines().filter(line -> line.startsWith(sample + " ")).toArray(String[]::new);
    assertThat(found).as(sample + " in\n" + ours(page)).hasSize(1);
    return Double.parseDouble(found[0].substring(sample.length() + 1));
  }

  private static String ours(String page) {
    return page.lines().filter(line -> line.startsWith("slugline_")).collect(Collectors.joining("\n"));
  }
}
