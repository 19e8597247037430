package dev.slugline.app;

import dev.slugline.app.cli.Slugline;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;

/** The entry point of the launcher. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    // whatever the locale says: records and titles are UTF-8
    System.setOut(utf8(FileDescriptor.out));
    System.setErr(utf8(FileDescriptor.err));
    System.exit(run(args));
  }

  /** What no command can tell of ends the process too: threads of the stream would keep it. */
  private static int run(String[] args) {
    try {
      return Slugline.run(args);
    } catch (UnsatisfiedLinkError e) {
      System.err.println("slugline: a native library cannot be loaded: " + e.getMessage());
    } catch (Error e) {
      LoggerFactory.getLogger(Main.class).error("the command ended by an error", e);
    }
    return 1;
  }

  private static PrintStream utf8(FileDescriptor to) {
    return new PrintStream(new FileOutputStream(to), true, StandardCharsets.UTF_8);
  }
}
