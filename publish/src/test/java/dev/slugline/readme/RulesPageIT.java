package dev.slugline.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.app.broker.Broker;
import dev.slugline.app.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does what docs/rules.md tells a newcomer to do, in its order: a block that names a file is
 * written there, and a command prints what the page says that it prints, with a broker at hand.
 */
class RulesPageIT {
  private static final Path PAGE = Path.of("../docs/rules.md");
  private static final String PROMPT = "$ ./slugline ";

  private Path folder = Path.of("");

  @Test
  void shouldPrintWhatThePageShows(@TempDir Path temp) throws Exception {
    folder = temp;
    int commands = 0;
    try (Broker broker = Broker.inProcess(folder.resolve("broker"))) {
      for (PageBlock block : PageBlock.of(PAGE)) {
        String[] kind = block.kind().split(" ", 2);
        if (kind.length == 2) {
          write(kind[1], block.lines());
        } else if (kind[0].equals("console")) {
          run(block.lines(), broker);
          commands++;
        }
      }
    }
    assertThat(commands).isGreaterThanOrEqualTo(6);
  }

  private void write(String file, List<String> lines) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.write(path, lines);
  }

  private void run(List<String> lines, Broker broker) {
    List<String> arguments = new ArrayList<>();
    for (String word : lines.get(0).substring(PROMPT.length()).split(" ", -1)) {
      Path file = folder.resolve(word);
      arguments.add(Files.exists(file) ? file.toString() : word);
    }
    if (arguments.contains("apply")) {
      arguments.addAll(List.of("-b", broker.bootstrapServers()));
    }
    Ran ran = Ran.command(arguments.toArray(String[]::new));
    String printed = (ran.out() + ran.err()).replace(folder + "/", "");
    assertThat(printed.lines().map(RulesPageIT::lasting))
        .as(lines.get(0))
        .containsExactlyElementsOf(lines.stream().skip(1).map(RulesPageIT::lasting).toList());
  }

  /** A catalogue's hash changes with every edit of a shipped rule. */
  private static String lasting(String line) {
    return line.stripTrailing().replaceAll("catalogue [0-9a-f]{16}", "catalogue …");
  }
}
