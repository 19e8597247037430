package dev.slugline.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoringTest {
  private static final TopicPartition ONE = new TopicPartition("identity-changelog", 0);
  private static final TopicPartition TWO = new TopicPartition("published-changelog", 0);

  private final Restoring restoring = new Restoring();

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
  void shouldNeverSayMoreThanAll() {
    restoring.onRestoreStart(ONE, "identity", 5, 5);
    assertThat(restoring.percent()).hasValue(100);
    restoring.onRestoreStart(ONE, "identity", 0, 10);
    restoring.onBatchRestored(ONE, "identity", 10, 12);

    assertThat(restoring.percent()).hasValue(100);
  }
}
