package dev.slugline.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.stream.EarlyCommit;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a task asks for a commit; Kafka Streams' own mock of the context stands for the clock. */
class EarlyCommitTest {
  private static final long NOW = 1_000_000;

  private MockProcessorContext<String, String> context;
  private EarlyCommit commit;

  @BeforeEach
  void start() {
    context = new MockProcessorContext<>();
    commit = EarlyCommit.of(context);
  }

  @Test
  void shouldCommitAtOnceWhatHasOnlyJustArrived() {
    after(NOW, NOW - 5);

    assertThat(context.committed()).isTrue();
  }

  @Test
  void shouldLeaveABacklogToTheCommitInterval() {
    after(NOW, NOW - 10_000);
    tick(NOW + 20);

    assertThat(context.committed()).isFalse();
  }

  @Test
  void shouldCommitTheNextOnesTogether() {
    after(NOW, NOW - 5);
    context.resetCommit();
    after(NOW + 3, NOW);
    after(NOW + 6, NOW);
    assertThat(context.committed()).isFalse();

    tick(NOW + 20);

    assertThat(context.committed()).isTrue();
    context.resetCommit();
    tick(NOW + 40);
    assertThat(context.committed()).isFalse();
  }

  private void after(long now, long arrived) {
    context.setCurrentSystemTimeMs(now);
    commit.after(new Record<>("key", "value", arrived));
  }

  private void tick(long now) {
    context.setCurrentSystemTimeMs(now);
    context.scheduledPunctuators().get(0).getPunctuator().punctuate(now);
  }
}
