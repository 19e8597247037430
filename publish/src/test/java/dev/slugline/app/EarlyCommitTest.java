package dev.slugline.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.stream.EarlyCommit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a task asks for a commit; Kafka Streams' own mock of the context stands for the clock. */
class EarlyCommitTest {
  /** Each test in a time of its own: what a thread asked last outlives a test. */
  private static final AtomicLong CLOCK = new AtomicLong(4_000_000_000_000L);

  private final long now = CLOCK.addAndGet(100_000);

  private MockProcessorContext<String, String> context;
  private EarlyCommit commit;

  @BeforeEach
  void start() {
    context = new MockProcessorContext<>();
    commit = EarlyCommit.of(context);
  }

  @Test
  void shouldCommitAtOnceWhatHasOnlyJustArrived() {
    after(now, now - 5);

    assertThat(context.committed()).isTrue();
  }

  @Test
  void shouldLeaveABacklogToTheCommitInterval() {
    after(now, now - 10_000);
    tick(now + 20);

    assertThat(context.committed()).isFalse();
  }

  @Test
  void shouldCommitTheNextOnesTogether() {
    after(now, now - 5);
    context.resetCommit();
    after(now + 3, now);
    after(now + 6, now);
    assertThat(context.committed()).isFalse();

    tick(now + 20);

    assertThat(context.committed()).isTrue();
    context.resetCommit();
    tick(now + 40);
    assertThat(context.committed()).isFalse();
  }

  @Test
  void shouldCountTheCommitsOfAllTasksOfAThread() {
    after(now, now - 5);
    context.resetCommit();

    MockProcessorContext<String, String> second = new MockProcessorContext<>();
    second.setCurrentSystemTimeMs(now + 3);
    EarlyCommit.of(second).after(new Record<>("key", "value", now));

    assertThat(second.committed()).isFalse();
  }

  private void after(long at, long arrived) {
    context.setCurrentSystemTimeMs(at);
    commit.after(new Record<>("key", "value", arrived));
  }

  private void tick(long at) {
    context.setCurrentSystemTimeMs(at);
    context.scheduledPunctuators().get(0).getPunctuator().punctuate(at);
  }
}
