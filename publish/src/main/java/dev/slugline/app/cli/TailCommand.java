package dev.slugline.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.TopicReader;
import dev.slugline.app.prose.Paragraph;
import dev.slugline.app.prose.Sentence;
import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.EnrichedArticle.Tag;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.publish.PublishTopics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what comes out of the stream: of all articles, or of tags. */
@Command(
    name = "tail",
    description = "Prints the last tagged articles, and follows what comes.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: slugline tail -n 3 --tag sanctions",
      "         slugline tail -f --tag sanctions --tag elections --json"
    })
final class TailCommand implements Callable<Integer> {
  private static final int SEEN = 10_000;

  @Mixin KafkaOptions kafka = new KafkaOptions();

  @Option(names = "-n", paramLabel = "COUNT", description = "How many to begin with; default: 10.")
  int count = 10;

  @Option(names = "-f", description = "Go on with what comes, until Ctrl-C.")
  boolean follow;

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "Only articles of this tag; several: of any of them. none: without a tag.")
  List<String> tags = new ArrayList<>();

  @Option(names = "--json", description = "A JSON line a record.")
  boolean json;

  private final Output out = new Output();
  private final Set<String> seen = new LinkedHashSet<>();

  @Override
  public Integer call() throws Exception {
    SluglineConfig config = kafka.load();
    PublishTopics topics = new PublishTopics(config.text("prefix"));
    List<String> names =
        tags.isEmpty()
            ? List.of(topics.enriched().name())
            : tags.stream().distinct().map(tag -> topics.tag(tag).name()).toList();
    try (TopicReader reader = new TopicReader(config, names)) {
      boolean wanted = true;
      for (ConsumerRecord<byte[], byte[]> record : reader.last(Math.max(0, count))) {
        wanted = wanted && show(record);
      }
      if (follow && wanted) {
        reader.follow(this::show, () -> true);
      }
    }
    return 0;
  }

  /** An article on the topics of two tags that were asked for is shown once. */
  private boolean isNew(ConsumerRecord<byte[], byte[]> record) {
    if (tags.size() < 2) {
      return true;
    }
    if (seen.size() == SEEN) {
      seen.remove(seen.iterator().next());
    }
    return seen.add(header(record, "ce_id") + (record.value() == null ? " gone" : ""));
  }

  private boolean show(ConsumerRecord<byte[], byte[]> record) {
    if (!isNew(record)) {
      return true;
    }
    return json ? out.json(line(record)) : text(record).stream().allMatch(out::line);
  }

  private static ObjectNode line(ConsumerRecord<byte[], byte[]> record) {
    ObjectNode line = ArticleJson.mapper().createObjectNode();
    line.put("topic", record.topic())
        .put("partition", record.partition())
        .put("offset", record.offset())
        .put("at", Instant.ofEpochMilli(record.timestamp()).toString())
        .put("id", key(record))
        .put("cause", header(record, SluglineHeaders.CAUSE));
    line.set("article", article(record));
    return line;
  }

  private static @Nullable JsonNode article(ConsumerRecord<byte[], byte[]> record) {
    try {
      return record.value() == null ? null : ArticleJson.mapper().readTree(record.value());
    } catch (IOException e) {
      return ArticleJson.mapper().createObjectNode().put("unreadable", e.getMessage());
    }
  }

  private List<String> text(ConsumerRecord<byte[], byte[]> record) {
    String cause = header(record, SluglineHeaders.CAUSE);
    String at = Instant.ofEpochMilli(record.timestamp()).toString();
    if (record.value() == null) {
      String from = header(record, SluglineHeaders.UNTAGGED);
      String gone = from.isEmpty() ? "" : ", no longer tagged " + from.replace(",", ", ");
      return List.of(at + "  " + key(record) + "  " + cause + gone, "");
    }
    EnrichedArticle enriched;
    try {
      enriched = ArticleJson.mapper().readValue(record.value(), EnrichedArticle.class);
    } catch (IOException e) {
      return List.of(at + "  " + key(record) + "  unreadable: " + e.getMessage(), "");
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        at + "  " + key(record) + "  revision " + enriched.article().revision() + ", " + cause);
    lines.add(
        "  " + (enriched.article().title() == null ? "(no title)" : enriched.article().title()));
    lines.add(
        enriched.tags().isEmpty()
            ? "  no tag: " + enriched.untagged()
            : "  "
                + enriched.tags().stream()
                    .map(tag -> tag.id() + " " + tag.relevance())
                    .collect(Collectors.joining(", ")));
    Tag shown = shown(enriched);
    if (shown != null) {
      Sentence sentence = Sentence.of(enriched, shown);
      if (!sentence.text().isEmpty()) {
        lines.addAll(
            Paragraph.marked(sentence, "    ", "    ", Terminal.columns(), Terminal.isColoured()));
      }
    }
    lines.add("");
    return lines;
  }

  /** The tag whose words are shown: the best of those asked for. */
  private @Nullable Tag shown(EnrichedArticle enriched) {
    return enriched.tags().stream()
        .filter(tag -> tags.isEmpty() || tags.contains(tag.id()))
        .findFirst()
        .orElse(null);
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    String value = SluglineHeaders.get(record.headers(), name);
    return value == null ? "" : value;
  }
}
