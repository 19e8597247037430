package dev.slugline.app.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A command that ran in this process, with what it printed. Not for tests side by side. */
public record Ran(int code, String out, String err) {
  public static Ran command(String... args) {
    return with("", args);
  }

  public static Ran with(String input, String... args) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    InputStream in = System.in;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    try (PrintStream saying = new PrintStream(said, true, StandardCharsets.UTF_8);
        PrintStream telling = new PrintStream(told, true, StandardCharsets.UTF_8)) {
      System.setOut(saying);
      System.setErr(telling);
      System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
      int code = Slugline.run(args);
      return new Ran(
          code, said.toString(StandardCharsets.UTF_8), told.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
      System.setIn(in);
    }
  }
}
