package dev.slugline.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
  @Test
  void shouldBeReadAsItIsWritten() {
    Position position = Position.parse("{\"1\": 45, \"0\":123}");

    assertThat(position).hasToString("{\"0\":123,\"1\":45}");
    assertThat(Position.parse(position.toString())).isEqualTo(position);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "null",
        "",
        "{\"0\":1",
        "{}",
        "{\"0\":1,\"2\":1}",
        "{\"0\":1,\"1\":-1}",
        "{\"0\":1,\"1\":1.5}",
        "{\"0\":1,\"1\":\"1\"}",
        "{\"0\":1,\"1\":99999999999999999999}",
        "{\"1\":1}",
        "[1,2]"
      })
  void shouldRefuseWhatIsNoPosition(String id) {
    assertThatThrownBy(() -> Position.parse(id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("it ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"0\":1}", "{\"0\":1,\"1\":1,\"2\":1}"})
  void shouldKnowThatOtherPartitionsAreOfAnotherInstallation(String id) {
    assertThat(Start.behind(id, 2)).isEqualTo(new Start.Foreign(Position.parse(id)));
    assertThat(Start.behind("{\"0\":1,\"1\":1}", 2)).isInstanceOf(Start.After.class);
  }

  @Test
  void shouldBeAsFarAsAnotherOnlyInEveryPartition() {
    Position one = Position.parse("{\"0\":5,\"1\":5}");

    assertThat(one.isAtLeast(one)).isTrue();
    assertThat(one.isAtLeast(one.with(0, 6))).isFalse();
    assertThat(one.with(1, 9).isAtLeast(one.with(0, 6))).isFalse();
    assertThat(one.with(0, 6).isAtLeast(one)).isTrue();
  }
}
