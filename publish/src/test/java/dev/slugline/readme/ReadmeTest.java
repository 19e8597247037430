package dev.slugline.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.readme.ReadmeCommands.Command;
import dev.slugline.readme.ReadmeCommands.Way;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@link ReadmeIT} runs is all that the README tells a person to type. */
class ReadmeTest {
  @Test
  void shouldKnowHowToRunEachCommandOfTheReadme() throws Exception {
    List<Command> commands = ReadmeCommands.read();

    assertThat(commands).extracting(Command::line).anyMatch(it -> it.startsWith("./slugline "));
    assertThat(commands)
        .allSatisfy(
            command ->
                assertThat(command.way())
                    .as("README.md says '%s': say in ReadmeCommands how it is run", command.line())
                    .isPresent());
  }

  @Test
  void shouldFindNoWayForAnUnknownCommandAndTheMostExactForAKnownOne() {
    List<Command> commands =
        ReadmeCommands.commands(
            """
            Text with ./slugline tag in it.
            ```sh
            ./slugline unheard-of --all
            ./slugline run            # comment

            ./slugline run --embedded
            ./slugline runs
            ```
            ```text
            ./slugline not a command
            ```
            """);

    assertThat(commands)
        .extracting(Command::way)
        .containsExactly(
            Optional.empty(),
            Optional.of(Way.BESIDE_THE_OTHERS),
            Optional.of(Way.UNTIL_READY),
            Optional.empty());
  }
}
