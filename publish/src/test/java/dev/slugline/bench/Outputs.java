package dev.slugline.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.ingest.article.ArticleJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** What our stream made of each text, as it was read from the topics. Immutable once read. */
final class Outputs {
  private final BenchArticles articles;
  private final List<Of> texts;

  /**
   * One output record.
   *
   * @param topic its name without the prefix, or with it, see {@link #in}
   */
  record Copy(String topic, byte[] value, List<Header> headers) {
    Copy in(String prefix) {
      return new Copy(prefix + topic, value, headers);
    }

    Headers newHeaders() {
      return new RecordHeaders(headers);
    }
  }

  /** All of one text: what stands for it in the repartition topic, and the copies in order. */
  record Of(byte[] repartitioned, List<Copy> copies) {}

  private Outputs(BenchArticles articles, List<Of> texts) {
    this.articles = articles;
    this.texts = texts;
  }

  /**
   * Reads the outputs of the first article of each text.
   *
   * @param topics all that are written, with their prefix
   * @throws IOException when an article did not come out, or not on the topics of its tags
   */
  static Outputs read(String bootstrap, String prefix, List<String> topics, BenchArticles articles)
      throws IOException {
    Map<String, List<Copy>> byId = new TreeMap<>();
    List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
    Map<String, String> ids = new TreeMap<>();
    try (CommittedReader reader = new CommittedReader(bootstrap, topics)) {
      reader.toEnd(all::add);
    }
    for (ConsumerRecord<String, byte[]> record : all) {
      if (record.topic().equals(prefix + ".articles")) {
        JsonNode article = ArticleJson.mapper().readTree(record.value());
        ids.put(record.key(), article.path("sourceId").asText());
      }
    }
    for (ConsumerRecord<String, byte[]> record : all) {
      String id = ids.get(record.key());
      if (id == null || record.topic().equals(prefix + ".dead-letter")) {
        throw new IOException("no article, but on " + record.topic() + ": " + record.key());
      }
      if (id.equals(BenchArticles.id(articles.text(id)))) {
        String topic = record.topic().substring(prefix.length());
        byId.computeIfAbsent(id, i -> new ArrayList<>())
            .add(new Copy(topic, record.value(), List.of(record.headers().toArray())));
      }
    }
    List<Of> texts = new ArrayList<>();
    for (int i = 0; i < articles.texts(); i++) {
      List<Copy> copies = byId.get(BenchArticles.id(i));
      byte[] article = copies == null ? null : value(copies, ".articles");
      if (copies == null || article == null) {
        throw new IOException("the article " + BenchArticles.id(i) + " did not come out");
      }
      complete(copies);
      texts.add(new Of(article, List.copyOf(copies)));
    }
    return new Outputs(articles, texts);
  }

  /** An article has one receipt, and stands once on the topic of each tag that it names. */
  private static void complete(List<Copy> copies) throws IOException {
    JsonNode enriched = ArticleJson.mapper().readTree(value(copies, ".enriched"));
    List<String> expected = new ArrayList<>(List.of(".articles", ".enriched", ".receipts"));
    enriched.path("tags").forEach(tag -> expected.add(".tag." + tag.path("id").asText()));
    if (expected.size() == 3) {
      expected.add(".tag.none");
    }
    List<String> got = copies.stream().map(Copy::topic).sorted().toList();
    if (!got.equals(expected.stream().sorted().toList())) {
      throw new IOException("an article stands on " + got + " but must stand on " + expected);
    }
  }

  private static byte @Nullable [] value(List<Copy> copies, String topic) {
    for (Copy copy : copies) {
      if (copy.topic().equals(topic)) {
        return copy.value();
      }
    }
    return null;
  }

  /** What was made of the article with an id as we feed it. */
  Of of(String id) {
    return Objects.requireNonNull(texts.get(articles.text(id)));
  }

  /** How many records each topic must hold after so many articles, by its name without prefix. */
  Map<String, Integer> counts(int fed) {
    Map<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < fed; i++) {
      of(BenchArticles.id(i)).copies().forEach(copy -> counts.merge(copy.topic(), 1, Integer::sum));
    }
    return counts;
  }

  /** The records and bytes that an article makes on average, for a person. */
  String describe() {
    long copies = 0;
    long tags = 0;
    long bytes = 0;
    for (Of of : texts) {
      copies += of.copies().size();
      for (Copy copy : of.copies()) {
        bytes += copy.value().length;
        tags += copy.topic().startsWith(".tag.") && !copy.topic().equals(".tag.none") ? 1 : 0;
      }
    }
    return "%.1f records of %.1f KB together, %.1f tags"
        .formatted(
            copies / (double) texts.size(),
            bytes / 1000.0 / texts.size(),
            tags / (double) texts.size());
  }
}
