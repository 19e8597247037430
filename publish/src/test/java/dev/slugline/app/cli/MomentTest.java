package dev.slugline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times on the command line; none of these calls comes as far as asking a broker. */
class MomentTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "tail",
        "retag",
        "rules try --rules x",
        "dead-letters list",
        "dead-letters replay"
      })
  void shouldRefuseAnEndThatIsNotAfterTheBegin(String command) {
    for (String until : List.of("2026-03-01", "2026-04-01")) {
      List<String> args = new ArrayList<>(Arrays.asList(command.split(" ", -1)));
      args.addAll(List.of("--since", "2026-04-01", "--until", until));

      Ran ran = Ran.command(args.toArray(String[]::new));

      assertThat(ran.code()).isEqualTo(2);
      assertThat(ran.out()).isEmpty();
      assertThat(ran.err())
          .contains("--until must be after --since")
          .contains("from 2026-04-01T00:00:00Z to " + until);
    }
  }
}
