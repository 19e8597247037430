package dev.slugline.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.apache.kafka.common.GroupState;
import org.junit.jupiter.api.Test;

class GroupsTest {
  @Test
  void shouldSayTheStateOfAGroupInWords() {
    assertThat(Groups.words(GroupState.PREPARING_REBALANCE)).isEqualTo("preparing to rebalance");
    assertThat(Arrays.stream(GroupState.values()).map(Groups::words))
        .contains("stable", "not ready", "completing a rebalance")
        .allMatch(words -> words.matches("[a-z ]+"));
  }
}
