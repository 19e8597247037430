package dev.slugline.app.cli;

import static java.util.stream.Collectors.joining;

import dev.slugline.app.status.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One screen that says how an installation stands, for a person. */
final class StatusText {
  private static final int MOST = 8;

  private final Table table = new Table("part", "state", "what");
  private final Status status;

  private StatusText(Status status) {
    this.status = status;
  }

  static void print(Status status, Output out) {
    StatusText text = new StatusText(status);
    text.broker();
    if (status.broker().problem() == null) {
      text.topics();
      text.catalogue();
      text.instances();
      text.behind();
      text.recent();
      text.deadLetters();
      text.readers();
    }
    text.table.print(out);
  }

  private void rows(String part, boolean ok, List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      String line = Printable.line(lines.get(i));
      if (i == 0) {
        table.row(part, ok ? "ok" : "NOT OK", line);
      } else {
        table.row("", "", i < MOST ? line : "and " + (lines.size() - i) + " more");
      }
      if (i == MOST) {
        return;
      }
    }
  }

  private void unknown(String part, String key) {
    String why = status.unknown().get(key);
    if (why != null) {
      rows(part, false, List.of(why));
    }
  }

  private void broker() {
    Status.Broker it = status.broker();
    String problem = it.problem();
    rows(
        "broker",
        problem == null,
        List.of(problem == null ? it.bootstrap() + ", " + count(it.brokers(), "broker") : problem));
  }

  private void topics() {
    Status.TopicState it = status.topics();
    if (it == null) {
      unknown("topics", "topics");
    } else if (it.problems().isEmpty()) {
      rows("topics", true, List.of(count(it.count(), "topic") + ", prefix " + it.prefix()));
    } else {
      rows("topics", false, it.problems());
    }
  }

  private void catalogue() {
    Status.Catalogue it = status.catalogue();
    if (it == null) {
      unknown("catalogue", "catalogue");
    } else if (it.problem() != null) {
      rows("catalogue", false, List.of(it.problem()));
    } else {
      rows(
          "catalogue",
          true,
          List.of(
              "%s, %s, since %s, by %s"
                  .formatted(count(it.rules(), "rule"), it.hash(), time(it.since()), it.by())));
    }
  }

  private void instances() {
    Status.Instances it = status.instances();
    if (it == null) {
      unknown("instances", "instances");
      return;
    }
    boolean well = "stable".equals(it.state()) && !it.members().isEmpty();
    if (it.members().isEmpty()) {
      String none =
          it.state() == null
              ? "none has run under application.id " + it.applicationId()
              : "none runs";
      rows("instances", false, List.of(none));
      return;
    }
    List<String> lines = new ArrayList<>();
    for (Status.Instance one : it.members()) {
      lines.add(
          "%s%s on %s, %s, %s"
              .formatted(
                  lines.isEmpty() ? it.state() + ": " : "",
                  one.clientId(),
                  one.host(),
                  count(one.threads(), "stream thread"),
                  count(one.partitions(), "partition")));
    }
    rows("instances", well, lines);
  }

  private void behind() {
    Status.Behind it = status.behind();
    if (it == null) {
      unknown("behind", "behind");
      return;
    }
    String waits =
        it.raw() + it.parsed() == 0
            ? "nothing waits"
            : "%s wait to be parsed, %s to be tagged; the oldest for %s"
                .formatted(
                    count(it.raw(), "raw record"),
                    count(it.parsed(), "item"),
                    seconds(it.oldestSeconds()));
    String again =
        it.retag() == 0 ? "" : "; " + count(it.retag(), "stored article") + " to be tagged again";
    rows("behind", true, List.of(waits + again));
  }

  private void recent() {
    Status.Recent it = status.recent();
    if (it == null) {
      unknown("recent", "recent");
      return;
    }
    String what = it.outcomes().isEmpty() ? "nothing" : counts(it.outcomes());
    rows("last " + it.minutes() + " min", true, List.of(atLeast(it.complete()) + what));
  }

  private void deadLetters() {
    Status.DeadLetters it = status.deadLetters();
    if (it == null) {
      unknown("dead letters", "deadLetters");
      return;
    }
    rows(
        "dead letters",
        true,
        List.of(
            it.waiting() == 0
                ? "none within " + it.hours() + " h"
                : "%s%d within %d h wait, the last since %s: %s"
                    .formatted(
                        atLeast(it.complete()),
                        it.waiting(),
                        it.hours(),
                        time(it.last()),
                        counts(it.byCode()))));
  }

  private void readers() {
    List<Status.Reader> all = status.readers();
    if (all == null) {
      unknown("readers", "readers");
      return;
    }
    if (all.isEmpty()) {
      rows("readers", true, List.of("no consumer group has read our topics"));
      return;
    }
    rows(
        "readers",
        true,
        all.stream()
            .map(
                it ->
                    "%s (%s, %s): %s"
                        .formatted(
                            it.group(),
                            it.state(),
                            count(it.members(), "member"),
                            it.behind().entrySet().stream()
                                .map(topic -> topic.getKey() + " " + topic.getValue() + " behind")
                                .collect(joining(", "))))
            .toList());
  }

  private static String counts(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(it -> it.getValue() + " " + it.getKey())
        .collect(joining(", "));
  }

  private static String atLeast(boolean complete) {
    return complete ? "" : "at least ";
  }

  private static String count(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static String time(@Nullable Instant at) {
    return at == null ? "unknown" : at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String seconds(double seconds) {
    Duration whole = Duration.ofMillis(Math.round(seconds * 1000));
    if (seconds < 120) {
      return "%.1f s".formatted(seconds);
    }
    return whole.toHours() > 0
        ? whole.toHours() + " h " + whole.toMinutesPart() + " min"
        : whole.toMinutes() + " min";
  }
}
