package dev.slugline.app.cli;

import dev.slugline.app.letters.Counts;
import dev.slugline.app.letters.Letter;
import dev.slugline.app.letters.Letters;
import dev.slugline.app.letters.Selection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Counts dead letters, or lists each. */
@Command(
    name = "list",
    description =
        "Counts the dead letters by error and stage. Open are those that were not replayed yet.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: slugline dead-letters list --since 1d",
      "         slugline dead-letters list --each --open --error malformed"
    })
final class DeadLettersListCommand implements Callable<Integer> {
  private static final int REASON = 100;
  private static final String LINE = "%-10s  %-20s  %-11s  %-7s  %7s  %-8s  %s";

  @Mixin KafkaOptions kafka = new KafkaOptions();
  @Mixin LetterOptions letters = new LetterOptions();

  @Option(names = "--open", description = "Only those that were not replayed yet.")
  boolean open;

  @Option(names = "--each", description = "A line a letter, with its id.")
  boolean each;

  @Option(names = "--json", description = "JSON lines.")
  boolean json;

  private final Output out = new Output();
  private final Counts counts = new Counts();

  @Override
  public Integer call() throws Exception {
    Selection selection = letters.selection();
    if (each && !json) {
      out.line(LINE.formatted("id", "arrived", "error", "stage", "attempt", "state", "reason"));
    }
    try (Letters read = new Letters(kafka.load())) {
      read.each(selection, this::take);
    }
    if (!each) {
      counts();
    }
    return 0;
  }

  private boolean take(Letter letter, boolean replayed) {
    if (open && replayed) {
      return true;
    }
    if (!each) {
      counts.add(letter, replayed);
      return true;
    }
    return json ? out.json(fields(letter, replayed)) : out.line(line(letter, replayed));
  }

  private void counts() {
    List<Counts.Count> all = counts.all();
    if (json) {
      all.forEach(out::json);
      return;
    }
    if (all.isEmpty()) {
      out.line("no dead letters");
      return;
    }
    Table table =
        new Table(
            "error",
            "stage",
            "letters",
            "open",
            "oldest at",
            "newest at",
            "one of them",
            "reason of that one");
    for (Counts.Count count : all) {
      table.row(
          Printable.line(count.error()),
          Printable.line(count.stage()),
          "%,d".formatted(count.letters()),
          "%,d".formatted(count.open()),
          seconds(count.oldest()),
          seconds(count.newest()),
          count.example(),
          Printable.line(count.reason(), REASON));
    }
    table.print(out);
  }

  private static String line(Letter letter, boolean replayed) {
    return LINE.formatted(
        letter.id(),
        seconds(letter.arrived()),
        Printable.line(letter.error()),
        Printable.line(letter.stage()),
        letter.attempt(),
        replayed ? "replayed" : "open",
        Printable.line(letter.reason(), REASON));
  }

  /** A letter in JSON, without its bytes. */
  static Map<String, Object> fields(Letter letter, boolean replayed) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", letter.id().toString());
    fields.put("arrived", letter.arrived());
    fields.put("error", letter.error());
    fields.put("stage", letter.stage());
    fields.put("reason", letter.reason());
    fields.put("topic", letter.topic());
    fields.put("partition", letter.partition());
    fields.put("offset", letter.offset());
    fields.put("item", letter.item());
    fields.put("attempt", letter.attempt());
    fields.put("replayed", replayed);
    if (letter.keyText() != null) {
      fields.put("key", letter.keyText());
    }
    fields.put("bytes", letter.value().length);
    return fields;
  }

  static String seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
