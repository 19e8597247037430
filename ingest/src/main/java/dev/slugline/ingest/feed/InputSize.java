package dev.slugline.ingest.feed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** Adds up the sizes of what is to be fed, by the names alone. */
public final class InputSize {
  private InputSize() {}

  /**
   * The bytes of all files; empty: some input has no size, or the sum is not wanted any more. A
   * file that is named twice counts twice.
   */
  public static OptionalLong of(List<String> inputs, BooleanSupplier stopped)
      throws InterruptedException {
    Sum sum = new Sum(stopped);
    FeedInput walk = new FeedInput(sum);
    for (String input : inputs) {
      walk.visit(input);
    }
    return sum.known && !stopped.getAsBoolean() ? OptionalLong.of(sum.bytes) : OptionalLong.empty();
  }

  private static final class Sum implements FeedInput.Visitor {
    private final BooleanSupplier stopped;
    private long bytes;
    private boolean known = true;

    Sum(BooleanSupplier stopped) {
      this.stopped = stopped;
    }

    @Override
    public void file(String input, Path file) {
      try {
        bytes += Files.size(file);
      } catch (IOException e) {
        refuse(input, FolderWalk.told(e));
      }
    }

    @Override
    public void refuse(String input, String reason) {
      // nothing of it is fed, so there is nothing to add
    }

    @Override
    public boolean stopped() {
      return !known || stopped.getAsBoolean();
    }

    @Override
    public void pipe(String input, Path pipe) {
      known = false;
    }

    @Override
    public void stdin() {
      known = false;
    }

    @Override
    public void url(String url) {
      known = false;
    }
  }
}
