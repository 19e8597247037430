package dev.slugline.app.cli;

import dev.slugline.ingest.feed.Fed;
import dev.slugline.ingest.feed.FeedTotals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Says what became of each piece that is fed, and in the end of all of them. */
final class FeedReport {
  private static final double MEGA = 1_000_000;
  private static final double KILO = 1_000;

  private final String topic;
  private final boolean json;
  private final Progress progress;
  private final Supplier<FeedTotals> totals;
  private final Output out = new Output();
  private final long began = System.nanoTime();

  /**
   * @param json a line of JSON for each piece on standard output, and the rest on standard error
   */
  FeedReport(String topic, boolean json, Progress progress, Supplier<FeedTotals> totals) {
    this.topic = topic;
    this.json = json;
    this.progress = progress;
    this.totals = totals;
  }

  void take(Fed fed) {
    if (fed instanceof Fed.Sent it) {
      if (json) {
        out.json(place(it));
      }
    } else if (fed instanceof Fed.Skipped it) {
      unsent(it, "skipped", it.reason());
    } else if (fed instanceof Fed.Refused it) {
      unsent(it, "refused", it.reason());
    }
    if (progress.isShown()) {
      FeedTotals now = totals.get();
      progress.at(now.read(), String.format(Locale.ROOT, "%,d fed", now.acknowledged()));
    }
  }

  private void unsent(Fed fed, String what, String reason) {
    if (json) {
      Map<String, Object> line = named(fed);
      line.put(what, reason);
      out.json(line);
    }
    String where = fed.line() == 0 ? fed.input() : fed.input() + ", line " + fed.line();
    progress.say(where + ": " + what + ": " + reason);
  }

  void note(String text) {
    progress.say("slugline: " + text);
  }

  /** Takes the bar away and says what it all came to. */
  void end() {
    progress.close();
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    String line = line(topic, totals.get(), took);
    if (json) {
      progress.say("slugline: " + line);
    } else {
      out.line(line);
    }
  }

  /** What a feed has come to, in a line. */
  static String line(String topic, FeedTotals totals, Duration took) {
    double seconds = Math.max(took.toMillis(), 1) / 1_000.0;
    long here = totals.acknowledged() - totals.found();
    List<String> parts = new ArrayList<>();
    parts.add("fed " + records(here) + " to " + topic);
    parts.add(
        String.format(
            Locale.ROOT,
            "sent %,d, acknowledged %,d, %s in %.1f s (%,.0f/s)",
            totals.sent(),
            here,
            size(totals.bytes()),
            seconds,
            here / seconds));
    if (totals.found() > 0) {
      parts.add(String.format(Locale.ROOT, "%,d were there already", totals.found()));
    }
    if (totals.files() > 0) {
      String files = totals.files() == 1 ? "file was" : "files were";
      parts.add(String.format(Locale.ROOT, "%,d %s fed before", totals.files(), files));
    }
    if (totals.skipped() > 0) {
      parts.add(String.format(Locale.ROOT, "%,d skipped", totals.skipped()));
    }
    if (totals.refused() > 0) {
      parts.add(String.format(Locale.ROOT, "%,d refused", totals.refused()));
    }
    return parts.get(0) + ": " + String.join("; ", parts.subList(1, parts.size()));
  }

  private static String records(long count) {
    return String.format(Locale.ROOT, "%,d raw record%s", count, count == 1 ? "" : "s");
  }

  private static String size(long bytes) {
    return bytes < KILO
        ? bytes + " B"
        : bytes < MEGA
            ? String.format(Locale.ROOT, "%.1f kB", bytes / KILO)
            : String.format(Locale.ROOT, "%,.1f MB", bytes / MEGA);
  }

  private static Map<String, Object> place(Fed.Sent it) {
    Map<String, Object> place = named(it);
    place.put("topic", it.topic());
    place.put("partition", it.partition());
    place.put("offset", it.offset());
    return place;
  }

  private static Map<String, Object> named(Fed fed) {
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("input", fed.input());
    if (fed.line() > 0) {
      named.put("line", fed.line());
    }
    return named;
  }
}
