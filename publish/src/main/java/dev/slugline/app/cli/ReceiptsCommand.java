package dev.slugline.app.cli;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.Arrivals;
import dev.slugline.app.kafka.TopicReader;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what became of what was fed. */
@Command(
    name = "receipts",
    description =
        "Prints what became of what was fed, in the order in which it was: a line for each item of"
            + " each raw record, and one more for what happened to it later.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: slugline receipts --id 5bmv3rtquuqgw3xk",
      "         slugline receipts --key https://example.org/news/1 --json",
      "         slugline receipts --since 1h --outcome dead-letter --outcome skipped"
    })
final class ReceiptsCommand implements Callable<Integer> {
  @Mixin KafkaOptions kafka = new KafkaOptions();

  @Option(names = "--key", paramLabel = "KEY", description = "Only of raw records with this key.")
  @Nullable String key;

  @Option(names = "--id", paramLabel = "ID", description = "Only of the article with this id.")
  @Nullable String id;

  @Option(
      names = "--position",
      paramLabel = "PARTITION-OFFSET",
      description = "Only of the raw record there, as 'feed' and HTTP name it.")
  @Nullable String position;

  @Option(
      names = "--outcome",
      paramLabel = "OUTCOME",
      description = "Only with this outcome, such as dead-letter; several: with any of them.")
  List<String> outcomes = new ArrayList<>();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = Moment.class,
      description = "Only of what arrived since: 2026-03-01T12:00:00Z, 2026-03-01, 2h, 3d.")
  @Nullable Instant since;

  @Option(names = "--json", description = "A JSON line a receipt.")
  boolean json;

  private final Output out = new Output();

  @Override
  public Integer call() throws Exception {
    SluglineConfig config = kafka.load();
    String topic = new Topics(config.text("prefix")).receipts().name();
    try (TopicReader reader = new TopicReader(config, List.of(topic))) {
      if (!json) {
        out.line(line("at", "position", "item", "stage", "outcome", "article", "what"));
      }
      new Arrivals<>(reader, since, null, this::wanted).all(this::show);
    }
    return 0;
  }

  private @Nullable Receipt wanted(ConsumerRecord<byte[], byte[]> record) {
    Receipt receipt;
    try {
      receipt = ArticleJson.mapper().readValue(record.value(), Receipt.class);
    } catch (IOException | IllegalArgumentException e) {
      System.err.println(
          "slugline: "
              + record.topic()
              + " at "
              + record.partition()
              + "-"
              + record.offset()
              + ": no receipt: "
              + e.getMessage());
      return null;
    }
    boolean wanted =
        (key == null || key.equals(receipt.key()))
            && (id == null || isOf(id, record, receipt))
            && (position == null || position.equals(position(receipt)))
            && (outcomes.isEmpty() || outcomes.contains(receipt.outcome()));
    return wanted ? receipt : null;
  }

  private static boolean isOf(String id, ConsumerRecord<byte[], byte[]> record, Receipt receipt) {
    return id.equals(receipt.articleId())
        || (record.key() != null && id.equals(new String(record.key(), StandardCharsets.UTF_8)));
  }

  private static String position(Receipt receipt) {
    return receipt.partition() + "-" + receipt.offset();
  }

  private boolean show(Receipt receipt) {
    if (json) {
      return out.json(receipt);
    }
    String what = receipt.reason() == null ? "" : Printable.line(receipt.reason());
    if (receipt.revision() != null) {
      what = "revision " + receipt.revision() + (what.isEmpty() ? "" : ": " + what);
    }
    return out.line(
        line(
            receipt.at().truncatedTo(ChronoUnit.SECONDS).toString(),
            position(receipt),
            receipt.item() + "/" + receipt.items(),
            receipt.stage(),
            receipt.outcome(),
            receipt.articleId() == null ? "-" : receipt.articleId(),
            what));
  }

  private static String line(Object... cells) {
    return "%-20s  %-8s  %-5s  %-7s  %-11s  %-17s  %s".formatted(cells).stripTrailing();
  }
}
