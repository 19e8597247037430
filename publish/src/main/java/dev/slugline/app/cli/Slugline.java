package dev.slugline.app.cli;

import dev.slugline.app.Preflight;
import dev.slugline.app.TopicAdmin;
import dev.slugline.app.config.ConfigProblems;
import dev.slugline.enrich.catalogue.InvalidRulesException;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line as a whole: the list of commands, and what their failures look like. */
@Command(
    name = "slugline",
    description = "Raw news in, tagged news out, on Apache Kafka.",
    mixinStandardHelpOptions = true,
    version = "slugline " + Slugline.VERSION,
    subcommands = {
      ParseCommand.class,
      TagCommand.class,
      ConfigCommand.class,
      TopicsCommand.class,
      RunCommand.class,
      FeedCommand.class,
      DemoCommand.class
    },
    footer = {"", "Example: slugline parse article.json"})
public final class Slugline {
  /** The version that records carry. */
  static final String VERSION = "0.1.0";

  /** Runs one command: 0 ok, 1 failed, 2 bad usage. */
  public static int run(String[] args) {
    CommandLine line = new CommandLine(new Slugline());
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          command.getErr().println("slugline: " + told(failure));
          return failure instanceof ConfigProblems ? 2 : 1;
        });
    if (args.length == 0) {
      line.usage(System.err);
      return 2;
    }
    return line.execute(args);
  }

  private static String told(Exception failure) {
    String message = failure.getMessage();
    boolean plain =
        failure instanceof ConfigProblems
            || failure instanceof InvalidRulesException
            || failure instanceof TopicAdmin.Refused
            || failure instanceof Preflight.Refused
            || failure instanceof IOException;
    return plain && message != null ? message : failure.toString();
  }
}
