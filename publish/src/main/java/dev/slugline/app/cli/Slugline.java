package dev.slugline.app.cli;

import dev.slugline.app.config.ConfigProblems;
import dev.slugline.app.kafka.Preflight;
import dev.slugline.app.kafka.TopicAdmin;
import dev.slugline.enrich.catalogue.InvalidRulesException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line as a whole: the list of commands, and what their failures look like. */
@Command(
    name = "slugline",
    description = "Raw news in, tagged news out, on Apache Kafka.",
    mixinStandardHelpOptions = true,
    version = "slugline " + Slugline.VERSION,
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      FeedCommand.class,
      TailCommand.class,
      ReceiptsCommand.class,
      RetractCommand.class,
      RetagCommand.class,
      DeadLettersCommand.class,
      ParseCommand.class,
      TagCommand.class,
      ExplainCommand.class,
      RulesCommand.class,
      StatusCommand.class,
      TopicsCommand.class,
      ConfigCommand.class
    },
    footer = {"", "Example: slugline demo"})
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
    line.setParameterExceptionHandler(Slugline::badUsage);
    if (args.length == 0) {
      line.usage(System.err);
      return 2;
    }
    return line.execute(args);
  }

  private static int badUsage(CommandLine.ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("slugline: " + failure.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(failure, err);
    err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return 2;
  }

  private static String told(Exception failure) {
    String message = failure.getMessage();
    if (failure instanceof NoSuchFileException) {
      return message + ": no such file";
    }
    if (failure instanceof AccessDeniedException) {
      return message + ": no right to read it";
    }
    if (failure instanceof KafkaException kafka) {
      return "no Kafka client can be made: " + cause(kafka);
    }
    boolean plain =
        failure instanceof ConfigProblems
            || failure instanceof InvalidRulesException
            || failure instanceof TopicAdmin.Refused
            || failure instanceof Preflight.Refused
            || failure instanceof IOException;
    return plain && message != null ? message : failure.toString();
  }

  /** A client that cannot be made names itself first, and last the file or the setting. */
  private static String cause(KafkaException failure) {
    Throwable last = failure;
    for (Throwable it = failure.getCause(); it instanceof KafkaException; it = it.getCause()) {
      last = it;
    }
    return String.valueOf(last.getMessage());
  }
}
