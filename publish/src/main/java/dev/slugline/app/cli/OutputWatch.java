package dev.slugline.app.cli;

import java.io.File;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether anybody still reads standard output, without writing to it: Java can only find out
 * by writing, and a command that waits has nothing to write. The {@code tail} of GNU ends with its
 * reader, so one that has nothing to print either waits beside us on the same output. Where there
 * is none, the next line finds out. Thread-safe.
 */
final class OutputWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutputWatch.class);

  /** Of a process that SIGPIPE ended. */
  private static final int PIPE_CLOSED = 128 + 13;

  private final @Nullable Process waiting;

  private OutputWatch(@Nullable Process waiting) {
    this.waiting = waiting;
  }

  /** Of an output whose reader does not go away, such as a terminal. */
  static OutputWatch none() {
    return new OutputWatch(null);
  }

  static OutputWatch start() {
    String ours = "--pid=" + ProcessHandle.current().pid(); // it ends with us, however we end
    try {
      return new OutputWatch(
          new ProcessBuilder("tail", "-f", ours, "/dev/null")
              .redirectInput(new File("/dev/null"))
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      LOG.debug("no tail here: a closed output is found out when something is written", e);
      return new OutputWatch(null);
    }
  }

  /** Whether somebody reads, as far as is known. */
  boolean isRead() {
    return waiting == null || waiting.isAlive() || waiting.exitValue() != PIPE_CLOSED;
  }

  @Override
  public void close() {
    if (waiting != null) {
      waiting.destroy();
      try {
        waiting.waitFor(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
