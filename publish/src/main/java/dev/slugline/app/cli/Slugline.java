package dev.slugline.app.cli;

import dev.slugline.app.Release;
import dev.slugline.app.config.ConfigProblems;
import dev.slugline.app.config.Secrets;
import dev.slugline.app.kafka.Preflight;
import dev.slugline.app.kafka.TopicAdmin;
import dev.slugline.enrich.catalogue.InvalidRulesException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.apache.kafka.common.KafkaException;
import org.slf4j.LoggerFactory;
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
      AuditCommand.class,
      TopicsCommand.class,
      ConfigCommand.class,
      SchemaCommand.class
    },
    footer = {"", "Example: slugline demo"})
public final class Slugline {
  static final String VERSION = Release.VERSION;

  /** The variable of the environment that says what the log is written as. */
  private static final String LOG = "SLUGLINE_LOG";

  /** Runs one command on the process's own output, which it replaces; see {@link #run}. */
  public static int runAsProcess(String[] args) {
    StandardOutput out = StandardOutput.open();
    System.setOut(out);
    System.setErr(
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    return out.end(run(args));
  }

  /** Runs one command: 0 ok, 1 failed, 2 bad usage. */
  public static int run(String[] args) {
    CommandLine line = new CommandLine(new Slugline());
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          if (isLogForPrograms()) {
            LoggerFactory.getLogger(Slugline.class).error(told(failure));
          } else {
            command.getErr().println("slugline: " + told(failure));
          }
          return failure instanceof ConfigProblems ? 2 : 1;
        });
    line.setParameterExceptionHandler(Slugline::badUsage);
    String log = System.getenv(LOG);
    if (log != null && !log.equals("text") && !log.equals("json")) {
      System.err.println("slugline: " + LOG + "=" + log + ": must be text or json");
      return 2;
    }
    if (args.length == 0) {
      line.usage(System.err);
      return 2;
    }
    return execute(line, args);
  }

  /** What no command can tell of ends it too: threads of the stream would keep the process. */
  private static int execute(CommandLine line, String[] args) {
    try {
      return line.execute(args);
    } catch (UnsatisfiedLinkError e) {
      System.err.println("slugline: a native library cannot be loaded: " + e.getMessage());
    } catch (Error e) {
      LoggerFactory.getLogger(Slugline.class).error("the command ended by an error", e);
    }
    return 1;
  }

  /** Whether standard error is read by a program that takes an object a line. */
  static boolean isLogForPrograms() {
    return "json".equals(System.getenv(LOG));
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
    if (failure instanceof KafkaException) {
      return "the Kafka client fails: " + Secrets.said(failure);
    }
    boolean plain =
        failure instanceof ConfigProblems
            || failure instanceof InvalidRulesException
            || failure instanceof TopicAdmin.Refused
            || failure instanceof Preflight.Refused
            || failure instanceof IOException;
    return plain && message != null ? message : failure.toString();
  }
}
