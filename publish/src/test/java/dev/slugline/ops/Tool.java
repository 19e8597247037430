package dev.slugline.ops;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A program of the machine that a test needs, which not every machine has. */
final class Tool {
  private final Path program;
  private final Path folder;
  private final Map<String, String> environment;

  private Tool(Path program, Path folder, Map<String, String> environment) {
    this.program = program;
    this.folder = folder;
    this.environment = environment;
  }

  /** What it said, on both of its streams, and how it ended. */
  record Said(int code, String text) {}

  /** A program of the {@code PATH}, as run in a folder with more variables. */
  static Optional<Tool> find(String name, Path folder, Map<String, String> environment) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(dir -> Path.of(dir, name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(program -> new Tool(program, folder, environment));
  }

  /** Runs it to its end; one that takes longer is ended, and the test fails. */
  Said run(Duration within, String... arguments) throws IOException, InterruptedException {
    Path said = Files.createTempFile("said", ".txt");
    try {
      ProcessBuilder builder = new ProcessBuilder(program.toString());
      builder.command().addAll(List.of(arguments));
      builder.environment().putAll(environment);
      builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(said.toFile());
      Process process = builder.start();
      boolean ended = process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      String text = Files.readString(said, StandardCharsets.UTF_8);
      if (!ended) {
        throw new AssertionError(
            "%s took longer than %d s:%n%s".formatted(builder.command(), within.toSeconds(), text));
      }
      return new Said(process.exitValue(), text);
    } finally {
      Files.delete(said);
    }
  }

  /** The same; anything but exit code 0 fails the test. */
  String must(Duration within, String... arguments) throws IOException, InterruptedException {
    Said said = run(within, arguments);
    if (said.code() != 0) {
      throw new AssertionError(
          "%s %s ended with %d:%n%s"
              .formatted(program, String.join(" ", arguments), said.code(), said.text()));
    }
    return said.text();
  }
}
