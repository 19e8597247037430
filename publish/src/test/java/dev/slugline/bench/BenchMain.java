package dev.slugline.bench;

import dev.slugline.bench.engine.EngineBench;
import dev.slugline.bench.engine.JmhBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code slugline bench} starts: a benchmark a subcommand. */
@Command(
    name = "slugline bench",
    description = "Measures Slugline on this machine.",
    mixinStandardHelpOptions = true,
    subcommands = {
      StreamBench.class,
      HttpBench.class,
      ViewBench.class,
      EngineBench.class,
      JmhBench.class
    },
    footer = {"", "Example: slugline bench stream"})
public final class BenchMain {
  private BenchMain() {}

  public static void main(String[] args) {
    String logs = "logback.configurationFile";
    System.setProperty(logs, System.getProperty(logs, "dev/slugline/bench/logback.xml"));
    System.exit(run(args));
  }

  /** The command with all its subcommands. */
  public static CommandLine commandLine() {
    return new CommandLine(new BenchMain());
  }

  /** Runs one benchmark: 0 ok, 1 failed, 2 bad usage. */
  public static int run(String... args) {
    CommandLine line = commandLine();
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          String message = failure.getMessage();
          command.getErr().println("slugline: " + (message == null ? failure : message));
          return 1;
        });
    if (args.length == 0) {
      line.usage(System.err);
      return 2;
    }
    return line.execute(args);
  }
}
