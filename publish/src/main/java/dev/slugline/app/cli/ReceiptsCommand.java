package dev.slugline.app.cli;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.TopicReader;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    description = "Prints what became of what was fed: a line for each item of each raw record.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: slugline receipts --id 5bmv3rtquuqgw3xk",
      "         slugline receipts --key https://example.org/news/1 --json"
    })
final class ReceiptsCommand implements Callable<Integer> {
  @Mixin KafkaOptions kafka = new KafkaOptions();

  @Option(names = "--key", paramLabel = "KEY", description = "Only of raw records with this key.")
  @Nullable String key;

  @Option(names = "--id", paramLabel = "ID", description = "Only of the article with this id.")
  @Nullable String id;

  @Option(names = "--json", description = "A JSON line a receipt.")
  boolean json;

  private final Output out = new Output();

  @Override
  public Integer call() throws Exception {
    SluglineConfig config = kafka.load();
    String topic = new Topics(config.text("prefix")).receipts().name();
    if (!json) {
      out.line("position  item   outcome      article            what");
    }
    try (TopicReader reader = new TopicReader(config, List.of(topic))) {
      reader.readToEnd(this::show);
    }
    return 0;
  }

  private boolean show(ConsumerRecord<byte[], byte[]> record) {
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
      return true;
    }
    if ((key != null && !key.equals(receipt.key())) || (id != null && !isOf(id, record, receipt))) {
      return true;
    }
    return json ? out.json(receipt) : out.line(line(receipt));
  }

  private static boolean isOf(String id, ConsumerRecord<byte[], byte[]> record, Receipt receipt) {
    return id.equals(receipt.articleId())
        || (record.key() != null && id.equals(new String(record.key(), StandardCharsets.UTF_8)));
  }

  private static String line(Receipt receipt) {
    String what = receipt.reason() == null ? "" : receipt.reason();
    if (receipt.revision() != null) {
      what = "revision " + receipt.revision() + (what.isEmpty() ? "" : ": " + what);
    }
    return "%-8s  %-5s  %-11s  %-17s  %s"
        .formatted(
            receipt.partition() + "-" + receipt.offset(),
            receipt.item() + "/" + receipt.items(),
            receipt.outcome(),
            receipt.articleId() == null ? "-" : receipt.articleId(),
            what)
        .stripTrailing();
  }
}
