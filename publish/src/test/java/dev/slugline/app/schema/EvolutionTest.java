package dev.slugline.app.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.catalogue.RuleLogEntry;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.stream.JsonSerde;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.Withdrawal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was written by released versions stays readable, and what was promised of it stays true. */
class EvolutionTest {
  private static final Path RECORDED = Path.of("src/test/resources/records");

  private static final Map<String, Class<?>> READERS =
      Map.of(
          "article", Article.class,
          "enriched-article", EnrichedArticle.class,
          "receipt", Receipt.class,
          "withdrawal", Withdrawal.class,
          "rule-log-entry", RuleLogEntry.class);

  /** The files of all versions. */
  private static List<Path> files(String pattern) throws IOException {
    try (Stream<Path> all = Files.walk(RECORDED)) {
      return all.filter(it -> it.toString().matches(".*/[0-9.]+/" + pattern)).sorted().toList();
    }
  }

  static List<Path> records() throws IOException {
    return files("[a-z-]+\\.jsonl");
  }

  static List<Path> schemas() throws IOException {
    return files("schema/[a-z-]+\\.json");
  }

  private static String name(Path file) {
    return file.getFileName().toString().replaceFirst("\\..*$", "");
  }

  private static List<ObjectNode> lines(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(EvolutionTest::json).toList();
  }

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) ArticleJson.mapper().readTree(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldHaveRecordsOfEachSchema() throws Exception {
    assertThat(records().stream().map(EvolutionTest::name)).containsAll(RecordSchemas.names());
    assertThat(schemas().stream().map(EvolutionTest::name)).containsAll(Schemas.names().keySet());
  }

  @ParameterizedTest
  @MethodSource("records")
  void shouldFitTheSchemasOfToday(Path file) throws Exception {
    for (ObjectNode record : lines(file)) {
      assertThat(RecordSchemas.of(name(file)).validate(record)).as("%s", record).isEmpty();
    }
  }

  /** All of it, also where something that we do not know stands beside. */
  @ParameterizedTest
  @MethodSource("records")
  void shouldBeReadToday(Path file) throws Exception {
    Class<?> type = READERS.get(name(file));
    if (type == null) {
      return; // headers, which are read one by one
    }
    for (ObjectNode record : lines(file)) {
      assertWithin(record, read(record, type), "");
      ObjectNode more = record.deepCopy();
      more.putObject("later").put("field", 1);
      assertThat((Object) read(more, type)).isEqualTo(read(record, type));
    }
  }

  private static JsonNode read(ObjectNode record, Class<?> type) throws IOException {
    try (var reader = JsonSerde.of(type).deserializer()) {
      Object read = reader.deserialize("t", ArticleJson.mapper().writeValueAsBytes(record));
      return ArticleJson.mapper().readTree(JsonSerde.bytes(Objects.requireNonNull(read)));
    }
  }

  private static void assertWithin(JsonNode old, JsonNode now, String place) {
    if (old.isObject()) {
      for (Map.Entry<String, JsonNode> field : old.properties()) {
        assertThat(now.has(field.getKey())).as(place + field.getKey()).isTrue();
        assertWithin(field.getValue(), now.get(field.getKey()), place + field.getKey() + ".");
      }
    } else if (old.isArray()) {
      assertThat(now.size()).as(place).isEqualTo(old.size());
      for (int i = 0; i < old.size(); i++) {
        assertWithin(old.get(i), now.get(i), place + i + ".");
      }
    } else {
      assertThat(now).as(place).isEqualTo(old);
    }
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void shouldKeepWhatASchemaPromised(Path file) throws Exception {
    assertKept(json(Files.readString(file)), Schemas.bundled(name(file)), name(file));
  }

  private static void assertKept(JsonNode old, JsonNode now, String place) {
    for (String word : List.of("type", "format", "const", "enum", "additionalProperties")) {
      assertThat(now.path(word)).as(place + " " + word).isEqualTo(old.path(word));
    }
    assertThat(RecordSchemas.texts(now.path("required")))
        .as(place + " required")
        .containsAll(RecordSchemas.texts(old.path("required")));
    if (old.has("anyOf")) { // may grow
      assertThat(RecordSchemas.texts(now.at("/anyOf/0/enum")))
          .as(place)
          .containsAll(RecordSchemas.texts(old.at("/anyOf/0/enum")));
    }
    for (String group : List.of("properties", "$defs")) {
      for (Map.Entry<String, JsonNode> part : old.path(group).properties()) {
        String inner = place + "." + part.getKey();
        assertThat(now.path(group).has(part.getKey())).as(inner).isTrue();
        assertKept(part.getValue(), now.path(group).get(part.getKey()), inner);
      }
    }
    if (old.has("items")) {
      assertKept(old.get("items"), now.path("items"), place + "[]");
    }
    for (int i = 0; i < old.path("oneOf").size(); i++) {
      assertKept(old.at("/oneOf/" + i), now.at("/oneOf/" + i), place + " " + i);
    }
  }
}
