package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;

class HealthTest {
  private static final Duration MISSED = Duration.ofSeconds(45);

  @Test
  void shouldBeReadyOnceItRuns() {
    assertThat(part(State.REBALANCING, Optional.empty()))
        .isEqualTo(
            new ReadyPart(
                "stream",
                false,
                "rebalancing; an instance that was killed is waited for up to 45 s"));
    assertThat(part(State.RUNNING, Optional.of(Duration.ZERO)))
        .isEqualTo(new ReadyPart("stream", true, "running"));
  }

  @Test
  void shouldStayReadyInABriefRebalance() {
    assertThat(part(State.REBALANCING, Optional.of(Duration.ofSeconds(9))).ready()).isTrue();
    assertThat(part(State.REBALANCING, Optional.of(Duration.ofSeconds(10))).ready()).isFalse();
  }

  @Test
  void shouldStayReadyWhileLittleIsRestored() {
    OptionalInt restored = OptionalInt.of(63);

    assertThat(Health.stream(State.REBALANCING, restored, Optional.of(Duration.ZERO), MISSED))
        .isEqualTo(new ReadyPart("stream", true, "restoring 63 %"));
    assertThat(Health.stream(State.REBALANCING, restored, Optional.of(Duration.ofHours(1)), MISSED))
        .isEqualTo(new ReadyPart("stream", false, "restoring 63 %"));
  }

  @Test
  void shouldNotBeReadyOnceItStops() {
    for (State state : new State[] {State.PENDING_SHUTDOWN, State.ERROR, State.NOT_RUNNING}) {
      assertThat(part(state, Optional.of(Duration.ZERO)).ready()).as("%s", state).isFalse();
    }
  }

  private static ReadyPart part(State state, Optional<Duration> interruptedFor) {
    return Health.stream(state, OptionalInt.empty(), interruptedFor, MISSED);
  }
}
