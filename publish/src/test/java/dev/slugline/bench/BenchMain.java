package dev.slugline.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code slugline bench} starts: a benchmark a subcommand. */
@Command(
    name = "slugline bench",
    description = "Measures Slugline on this machine.",
    mixinStandardHelpOptions = true,
    subcommands = StreamBench.class,
    footer = {"", "Example: slugline bench stream"})
public final class BenchMain {
  private BenchMain() {}

  public static void main(String[] args) {
    String logs = "logback.configurationFile";
    System.setProperty(logs, System.getProperty(logs, "dev/slugline/bench/logback.xml"));
    System.exit(run(args));
  }

  /** Runs one benchmark: 0 ok, 1 failed, 2 bad usage. */
  static int run(String... args) {
    CommandLine line = new CommandLine(new BenchMain());
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
