package dev.slugline.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.slugline.ingest.article.ArticleJson;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Data for standard output, in UTF-8. A reader that went away ends the command in peace. */
final class Output {
  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);

  /** Prints a line; false: nobody reads any more. */
  boolean line(String text) {
    out.print(text + "\n");
    return !out.checkError();
  }

  /** Prints a value as a line of JSON; false: nobody reads any more. */
  boolean json(Object value) {
    try {
      return line(ArticleJson.mapper().writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
