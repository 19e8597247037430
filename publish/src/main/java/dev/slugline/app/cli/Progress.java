package dev.slugline.app.cli;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A bar on standard error with rate and remaining time, where that is a terminal; else nothing, or
 * a line now and then. Thread-safe.
 */
final class Progress implements AutoCloseable {
  private static final int EVERY_MILLIS = 200;
  private static final long KILO = 1_000;
  private static final long MEGA = 1_000_000;
  private static final long COUNTED_IN_MEGA = 100 * MEGA;

  private static final Duration LINE_EVERY = Duration.ofMinutes(1);

  private final @Nullable ProgressBar bar;

  /** What says a line now and then where there is no bar; null: nothing does. */
  private final @Nullable Lines lines;

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
    lines = null;
  }

  private Progress(String verb, String unit, OptionalLong total) {
    bar = Terminal.isError() ? bar(verb, total, unit, 1) : null;
    lines = null;
  }

  private Progress(String verb, long total, boolean shown, Duration every) {
    bar = shown ? bar(verb, OptionalLong.of(total), " records", 1) : null;
    lines = shown ? null : new Lines(verb, total, every);
  }

  /** Says how far it is, when that was not said for a while. */
  private static final class Lines {
    private final String verb;
    private final long total;
    private final Duration every;
    private long saidAt = System.nanoTime();

    Lines(String verb, long total, Duration every) {
      this.verb = verb;
      this.total = total;
      this.every = every;
    }

    synchronized void at(long count) {
      long now = System.nanoTime();
      if (now - saidAt >= every.toNanos()) {
        saidAt = now;
        System.err.println(
            String.format(
                Locale.ROOT, "slugline: %s: %,d of up to %,d records", verb, count, total));
      }
    }
  }

  /** One that counts records, of which it is not known how many there will be. */
  static Progress ofRecords(String verb) {
    return new Progress(verb, " records", OptionalLong.empty());
  }

  /** One that counts records, and says a line a minute where there is no terminal. */
  static Progress ofRecords(String verb, long total) {
    return ofRecords(verb, total, Terminal.isError(), LINE_EVERY);
  }

  static Progress ofRecords(String verb, long total, boolean shown, Duration lineEvery) {
    return new Progress(verb, total, shown, lineEvery);
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
    } else if (lines != null) {
      lines.at(count);
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
