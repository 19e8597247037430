package dev.slugline.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The commands of README.md, in order, and how each is run by a test. */
final class ReadmeCommands {
  private static final Path README = Path.of("..", "README.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```");

  /** How a command is run. */
  enum Way {
    /** to its end, which must be exit code 0 */
    TO_ITS_END,
    /** until it says that it is ready; then it is stopped */
    UNTIL_READY,
    /** the same, but it is stopped after all others, which work with it */
    BESIDE_THE_OTHERS,
    /** only its usage is checked: it takes minutes, or its own tests run it */
    USAGE_ONLY,
    /** it is what runs this test */
    NOT_AGAIN
  }

  /** By the first words of a command; the longest that fit decide. */
  private static final Map<String, Way> WAYS =
      Map.ofEntries(
          Map.entry("mvn verify", Way.NOT_AGAIN),
          Map.entry("./slugline --help", Way.TO_ITS_END),
          Map.entry("./slugline parse", Way.TO_ITS_END),
          Map.entry("./slugline tag", Way.TO_ITS_END),
          Map.entry("./slugline explain", Way.TO_ITS_END),
          Map.entry("./slugline rules", Way.TO_ITS_END),
          Map.entry("./slugline config", Way.TO_ITS_END),
          Map.entry("./slugline demo", Way.TO_ITS_END),
          Map.entry("./slugline demo --keep", Way.UNTIL_READY),
          Map.entry("./slugline run --embedded", Way.UNTIL_READY),
          Map.entry("./slugline run", Way.BESIDE_THE_OTHERS),
          Map.entry("./slugline topics", Way.TO_ITS_END),
          Map.entry("./slugline feed", Way.TO_ITS_END),
          Map.entry("./slugline tail", Way.TO_ITS_END),
          Map.entry("./slugline receipts", Way.TO_ITS_END),
          Map.entry("./slugline retract", Way.TO_ITS_END),
          Map.entry("./slugline dead-letters", Way.TO_ITS_END),
          Map.entry("./slugline status", Way.TO_ITS_END),
          Map.entry("./slugline audit", Way.TO_ITS_END),
          Map.entry("./slugline schema", Way.TO_ITS_END),
          Map.entry("./slugline bench", Way.USAGE_ONLY));

  private ReadmeCommands() {}

  /** A line of the README as it stands there, and how it is run. */
  record Command(String line, Optional<Way> way) {}

  static List<Command> read() throws IOException {
    return commands(Files.readString(README));
  }

  /** The lines of all blocks of shell commands. */
  static List<Command> commands(String readme) {
    List<Command> commands = new ArrayList<>();
    for (String block : BLOCK.matcher(readme).results().map(ReadmeCommands::lines).toList()) {
      for (String line : block.lines().toList()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          commands.add(new Command(line, way(line)));
        }
      }
    }
    return commands;
  }

  private static String lines(MatchResult block) {
    return block.group(1).replace("\\\n", " ");
  }

  private static Optional<Way> way(String line) {
    return WAYS.keySet().stream()
        .filter(words -> (line + " ").startsWith(words + " "))
        .max(Comparator.comparingInt(String::length))
        .map(WAYS::get);
  }
}
