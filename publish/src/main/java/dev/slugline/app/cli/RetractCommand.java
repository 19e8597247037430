package dev.slugline.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slugline.app.TopicReader;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.feed.Fed;
import dev.slugline.ingest.feed.FeedOptions;
import dev.slugline.ingest.feed.Feeder;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes an article back, everywhere. */
@Command(
    name = "retract",
    description =
        "Takes an article back: it goes from every topic that it stands on, and what comes of it"
            + " later is withdrawn at once.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: slugline retract 5bmv3rtquuqgw3xk --reason 'the quotation was invented'"
    })
final class RetractCommand implements Callable<Integer> {
  private static final Pattern ID = Pattern.compile("[a-z2-7]{16}");
  private static final Duration RECEIPT_WITHIN = Duration.ofSeconds(10);

  /** Whether it may return. */
  enum Kind {
    canceled,
    withheld
  }

  @Mixin KafkaOptions kafka = new KafkaOptions();

  @Parameters(paramLabel = "ID", description = "The article's id, as tail and receipts show it.")
  String id = "";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for the register.")
  String reason = "";

  @Option(
      names = "--kind",
      paramLabel = "canceled|withheld",
      description = "withheld: a newer version may return; default: canceled, for ever.")
  Kind kind = Kind.canceled;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who takes it back; default: the user's name.")
  String by = System.getProperty("user.name", "unknown");

  @Option(names = "--json", description = "The receipt as a JSON line.")
  boolean json;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    if (!ID.matcher(id).matches()) {
      throw new ParameterException(
          spec.commandLine(), "'" + id + "' is no article id: 16 characters of a-z and 2-7");
    }
    SluglineConfig config = kafka.load();
    Topics topics = new Topics(config.text("prefix"));
    Output out = new Output();
    try (TopicReader receipts = new TopicReader(config, List.of(topics.receipts().name()));
        Feeder feeder =
            Feeder.open(
                config.clients(),
                topics.raw().name(),
                config.limits(),
                config.text("compression.type"),
                FeedOptions.NONE)) {
      receipts.seekToEnd(); // before it is sent, so that its receipt cannot be missed
      Fed.Sent sent = feeder.feed(id, id.getBytes(StandardCharsets.UTF_8), value(), headers());
      Receipt receipt = receipt(receipts, sent);
      if (receipt == null) {
        System.err.println(
            "slugline: sent as "
                + sent.partition()
                + "-"
                + sent.offset()
                + ", but within "
                + RECEIPT_WITHIN.toSeconds()
                + " s no instance has taken it; see 'slugline status' and 'slugline receipts --id "
                + id
                + "'");
        return 1;
      }
      if (json) {
        out.json(receipt);
      } else {
        out.line(id + " is retracted, as revision " + receipt.revision());
      }
      return receipt.outcome().equals("retraction") ? 0 : 1;
    }
  }

  private byte[] value() throws IOException {
    ObjectNode value = ArticleJson.mapper().createObjectNode();
    value.put("reason", reason).put("by", by);
    return ArticleJson.mapper().writeValueAsBytes(value);
  }

  private Headers headers() {
    Headers headers = new RecordHeaders();
    SluglineHeaders.put(headers, SluglineHeaders.ACTION, "retract");
    SluglineHeaders.put(headers, SluglineHeaders.RETRACTION, kind.name());
    SluglineHeaders.put(headers, SluglineHeaders.ARTICLE_ID, id);
    return SluglineHeaders.put(headers, SluglineHeaders.CONTENT_TYPE, "application/json");
  }

  private static @Nullable Receipt receipt(TopicReader receipts, Fed.Sent sent) throws IOException {
    AtomicReference<@Nullable Receipt> found = new AtomicReference<>();
    long deadline = System.nanoTime() + RECEIPT_WITHIN.toNanos();
    receipts.follow(
        record -> {
          found.compareAndSet(null, of(record, sent));
          return found.get() == null;
        },
        () -> System.nanoTime() < deadline);
    return found.get();
  }

  private static @Nullable Receipt of(ConsumerRecord<byte[], byte[]> record, Fed.Sent sent) {
    try {
      Receipt receipt = ArticleJson.mapper().readValue(record.value(), Receipt.class);
      boolean ours =
          receipt.topic().equals(sent.topic())
              && receipt.partition() == sent.partition()
              && receipt.offset() == sent.offset();
      return ours ? receipt : null;
    } catch (IOException e) {
      return null; // no receipt of ours
    }
  }
}
