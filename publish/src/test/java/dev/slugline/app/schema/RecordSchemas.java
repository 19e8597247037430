package dev.slugline.app.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import dev.slugline.app.schema.EveryRecord.Sample;
import dev.slugline.enrich.catalogue.RuleLog;
import dev.slugline.ingest.article.ArticleJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Which schema a record has, and how it is held to it. */
final class RecordSchemas {
  private static final Map<String, String> BY_TOPIC =
      Map.of(
          EveryRecord.TOPICS.articles().name(), "article",
          EveryRecord.TOPICS.receipts().name(), "receipt",
          EveryRecord.TOPICS.withdrawn().name(), "withdrawal",
          EveryRecord.TOPICS.deadLetter().name(), "dead-letter",
          RuleLog.topic(EveryRecord.TOPICS.prefix()).name(), "rule-log-entry");

  private RecordSchemas() {}

  /** Those of records on topics. */
  static Set<String> names() {
    Set<String> names = new TreeSet<>(Schemas.names().keySet());
    names.remove("problem");
    return names;
  }

  static String nameOf(Sample sample) {
    return BY_TOPIC.getOrDefault(sample.topic(), "enriched-article");
  }

  static String title(String name) {
    return Schemas.bundled(name).get("title").asText();
  }

  static Schema of(String name) {
    return JsonSchemas.of(Schemas.bundled(name));
  }

  /** What the schema is of; null: a tombstone. */
  static @Nullable JsonNode json(Sample sample) {
    if (nameOf(sample).equals("dead-letter")) {
      return headers(sample);
    }
    try {
      return sample.value() == null ? null : ArticleJson.mapper().readTree(sample.value());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode headers(Sample sample) {
    ObjectNode headers = ArticleJson.mapper().createObjectNode();
    for (Header header : sample.headers()) {
      headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    }
    return headers;
  }

  static Set<String> texts(JsonNode list) {
    Set<String> texts = new TreeSet<>();
    list.forEach(it -> texts.add(it.asText()));
    return texts;
  }
}
