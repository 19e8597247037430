package dev.slugline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slugline.app.cli.Ran;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.retag.Refusals;
import dev.slugline.app.retag.Retag;
import dev.slugline.enrich.catalogue.LiveCatalogue;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.stream.StreamSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Articles that are tagged again before their catalogue is there. */
@Timeout(600)
class LateCatalogueIT extends LiveRules {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SANCTIONS = TestRules.rule("sanctions", "\"economic sanctions\"");
  private static final Pattern REPLAY = Pattern.compile("'slugline (dead-letters replay [^']+)'");

  /** No catalogue has it. */
  private static final long NEVER = 1_000_000_000;

  /** More than a retag reads at once. */
  private static final int MANY = 600;

  @Test
  void shouldWaitOnceForOneThatStaysAwayHoweverManyTasksAThreadHas() throws Exception {
    instances.add(BrokerStream.start(broker, dir, prefix, "partitions=8", "num.stream.threads=1"));
    fed(0, 64);

    try (Retag retag = new Retag(stream().config())) {
      assertThat(retag.run(Instant.EPOCH, null, NEVER, PATIENCE, done -> {}).sent()).isEqualTo(64);
    }

    assertThat(refused()).hasSize(64);
    fed(64, 70);
  }

  @Test
  void shouldWaitForOneThatIsBeingMade() throws Exception {
    instances.add(BrokerStream.prepare(broker, dir, prefix)); // makes the topics
    CountDownLatch made = new CountDownLatch(1);
    try (LiveCatalogue slow =
            new LiveCatalogue(
                log(),
                stream().runner().catalogue().now(),
                next -> assertThat(isOver(made)).isTrue());
        StreamRunner runner = runner(slow)) {
      runner.start();
      fed(0, 5);
      applyUnseen(SANCTIONS, TRADE);
      CompletableFuture<Ran> retag =
          CompletableFuture.supplyAsync(
              () -> command(List.of("retag", "--since", "1h", "--execute")));
      await().atMost(WITHIN).until(() -> !stream().committed(stream().topics().retag()).isEmpty());
      // longer than for one that nobody makes, and well before the wait is over
      TimeUnit.SECONDS.sleep(11);
      made.countDown();

      Ran done = retag.get(5, TimeUnit.MINUTES);
      assertThat(done.code()).as(done.err()).isZero();
      assertThat(done.out()).startsWith("retagged 5 revisions in ");
      assertThat(onTag("trade")).hasSize(5);
      assertThat(refused()).isEmpty();
    }
  }

  private static boolean isOver(CountDownLatch latch) throws InterruptedException {
    return latch.await(WITHIN.toSeconds(), TimeUnit.SECONDS);
  }

  /** An instance that tags by this catalogue. */
  private StreamRunner runner(LiveCatalogue catalogue) throws Exception {
    SluglineConfig config = stream().config("state.dir=" + dir.resolve("slow"));
    StreamSettings settings =
        StreamSettings.of(stream().topics(), 2, config.limits(), config.duration("history.ms"));
    return new StreamRunner(
        SluglineTopology.build(settings, catalogue, "test", topic -> true),
        SluglineStream.properties(config));
  }

  @Test
  void shouldTellWhatWasRefused() throws Exception {
    start();
    fed(0, 5);
    applyWhatCannotBeMade();

    Ran done = command(List.of("retag", "--since", "1h", "--execute"));
    Ran json = command(List.of("retag", "--since", "1h", "--execute", "--json"));

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.out()).startsWith("sent 5 revisions in ");
    assertThat(done.err())
        .contains(
            "5 articles of it became dead letters (5 catalogue), the first: it needs the"
                + " catalogue of sequence ");
    assertThat(json.code()).isEqualTo(1);
    assertThat(json.out()).endsWith("\"sent\":5,\"refused\":5}\n");
    assertThat(json.err()).contains("5 articles of it became dead letters");

    // and what it says to do about it works
    applyWhole(SANCTIONS, TRADE);
    Matcher replay = REPLAY.matcher(done.err());
    assertThat(replay.find()).isTrue();
    Ran replayed = command(List.of(replay.group(1).split(" ")));
    assertThat(replayed.code()).as(replayed.out() + replayed.err()).isZero();
    await().atMost(WITHIN).until(() -> onTag("trade").size() == 5);
    assertThat(command(List.of("retag", "--since", "1h", "--execute")).code()).isZero();
  }

  @Test
  void shouldTellWhatWasRefusedBeforeItWasInterrupted() throws Exception {
    start();
    fed(0, MANY);
    applyWhatCannotBeMade();
    long sequence = log().read().current().orElseThrow().sequence();
    try (Retag retag = new Retag(stream().config())) {
      assertThatThrownBy(
              () ->
                  retag.run(
                      Instant.EPOCH,
                      null,
                      sequence,
                      PATIENCE,
                      done -> {
                        throw new IllegalStateException("killed");
                      }))
          .hasMessage("killed");
    }

    Ran resumed = command(List.of("retag", "--resume", "--execute", "--json"));

    assertThat(resumed.code()).isEqualTo(1);
    assertThat(ArticleJson.mapper().readTree(resumed.out()).path("refused").asInt())
        .isEqualTo(refused().size())
        .isGreaterThan(MANY); // what was sent and not noted went twice
  }

  @Test
  void shouldTellWhatHadNoTopicAndLeaveOutWhatIsNotOfIt() throws Exception {
    start();
    fed(0, 5);
    applyWhole(SANCTIONS, TRADE);
    String topic = stream().out().tag("trade").name();
    try (Admin admin = Admin.create(stream().config().clients())) {
      admin.deleteTopics(List.of(topic)).all().get();
    }
    await().atMost(WITHIN).until(() -> !stream().runner().sees(topic));
    Instant before = Instant.now();
    fed(5, 6);
    assertThat(refused()).hasSize(1);

    Ran done = command(List.of("retag", "--since", "1h", "--execute"));

    assertThat(done.code()).isEqualTo(1);
    assertThat(done.err()).contains("6 articles of it became dead letters (6 no-topic)");
    try (Refusals refusals = new Refusals(stream().config(), before)) {
      refusals.read();
      assertThat(refusals.counts()).hasToString("{no-topic=6}");
    }
  }

  /** As rules of a later version are. */
  private void applyWhatCannotBeMade() throws Exception {
    stream()
        .send(
            new ProducerRecord<>(
                prefix + ".rules",
                0,
                "@manifest".getBytes(StandardCharsets.UTF_8),
                ("{\"kind\":\"manifest\",\"hash\":\"feedfeedfeedfeed\",\"rules\":{\"gone\":\"0123456789ab\"},"
                        + "\"by\":\"test\",\"at\":\"2026-01-01T00:00:00Z\"}")
                    .getBytes(StandardCharsets.UTF_8)));
    await().atMost(WITHIN).until(() -> stream().runner().catalogue().problem().isPresent());
  }
}
