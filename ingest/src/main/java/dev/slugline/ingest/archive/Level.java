package dev.slugline.ingest.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** An open container whose parts come one after the other. */
interface Level extends Closeable {
  /** What is next in it: something to look into, or done already. */
  sealed interface Step {
    /** To be looked into, and read before the next step. */
    record Opened(InputStream in, String name) implements Step {}

    /** Nothing to look into. */
    record Done(Part part) implements Step {}
  }

  /** Null: there is nothing more. */
  @Nullable Step next() throws IOException;

  /** What is at hand, as a person is told of it. */
  String name();

  /** Its line, from 1; 0: none. */
  default long line() {
    return 0;
  }
}
