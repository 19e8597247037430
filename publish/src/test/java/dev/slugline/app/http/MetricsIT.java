package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slugline.app.BrokerStream;
import dev.slugline.app.TestRules;
import dev.slugline.app.broker.Broker;
import dev.slugline.app.metrics.Metric;
import dev.slugline.ingest.stream.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an instance counts, asked as Prometheus asks. */
@Timeout(600)
class MetricsIT {
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

      // each number comes in its own time
      await().untilAsserted(() -> assertCounted(page(served)));
      await().untilAsserted(() -> assertOfItself(page(served), served.stream()));
      await().untilAsserted(() -> assertDocumented(page(served)));
      assertConventional(page(served));
    }
  }

  private static void assertCounted(String page) {
    assertThat(sum(page, "slugline_articles_total")).isEqualTo(9);
    assertArticles(page);
    assertThat(value(page, "slugline_tags_total{tag=\"sanctions\"}")).isEqualTo(3);
    assertThat(value(page, "slugline_tags_total{tag=\"elections\"}")).isEqualTo(1);
    assertThat(page).doesNotContain("tag=\"none\"");
    assertThat(value(page, "slugline_dead_letters_total{code=\"malformed\",stage=\"ingest\"}"))
        .isEqualTo(1);
    assertThat(value(page, "slugline_skipped_total{reason=\"empty\"}")).isEqualTo(1);
    assertThat(value(page, "slugline_withdrawn_total{kind=\"canceled\"}")).isEqualTo(1);
    assertThat(value(page, "slugline_embargo_held")).isEqualTo(1);
    assertThat(value(page, "slugline_feed_articles_total{source=\"wire\"}")).isEqualTo(4);
    assertThat(value(page, "slugline_feed_last_record_age_seconds{source=\"wire\"}"))
        .isBetween(0.0, 60.0);
    assertThat(value(page, "slugline_publish_latency_seconds_count{cause=\"new\"}")).isEqualTo(3);
    assertThat(value(page, "slugline_publish_latency_seconds_count{cause=\"revision\"}"))
        .isEqualTo(1);
    assertThat(value(page, "slugline_publish_latency_seconds_count{cause=\"retraction\"}"))
        .isEqualTo(1);
    assertThat(value(page, "slugline_publish_latency_seconds_bucket{cause=\"new\",le=\"60.0\"}"))
        .isEqualTo(3);
    assertThat(page).contains("le=\"0.05\"").contains("le=\"0.25\"").doesNotContain("le=\"0.2\"");
  }

  private static void assertOfItself(String page, BrokerStream stream) {
    String hash = stream.runner().catalogue().now().catalogue().hash();
    assertThat(value(page, "slugline_catalogue_info{hash=\"" + hash + "\"}")).isEqualTo(1);
    assertThat(value(page, "slugline_catalogue_rules")).isEqualTo(2);
    assertThat(value(page, "slugline_catalogue_sequence"))
        .isEqualTo((double) stream.runner().catalogue().now().sequence());
    assertThat(value(page, "slugline_catalogue_age_seconds")).isBetween(0.0, 120.0);
    assertThat(value(page, "slugline_catalogue_problem")).isZero();
    assertThat(value(page, "slugline_stream_state{state=\"running\"}")).isEqualTo(1);
    assertThat(value(page, "slugline_stream_state{state=\"error\"}")).isZero();
    assertThat(value(page, "slugline_stream_threads_replaced_total")).isZero();
    for (String part : List.of("broker", "catalogue", "stream")) {
      assertThat(value(page, "slugline_ready{part=\"" + part + "\"}")).isEqualTo(1);
    }
    assertThat(page).contains("\nslugline_ready{part=\"view\"}");
    assertThat(value(page, "slugline_broker_answer_age_seconds")).isBetween(0.0, 15.0);
    assertThat(page)
        .contains("\njvm_memory_used_bytes{", "\njvm_memory_max_bytes{", "\nprocess_cpu_usage ")
        .contains("\nkafka_stream_thread_commit_total");
    assertThat(page).doesNotContain("\nkafka_admin_client", "\nkafka_app_info");
  }

  /** What is exposed is in the table, and what is in the table is exposed. */
  private static void assertDocumented(String page) {
    Set<String> exposed =
        Pattern.compile("^# TYPE (slugline_\\S+)", Pattern.MULTILINE)
            .matcher(page)
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(exposed)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Metric.values())
                .flatMap(it -> Stream.of(it.exposed(), it.longest()))
                .filter(Objects::nonNull)
                .toList());
  }

  /** As Prometheus's own linter sees it, where it is installed. */
  private static void assertConventional(String page) throws Exception {
    if (!Files.isExecutable(Path.of("/usr/bin/promtool"))) {
      return;
    }
    Path file = dir.resolve("metrics.txt");
    Files.writeString(
        file,
        page.lines()
                .filter(line -> line.matches("(# \\w+ )?slugline_.*"))
                .collect(Collectors.joining("\n"))
            + "\n");
    Process linter =
        new ProcessBuilder("/usr/bin/promtool", "check", "metrics")
            .redirectInput(file.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(linter.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(linter.waitFor(90, TimeUnit.SECONDS)).isTrue();
    assertThat(said).isEmpty();
    assertThat(linter.exitValue()).isZero();
  }

  @Test
  void shouldSayHowFarBehindTheStreamIs() throws Exception {
    Instant before = Instant.now();
    try (ServedStream served = ServedStream.start(broker, dir, "behind", TestRules.two())) {
      BrokerStream stream = served.stream();
      stream.feed("a", json("a", "Ports agree", BODY, 1));
      stream.receipts(1);
      await().until(() -> waiting(served, stream.topics()) == 0);
      await().until(() -> value(page(served), "slugline_lag_age_seconds") == 0);

      stream.runner().close();
      stream.feed("b", json("b", "Ports wait", BODY, 1));
      stream.feed("c", json("c", "Ports wait too", BODY, 1));

      await().until(() -> waiting(served, stream.topics()) == 2);
      await().until(() -> value(page(served), "slugline_lag_age_seconds") > 0);
      double age = value(page(served), "slugline_lag_age_seconds");
      double most = Duration.between(before, Instant.now()).toMillis() / 1000.0;
      assertThat(age).isLessThanOrEqualTo(most);
      assertThat(served.get("/readyz").statusCode()).isEqualTo(503);
    }
  }

  private static double waiting(ServedStream served, Topics topics) throws Exception {
    return page(served)
        .lines()
        .filter(line -> line.startsWith("slugline_lag_records{"))
        .filter(line -> line.contains("topic=\"" + topics.raw().name() + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
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
          "json article 3",
          "json revision 1",
          "json repeat 1",
          "json held 1",
          "json retraction 1",
          "json dead-letter 1",
          "none skipped 1"
        }) {
      String[] it = counted.split(" ", 3);
      assertThat(value(page, articles(it[0], it[1])))
          .as(counted)
          .isEqualTo(Integer.parseInt(it[2]));
    }
  }

  private static String articles(String format, String outcome) {
    return "slugline_articles_total{format=\"%s\",outcome=\"%s\",stage=\"ingest\"}"
        .formatted(format, outcome);
  }

  private static String page(ServedStream served) throws Exception {
    return served.get("/metrics").body();
  }

  private static double sum(String page, String name) {
    return page.lines()
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
    return page.lines()
        .filter(line -> line.startsWith("slugline_"))
        .collect(Collectors.joining("\n"));
  }
}
