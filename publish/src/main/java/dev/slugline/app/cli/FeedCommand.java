package dev.slugline.app.cli;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.ingest.feed.Fed;
import dev.slugline.ingest.feed.FeedOptions;
import dev.slugline.ingest.feed.Feeder;
import dev.slugline.ingest.stream.Topics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Feeds files, folders and standard input to the raw topic. */
@Command(
    name = "feed",
    description =
        "Feeds files, folders and standard input to the raw topic, a record a file or a line of"
            + " JSON lines.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: slugline feed --source 'Harbour Wire' articles/ late.json",
      "         … | slugline feed -b 127.0.0.1:9092 --json -"
    })
final class FeedCommand implements Callable<Integer> {
  @Mixin KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "The source of those articles that name none.")
  @Nullable String source;

  @Option(
      names = "--content-type",
      paramLabel = "TYPE",
      description = "What all inputs are, such as text/plain; default: found out.")
  @Nullable String contentType;

  @Option(
      names = "--backfill",
      description = "What is fed is history: live consumers can tell it from news.")
  boolean backfill;

  @Option(names = "--json", description = "A JSON line a raw record, with its place in Kafka.")
  boolean json;

  @Parameters(
      paramLabel = "PATH|-",
      arity = "1..*",
      description = "Files; folders, read recursively in the order of names; -: standard input.")
  List<String> inputs = List.of();

  @Override
  public Integer call() throws Exception {
    SluglineConfig config = kafka.load();
    String topic = new Topics(config.text("prefix")).raw().name();
    Output out = new Output();
    Tally tally = new Tally(out, json);
    try (Feeder feeder =
        Feeder.open(
            config.clients(),
            topic,
            config.limits(),
            config.text("compression.type"),
            new FeedOptions(source, contentType, backfill))) {
      feeder.feed(inputs, System.in, tally::take);
    }
    tally.end();
    if (!json) {
      out.line(
          "fed %,d raw record%s to %s%s"
              .formatted(
                  tally.sent,
                  tally.sent == 1 ? "" : "s",
                  topic,
                  tally.refused == 0 ? "" : ", %,d refused".formatted(tally.refused)));
    }
    return tally.refused == 0 ? 0 : 1;
  }

  /** Counts, and says what is to be said of each piece. */
  private static final class Tally {
    private final Output out;
    private final boolean json;
    private final Progress progress = new Progress("fed");
    private long sent;
    private long refused;

    Tally(Output out, boolean json) {
      this.out = out;
      this.json = json;
    }

    void take(Fed fed) {
      if (fed instanceof Fed.Sent it) {
        sent++;
        if (json) {
          out.json(place(it));
        }
        progress.at(sent);
      } else if (fed instanceof Fed.Refused it) {
        refused++;
        progress.clear();
        String where = it.line() == 0 ? it.input() : it.input() + ", line " + it.line();
        System.err.println(where + ": refused: " + it.reason());
      }
    }

    void end() {
      progress.clear();
    }

    private static Map<String, Object> place(Fed.Sent it) {
      Map<String, Object> place = new LinkedHashMap<>();
      place.put("input", it.input());
      if (it.line() > 0) {
        place.put("line", it.line());
      }
      place.put("topic", it.topic());
      place.put("partition", it.partition());
      place.put("offset", it.offset());
      return place;
    }
  }
}
