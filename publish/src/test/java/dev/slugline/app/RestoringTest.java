package dev.slugline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoringTest {
  private static final TopicPartition ONE = new TopicPartition("identity-changelog", 0);
  private static final TopicPartition TWO = new TopicPartition("published-changelog", 0);

  private long nanos = Long.MAX_VALUE;
  private final List<String> log = new ArrayList<>();
  private final Restoring restoring = new Restoring(log::add, () -> nanos);

  @Test
  void shouldSayHowMuchOfAllStoresIsThere() {
    assertThat(restoring.percent()).isEmpty();

    restoring.onRestoreStart(ONE, "identity", 100, 160);
    restoring.onRestoreStart(TWO, "published", 0, 40);
    assertThat(restoring.percent()).hasValue(0);
    restoring.onBatchRestored(ONE, "identity", 160, 50);
    restoring.onBatchRestored(TWO, "published", 40, 13);
    assertThat(restoring.percent()).hasValue(63);

    restoring.onRestoreEnd(ONE, "identity", 60);
    assertThat(restoring.percent()).hasValue(32);
    restoring.onRestoreSuspended(TWO, "published", 13);
    assertThat(restoring.percent()).isEmpty();
  }

  @Test
  void shouldSayOnceARestoreThatNothingIsLost() {
    restoring.onRestoreStart(ONE, "identity", 60, 60);
    restoring.onRestoreEnd(ONE, "identity", 0);
    assertThat(log).as("what was closed well is not restored").isEmpty();

    restore();
    nanos += Duration.ofSeconds(50).toNanos();
    restore();
    assertThat(log)
        .containsExactly(
            "the state is made again from Kafka: an instance was killed or moved; nothing is lost");

    nanos += Duration.ofSeconds(70).toNanos();
    restore();
    assertThat(log).as("another restore").hasSize(2);
  }

  @Test
  void shouldWaitForAStartForAsLongAsThereIsSomethingToRestore() throws Exception {
    Duration quiet = Duration.ofMinutes(5);
    AtomicInteger rounds = new AtomicInteger();

    assertThat(restoring.await(clocked(() -> rounds.incrementAndGet() < 0), quiet)).isFalse();
    assertThat(rounds).as("nothing was restored").hasValue(1);

    boolean ended =
        restoring.await(
            clocked(
                () -> {
                  nanos -= Duration.ofSeconds(1).toNanos();
                  restore();
                  nanos += Duration.ofSeconds(1).toNanos();
                  return rounds.incrementAndGet() > 20;
                }),
            quiet);
    assertThat(ended).isTrue();
    assertThat(rounds).hasValue(21);
  }

  /** To wait for it lets the time go by; then what is given says whether it has come. */
  private CountDownLatch clocked(BooleanSupplier come) {
    return new CountDownLatch(1) {
      @Override
      public boolean await(long time, TimeUnit unit) {
        nanos += unit.toNanos(time);
        if (come.getAsBoolean()) {
          countDown();
        }
        return getCount() == 0;
      }
    };
  }

  private void restore() {
    restoring.onRestoreStart(ONE, "identity", 0, 60);
    restoring.onBatchRestored(ONE, "identity", 60, 30);
    restoring.onBatchRestored(ONE, "identity", 60, 30);
    restoring.onRestoreEnd(ONE, "identity", 60);
    restoring.onRestoreStart(TWO, "published", 0, 40);
    restoring.onBatchRestored(TWO, "published", 40, 40);
    restoring.onRestoreEnd(TWO, "published", 40);
  }

  @Test
  void shouldNeverSayMoreThanAll() {
    restoring.onRestoreStart(ONE, "identity", 5, 5);
    assertThat(restoring.percent()).hasValue(100);
    restoring.onRestoreStart(ONE, "identity", 0, 10);
    restoring.onBatchRestored(ONE, "identity", 10, 12);

    assertThat(restoring.percent()).hasValue(100);
  }
}
