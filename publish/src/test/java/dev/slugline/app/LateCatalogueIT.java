package dev.slugline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slugline.app.cli.Ran;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.retag.Retag;
import dev.slugline.enrich.catalogue.LiveCatalogue;
import dev.slugline.ingest.stream.StreamSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Articles that are tagged again before their catalogue is there. */
@Timeout(600)
class LateCatalogueIT extends LiveRules {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SANCTIONS = TestRules.rule("sanctions", "\"economic sanctions\"");

  /** No catalogue has it. */
  private static final long NEVER = 1_000_000_000;

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
      TimeUnit.SECONDS.sleep(12); // as 100,000 rules take
      made.countDown();

      Ran done = retag.get(2, TimeUnit.MINUTES);
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
}
