package dev.slugline.app.cli;

import dev.slugline.app.kafka.AwaitedReceipts;
import dev.slugline.app.kafka.RecordSender;
import dev.slugline.app.letters.Letter;
import dev.slugline.app.letters.Replay.Plan;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** What a replay says of each letter, and at its end. */
final class ReplayReport {
  private static final String LINE = "%-10s  %-12s  %-28s  %s";
  private static final int REASON = 100;
  private static final Duration RECEIPT_WITHIN = Duration.ofSeconds(10);

  private final Output out;
  private final boolean json;
  private final boolean executes;
  private final Progress progress = Progress.ofRecords("replayed");
  private final Map<String, Long> outcomes = new TreeMap<>();
  private final Map<String, Long> topics = new TreeMap<>();
  private int seen;
  private long before;
  private long leftOut;
  private long refused;
  private int unanswered;
  private boolean read = true;

  /**
   * @param executes whether it is sent
   */
  ReplayReport(Output out, boolean json, boolean executes) {
    this.out = out;
    this.json = json;
    this.executes = executes;
    if (!json) {
      out.line(LINE.formatted("id", "error", executes ? "sent" : "would be sent", "reason"));
    }
  }

  /**
   * What is held of a letter until Kafka has its replay: no bytes.
   *
   * @param json null: for a person
   */
  record Told(String line, String topic, @Nullable Map<String, Object> json) {}

  static Told told(Letter letter, Plan.Send plan, boolean json) {
    String topic = plan.record().topic();
    if (!json) {
      return new Told(sent(letter, plan), topic, null);
    }
    return new Told("", topic, fields(letter, plan));
  }

  private static String sent(Letter letter, Plan.Send plan) {
    String what =
        "%s, %,d bytes%s"
            .formatted(
                plan.record().topic(),
                plan.record().value().length,
                plan.whole() ? " (whole)" : "");
    return line(letter, what, letter.reason());
  }

  private static String line(Letter letter, String what, String reason) {
    return LINE.formatted(
        letter.id(), Printable.line(letter.error()), what, Printable.line(reason, REASON));
  }

  private static Map<String, Object> fields(Letter letter, Plan.Send plan) {
    Map<String, Object> fields = new LinkedHashMap<>(DeadLettersListCommand.fields(letter, false));
    fields.remove("replayed");
    fields.put("bytes", plan.record().value().length);
    fields.put("whole", plan.whole());
    fields.put("to", plan.record().topic());
    return fields;
  }

  void see() {
    seen++;
  }

  int seen() {
    return seen;
  }

  boolean isRead() {
    return read;
  }

  void planned(Letter letter, Plan.Send plan) {
    topics.merge(plan.record().topic(), 1L, Long::sum);
    read = json ? out.json(fields(letter, plan)) : out.line(sent(letter, plan));
  }

  /** A letter that was replayed; told where it was asked for by its id. */
  boolean replayedBefore(Letter letter, boolean named) {
    before++;
    return !named || tellLeftOut(letter, "replayed before (see --again)");
  }

  boolean leftOut(Letter letter, String why) {
    leftOut++;
    return tellLeftOut(letter, why);
  }

  private boolean tellLeftOut(Letter letter, String why) {
    if (!json) {
      return out.line(line(letter, "left out", why));
    }
    Map<String, Object> fields = new LinkedHashMap<>(DeadLettersListCommand.fields(letter, false));
    fields.remove("replayed");
    fields.put("leftOut", why);
    return out.json(fields);
  }

  /** Tells and counts what Kafka took, and lets its receipts be awaited. */
  RecordSender.Told<Told> sending(AwaitedReceipts receipts) {
    return new RecordSender.Told<>() {
      @Override
      public void sent(Told told, RecordMetadata at) {
        topics.merge(told.topic(), 1L, Long::sum);
        receipts.sent(at);
        progress.at(topics.values().stream().mapToLong(Long::longValue).sum());
        if (told.json() == null) {
          read = out.line(told.line());
        } else {
          told.json().put("sent", at.partition() + "-" + at.offset());
          read = out.json(told.json());
        }
      }

      @Override
      public void refused(Told told, String reason) {
        refused++;
        String what = told.json() == null ? told.line() : told.json().get("id") + "";
        progress.say("slugline: Kafka did not take " + what + ": " + reason);
      }
    };
  }

  /** Waits for what becomes of what was sent to be parsed. */
  void await(AwaitedReceipts receipts) throws IOException {
    unanswered =
        receipts.await(RECEIPT_WITHIN, receipt -> outcomes.merge(receipt.outcome(), 1L, Long::sum));
  }

  /** Whether all that was meant was sent, answered, and did not break again. */
  boolean isComplete() {
    return leftOut == 0 && refused == 0 && unanswered == 0 && !outcomes.containsKey("dead-letter");
  }

  void end() {
    progress.close();
    StringBuilder said = new StringBuilder();
    if (topics.isEmpty()) {
      said.append("nothing to send");
    } else {
      said.append(executes ? "sent " : "would send ")
          .append(
              topics.entrySet().stream()
                  .map(it -> "%,d to %s".formatted(it.getValue(), it.getKey()))
                  .collect(Collectors.joining(", ")));
    }
    said.append(before == 0 ? "" : "; %,d replayed before".formatted(before));
    said.append(leftOut == 0 ? "" : "; %,d left out".formatted(leftOut));
    said.append(refused == 0 ? "" : "; %,d not taken by Kafka".formatted(refused));
    say(said.toString());
    if (!outcomes.isEmpty()) {
      say(
          "what became of them: "
              + outcomes.entrySet().stream()
                  .map(it -> "%,d %s".formatted(it.getValue(), it.getKey()))
                  .collect(Collectors.joining(", ")));
    }
    if (unanswered > 0) {
      say(
          "%,d have no receipt yet: see 'slugline status' and 'slugline receipts'"
              .formatted(unanswered));
    }
    if (!executes && !topics.isEmpty()) {
      say("nothing was sent; add --execute to send it");
    }
  }

  private void say(String line) {
    if (json) {
      System.err.println("slugline: " + line);
    } else {
      out.line(line);
    }
  }
}
