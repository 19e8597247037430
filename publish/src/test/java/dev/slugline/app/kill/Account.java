package dev.slugline.app.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** What stands on the topics, in the lines of the {@link Model}. Reads JSON and headers alone. */
final class Account {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> CLOUD_EVENT =
      Set.of("ce_specversion", "ce_id", "ce_type", "ce_source", "ce_time", "content-type");

  private final Map<String, Map<String, List<String>>> topics = new TreeMap<>();
  private final Map<String, String> stories = new HashMap<>();
  private final String catalogue;

  /**
   * @param catalogue the hash that each enriched record must name
   */
  Account(String catalogue) {
    this.catalogue = catalogue;
  }

  Map<String, Map<String, List<String>>> topics() {
    return topics;
  }

  /** The code of a refusal, or how the reason of what was skipped begins. */
  static String firstWord(String reason) {
    return reason.split("[ :]", 2)[0];
  }

  /** Bytes in few words, the same for the same bytes only. */
  static String bytes(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return bytes.length + " bytes " + Long.toHexString(sum.getValue());
  }

  /**
   * Learns from the receipts which id each story got: one each, and none twice.
   *
   * @param storyAt the story of an item, by its place
   */
  void receipts(List<ConsumerRecord<byte[], byte[]>> records, Map<String, String> storyAt)
      throws IOException {
    Map<String, String> ids = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      JsonNode receipt = JSON.readTree(record.value());
      String place = place(receipt) + "#" + receipt.path("item").asInt();
      String id = receipt.path("articleId").asText("");
      String story = id.isEmpty() ? "" : storyAt.getOrDefault(place, "unknown " + place);
      if (!id.isEmpty()) {
        assertThat(id).matches("[a-z2-7]{16}");
        assertThat(ids.computeIfAbsent(story, name -> id)).as(story).isEqualTo(id);
        assertThat(stories.computeIfAbsent(id, name -> story)).as(id).isEqualTo(story);
      }
      assertThat(receipt.path("stage").asText()).isEqualTo("ingest");
      assertThat(text(record.key())).isEqualTo(id.isEmpty() ? text(receipt.path("key")) : id);
      String reason = receipt.path("reason").asText("");
      String outcome = receipt.path("outcome").asText();
      boolean told = outcome.equals("skipped") || outcome.equals("dead-letter");
      put(
          "receipts",
          place,
          line(
              outcome,
              "of=" + receipt.path("items").asInt(),
              "key=" + text(receipt.path("key")),
              "story=" + story,
              "revision=" + receipt.path("revision").asText(""),
              "reason=" + (told ? firstWord(reason) : ""),
              "trace=" + headers(record, Set.of("slugline-format"))));
    }
  }

  void articles(List<ConsumerRecord<byte[], byte[]>> records) throws IOException {
    Set<String> ours = with("slugline-revision", "slugline-cause");
    for (ConsumerRecord<byte[], byte[]> record : records) {
      JsonNode article = JSON.readTree(record.value());
      String trace = headers(record, ours);
      List<String> parts = new ArrayList<>();
      if (article.has("retraction")) {
        parts.add("retraction=" + article.path("retraction").path("kind").asText());
      } else {
        parts.add("text=" + article.path("title").asText() + "\n" + article.path("body").asText());
        parts.add("kind=" + article.path("change").path("kind").asText());
        parts.add("keywords=" + names(article.path("keywords"), "name"));
      }
      JsonNode from = article.path("provenance");
      parts.add("place=" + place(from) + "#" + from.path("item").asInt());
      parts.add("revision=" + article.path("revision").asInt());
      parts.add("cause=" + header(record, "slugline-cause"));
      parts.add("trace=" + trace);
      String id = text(record.key());
      assertThat(header(record, "ce_id")).isEqualTo(id + "/" + article.path("revision").asInt());
      assertThat(article.path("id").asText()).isEqualTo(id);
      put("articles", story(record), line(parts.toArray(String[]::new)));
    }
  }

  /** A topic of enriched records: {@code enriched} or {@code tag.…}. */
  void enriched(String topic, List<ConsumerRecord<byte[], byte[]>> records) throws IOException {
    Set<String> ours =
        with(
            "slugline-revision",
            "slugline-cause",
            "slugline-tags",
            "slugline-untagged",
            "slugline-why");
    for (ConsumerRecord<byte[], byte[]> record : records) {
      String trace = headers(record, ours);
      List<String> parts = new ArrayList<>();
      String revision = header(record, "slugline-revision");
      if (record.value() == null) {
        parts.add("tombstone");
      } else {
        JsonNode enriched = JSON.readTree(record.value());
        parts.add(
            "text="
                + enriched.path("title").asText()
                + "\n"
                + enriched.path("body").asText()
                + " tagged="
                + names(enriched.path("tags"), "id"));
        assertThat(enriched.path("id").asText()).isEqualTo(text(record.key()));
        assertThat(enriched.path("revision").asText()).isEqualTo(revision);
        assertThat(enriched.path("catalogue").path("hash").asText()).isEqualTo(catalogue);
      }
      parts.add("revision=" + revision);
      parts.add("cause=" + header(record, "slugline-cause"));
      parts.add("tags=" + header(record, "slugline-tags"));
      parts.add("untagged=" + header(record, "slugline-untagged"));
      parts.add("trace=" + trace);
      if (!header(record, "slugline-why").isEmpty()) {
        parts.add("why=" + header(record, "slugline-why"));
      }
      assertThat(header(record, "ce_id"))
          .matches(text(record.key()) + "/" + revision + "/" + catalogue + "/\\d+");
      put(topic, story(record), line(parts.toArray(String[]::new)));
    }
  }

  void withdrawn(List<ConsumerRecord<byte[], byte[]>> records) throws IOException {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      JsonNode entry = JSON.readTree(record.value());
      assertThat(entry.has("at")).isTrue();
      put(
          "withdrawn",
          story(record),
          entry.path("kind").asText()
              + (entry.has("returnedAt") ? " returned" : " withdrawn")
              + " trace="
              + headers(record, Set.of()));
    }
  }

  void deadLetters(List<ConsumerRecord<byte[], byte[]>> records) {
    Set<String> ours =
        Set.of(
            "slugline-error",
            "slugline-reason",
            "slugline-stage",
            "slugline-topic",
            "slugline-partition",
            "slugline-offset",
            "slugline-item",
            "slugline-items",
            "slugline-time",
            "slugline-attempt");
    Set<String> raws =
        Set.of(
            "content-type",
            "slugline-action",
            "slugline-retraction",
            "article-id",
            "slugline-cause");
    Set<String> allowed = new HashSet<>(ours);
    allowed.addAll(raws);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      String trace = headers(record, allowed);
      assertThat(ours).allSatisfy(name -> assertThat(header(record, name)).isNotEmpty());
      assertThat(header(record, "slugline-stage")).isEqualTo("ingest");
      assertThat(header(record, "slugline-attempt")).isEqualTo("1");
      String place =
          header(record, "slugline-topic")
              + "-"
              + header(record, "slugline-partition")
              + "@"
              + header(record, "slugline-offset");
      put(
          "dead-letter",
          place + "#" + header(record, "slugline-item"),
          line(
              header(record, "slugline-error"),
              "key=" + text(record.key()),
              "trace=" + trace,
              bytes(record.value())));
    }
  }

  /** The trace context; fails where a header stands twice or is none of ours. */
  private static String headers(ConsumerRecord<?, ?> record, Set<String> ours) {
    Map<String, String> seen = new HashMap<>();
    for (Header header : record.headers()) {
      assertThat(seen.put(header.key(), text(header.value()))).as(header.key()).isNull();
    }
    String trace = seen.remove("traceparent");
    assertThat(ours).as(record.topic()).containsAll(seen.keySet());
    if (ours.contains("ce_id")) {
      assertThat(seen.keySet()).as(record.topic()).containsAll(CLOUD_EVENT);
    }
    return trace == null ? "" : trace;
  }

  private static Set<String> with(String... names) {
    Set<String> all = new HashSet<>(CLOUD_EVENT);
    all.addAll(List.of(names));
    return all;
  }

  private String story(ConsumerRecord<byte[], byte[]> record) {
    String id = text(record.key());
    return stories.getOrDefault(id, "an article without a receipt: " + id);
  }

  private static String place(JsonNode of) {
    return of.path("topic").asText()
        + "-"
        + of.path("partition").asInt()
        + "@"
        + of.path("offset").asLong();
  }

  private static List<String> names(JsonNode array, String field) {
    List<String> names = new ArrayList<>();
    array.forEach(one -> names.add(one.path(field).asText()));
    return names;
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    Headers headers = record.headers();
    Header header = headers.lastHeader(name);
    return header == null ? "" : text(header.value());
  }

  private static String text(JsonNode node) {
    return node.asText("");
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }

  private void put(String topic, String key, String line) {
    topics
        .computeIfAbsent(topic, name -> new TreeMap<>())
        .computeIfAbsent(key, name -> new ArrayList<>())
        .add(line);
  }

  private static String line(String... parts) {
    return String.join(" | ", parts);
  }
}
