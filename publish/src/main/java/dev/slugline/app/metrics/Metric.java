package dev.slugline.app.metrics;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The one table of our own metrics: name, type, labels, and what each says. */
public enum Metric {
  ARTICLES(
      "slugline.articles",
      Type.COUNTER,
      "Items by what became of them, as their receipts say it; format none: refused or skipped before its format was known, or of none that is read.",
      "stage",
      "format",
      "outcome"),
  PUBLISH_LATENCY(
      "slugline.publish.latency",
      Type.HISTOGRAM,
      "Seconds from the arrival of a raw record (for cause release: from the end of the embargo)"
          + " to when its article can be read, committed, on the topic of enriched articles. What is"
          + " only tagged again is not in it.",
      "cause"),
  TAGS(
      "slugline.tags",
      Type.COUNTER,
      "Tags put on new articles and revisions, after the first thousand tags together as (other).",
      "tag"),
  DEAD_LETTERS("slugline.dead.letters", Type.COUNTER, "Dead letters written.", "stage", "code"),
  SKIPPED(
      "slugline.skipped",
      Type.COUNTER,
      "Items that are no articles, by the kind of the reason; the receipt says it in full.",
      "reason"),
  WITHDRAWN("slugline.withdrawn", Type.COUNTER, "Articles withdrawn.", "kind"),
  FEED_ARTICLES(
      "slugline.feed.articles",
      Type.COUNTER,
      "New articles and revisions by source, after the first hundred sources together as (other).",
      "source"),
  FEED_AGE(
      "slugline.feed.last.record.age.seconds",
      Type.GAUGE,
      "Time since the last article of a source; only sources that wrote since the instance began.",
      "source"),
  LAG_RECORDS(
      "slugline.lag.records",
      Type.GAUGE,
      "Records that the stream has not worked yet (offsets: the marks of transactions count too),"
          + " of all instances: every instance says the same, so take the maximum, not the sum."
          + " While the broker does not answer there are none.",
      "topic",
      "partition"),
  LAG_AGE(
      "slugline.lag.age.seconds",
      Type.GAUGE,
      "Age of the oldest raw record that is not worked yet, of all instances; 0: none waits. While"
          + " the broker does not answer it grows, or is NaN where none waited."),
  CATALOGUE_INFO(
      "slugline.catalogue.info",
      Type.GAUGE,
      "1, with the hash of the catalogue that tags here.",
      "hash"),
  CATALOGUE_RULES("slugline.catalogue.rules", Type.GAUGE, "Rules of the catalogue."),
  CATALOGUE_SEQUENCE(
      "slugline.catalogue.sequence",
      Type.GAUGE,
      "The catalogue's place in the log of rules; all instances should have the same."),
  CATALOGUE_AGE(
      "slugline.catalogue.age.seconds", Type.GAUGE, "Time since the catalogue holds here."),
  CATALOGUE_PROBLEM(
      "slugline.catalogue.problem",
      Type.GAUGE,
      "1 while a later catalogue cannot be taken here; /readyz says why."),
  READY(
      "slugline.ready",
      Type.GAUGE,
      "1 for a part of the instance that is ready, 0 for one that is not; as /readyz, which says"
          + " why.",
      "part"),
  BROKER_ANSWER_AGE(
      "slugline.broker.answer.age.seconds",
      Type.GAUGE,
      "Time since the broker last answered the question that it is asked every second."),
  STREAM_STATE("slugline.stream.state", Type.GAUGE, "1 for the state that it is in.", "state"),
  THREADS_REPLACED("slugline.stream.threads.replaced", Type.COUNTER, "Stream threads that died."),
  EMBARGO_HELD(
      "slugline.embargo.held",
      Type.GAUGE,
      "About how many articles and dead letters wait here for the end of their embargo.");

  enum Type {
    COUNTER,
    GAUGE,
    HISTOGRAM
  }

  private final String id;
  private final Type type;
  private final String help;

  /** Apart by commas: an enum holds nothing that could change. */
  private final String labels;

  Metric(String id, Type type, String help, String... labels) {
    this.id = id;
    this.type = type;
    this.help = help;
    this.labels = String.join(",", labels);
  }

  /** The name to register it by. */
  String id() {
    return id;
  }

  String help() {
    return help;
  }

  /** The name that Prometheus knows it by. */
  public String exposed() {
    String plain = id.replace('.', '_');
    return switch (type) {
      case COUNTER -> plain + "_total";
      case GAUGE -> plain;
      case HISTOGRAM -> plain + "_seconds";
    };
  }

  /** The name that Prometheus knows the longest of the last minutes by; null: none is kept. */
  public @Nullable String longest() {
    return type == Type.HISTOGRAM ? exposed() + "_max" : null;
  }

  /** Its lines of the table for a person, Markdown. */
  public String rows() {
    String row = row(exposed(), type, help);
    String longest = longest();
    return longest == null
        ? row
        : row + "\n" + row(longest, Type.GAUGE, "The longest of the last minutes, in seconds.");
  }

  private String row(String name, Type as, String what) {
    return "| `%s` | %s | %s | %s |"
        .formatted(
            name,
            as.name().toLowerCase(Locale.ROOT),
            labels.isEmpty() ? "" : "`" + String.join("`, `", labels()) + "`",
            what);
  }

  private List<String> labels() {
    return labels.isEmpty() ? List.of() : List.of(labels.split(",", -1));
  }

  /** The tags of a value, one for each label. */
  String[] labelled(String... values) {
    List<String> names = labels();
    if (values.length != names.size()) {
      throw new IllegalArgumentException(id + " has the labels " + names);
    }
    String[] tags = new String[2 * values.length];
    for (int i = 0; i < values.length; i++) {
      tags[2 * i] = names.get(i);
      tags[2 * i + 1] = values[i];
    }
    return tags;
  }
}
