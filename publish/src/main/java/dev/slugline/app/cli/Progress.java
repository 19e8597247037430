package dev.slugline.app.cli;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.OptionalLong;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A bar on standard error with rate and remaining time, where that is a terminal; else nothing.
 * Thread-safe.
 */
final class Progress implements AutoCloseable {
  private static final int EVERY_MILLIS = 200;
  private static final long KILO = 1_000;
  private static final long MEGA = 1_000_000;
  private static final long COUNTED_IN_MEGA = 100 * MEGA;

  private final @Nullable ProgressBar bar;
  private boolean onScreen;
  private boolean closed;

  /**
   * @param total bytes; empty: not known, so that there is no remaining time
   */
  Progress(String verb, OptionalLong total) {
    this(verb, total, Terminal.isError());
  }

  Progress(String verb, OptionalLong total, boolean shown) {
    boolean mega = total.isEmpty() || total.getAsLong() >= COUNTED_IN_MEGA;
    bar = shown ? bar(verb, total, mega ? " MB" : " kB", mega ? MEGA : KILO) : null;
  }

  private Progress(String verb, String unit, OptionalLong total) {
    bar = Terminal.isError() ? bar(verb, total, unit, 1) : null;
  }

  /** One that counts records, of which it is not known how many there will be. */
  static Progress ofRecords(String verb) {
    return new Progress(verb, " records", OptionalLong.empty());
  }

  /** One that counts records. */
  static Progress ofRecords(String verb, long total) {
    return new Progress(verb, " records", OptionalLong.of(total));
  }

  private ProgressBar bar(String verb, OptionalLong total, String unit, long size) {
    ProgressBarBuilder builder =
        new ProgressBarBuilder()
            .setTaskName(verb)
            .setInitialMax(total.orElse(-1))
            .setUnit(unit, size)
            .showSpeed(new DecimalFormat("0.0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(EVERY_MILLIS)
            .setConsumer(new DelegatingProgressBarConsumer(this::draw, Terminal.columns() - 1));
    return total.isEmpty() ? builder.hideEta().build() : builder.build();
  }

  /** Whether a person sees it. */
  boolean isShown() {
    return bar != null;
  }

  void at(long count) {
    if (bar != null) {
      bar.stepTo(count);
    }
  }

  void at(long bytes, String remark) {
    if (bar != null) {
      bar.setExtraMessage(" " + remark); // first: it is drawn again only after a step
      bar.stepTo(bytes);
    }
  }

  /** Puts a line on standard error, in place of the bar. */
  synchronized void say(String line) {
    clear();
    System.err.println(line);
  }

  private synchronized void draw(String line) {
    if (!closed) {
      System.err.print("\r\033[K" + line.strip());
      onScreen = true;
    }
  }

  private synchronized void clear() {
    if (onScreen) {
      System.err.print("\r\033[K");
      onScreen = false;
    }
  }

  /** Takes the bar away. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      clear();
    }
    if (bar != null) {
      bar.close();
    }
  }
}
