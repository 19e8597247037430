package dev.slugline.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.slugline.ingest.article.ArticleJson;
import java.io.PrintStream;

/** Data for standard output. A reader that went away ends the command in peace. */
final class Output {
  private final PrintStream out = System.out;

  /** Prints a line; false: nobody reads any more. */
  boolean line(String text) {
    out.print(text + "\n");
    return !out.checkError();
  }

  /** Prints bytes as they are; false: nobody reads any more. */
  boolean bytes(byte[] bytes) {
    out.write(bytes, 0, bytes.length);
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
