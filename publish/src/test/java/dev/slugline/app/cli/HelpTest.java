package dev.slugline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.bench.BenchMain;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

/** Every command, whoever adds it, says what it is for, by example too. */
class HelpTest {
  private static final List<CommandLine> COMMANDS =
      Stream.of(new CommandLine(new Slugline()), BenchMain.commandLine())
          .flatMap(command -> commands(command).stream())
          .toList();

  @Test
  void shouldFindTheCommands() {
    assertThat(COMMANDS)
        .extracting(command -> command.getCommandSpec().qualifiedName())
        .contains("slugline", "slugline tag", "slugline topics create", "slugline bench engine");
  }

  @Test
  void shouldShowAnExample() {
    assertThat(COMMANDS)
        .allSatisfy(
            command ->
                assertThat(command.getUsageMessage())
                    .as(command.getCommandSpec().qualifiedName() + " --help")
                    .contains("\nExample: slugline"));
  }

  @Test
  void shouldDescribeEachCommandOptionAndParameter() {
    for (CommandLine command : COMMANDS) {
      String name = command.getCommandSpec().qualifiedName();
      assertThat(String.join("", command.getCommandSpec().usageMessage().description()))
          .as(name)
          .isNotBlank();
      for (ArgSpec arg : command.getCommandSpec().args()) {
        assertThat(arg.hidden() ? "hidden" : String.join("", arg.description()))
            .as(name + " " + (arg.isOption() ? arg.toString() : arg.paramLabel()))
            .isNotBlank();
      }
    }
  }

  private static List<CommandLine> commands(CommandLine command) {
    List<CommandLine> all = new ArrayList<>(List.of(command));
    command.getSubcommands().values().stream().distinct().forEach(it -> all.addAll(commands(it)));
    return all;
  }
}
