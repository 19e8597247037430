package dev.slugline.app;

import dev.slugline.app.cli.Slugline;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The entry point of the launcher. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    // whatever the locale says: records and titles are UTF-8
    System.setOut(utf8(FileDescriptor.out));
    System.setErr(utf8(FileDescriptor.err));
    System.setProperty("slugline.kafka.log.level", "OFF"); // 'run' sets another
    System.exit(Slugline.run(args));
  }

  private static PrintStream utf8(FileDescriptor to) {
    return new PrintStream(new FileOutputStream(to), true, StandardCharsets.UTF_8);
  }
}
