package dev.slugline.app.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import dev.slugline.app.schema.EveryRecord.Sample;
import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.catalogue.RuleLogEntry;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.Withdrawal;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The schemas say what the records are: no more, no less. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchemaTest {
  /** What only a retraction lacks, or what is left out where it is empty. */
  private static final Set<String> NOT_ALWAYS = Set.of("Article.associations", "Article.removed");

  private List<Sample> samples = List.of();

  @BeforeAll
  void make(@TempDir Path folder) throws Exception {
    samples = EveryRecord.make(folder);
  }

  @Test
  void shouldFitEveryRecord() {
    Map<String, Integer> valid = new TreeMap<>();
    for (Sample sample : samples) {
      String name = RecordSchemas.nameOf(sample);
      JsonNode record = RecordSchemas.json(sample);
      if (record != null) {
        assertThat(RecordSchemas.of(name).validate(record))
            .as("%s: %s", sample.topic(), record)
            .isEmpty();
        valid.merge(name, 1, Integer::sum);
      }
    }
    assertThat(valid.keySet()).isEqualTo(RecordSchemas.names());
  }

  @Test
  void shouldRefuseWhatIsNoRecord() {
    Schema article = RecordSchemas.of("enriched-article");
    ObjectNode sound =
        samples.stream()
            .filter(it -> RecordSchemas.nameOf(it).equals("enriched-article"))
            .map(RecordSchemas::json)
            .filter(ObjectNode.class::isInstance)
            .map(ObjectNode.class::cast)
            .findFirst()
            .orElseThrow();

    assertThat(article.validate(sound.deepCopy().put("revision", "1"))).isNotEmpty();
    assertThat(article.validate(sound.deepCopy().put("receivedAt", "today"))).isNotEmpty();
    assertThat(article.validate(sound.deepCopy().put("publishedPrecision", "era"))).isNotEmpty();
    ObjectNode less = sound.deepCopy();
    less.remove("tags");
    assertThat(article.validate(less)).isNotEmpty();
    assertThat(article.validate(sound.deepCopy().put("later", "field"))).isEmpty();
  }

  /** Each value of a list is one that the code produces here, and it produces no other. */
  @Test
  void shouldListTheValuesThatThereAre() {
    Map<String, Set<String>> listed = new TreeMap<>();
    Map<String, Set<String>> seen = new TreeMap<>();
    for (String name : RecordSchemas.names()) {
      lists(Schemas.bundled(name), RecordSchemas.title(name), null, listed);
    }
    for (Sample sample : samples) {
      JsonNode record = RecordSchemas.json(sample);
      if (record != null) {
        String name = RecordSchemas.nameOf(sample);
        lists(Schemas.bundled(name), RecordSchemas.title(name), record, seen);
      }
    }
    assertThat(listed).hasSizeGreaterThanOrEqualTo(14);
    assertThat(seen).isEqualTo(listed);
  }

  /**
   * The lists of a schema by their place.
   *
   * @param value whose values are taken; null: those that the schema lists
   */
  private static void lists(
      JsonNode schema, String path, @Nullable JsonNode value, Map<String, Set<String>> found) {
    JsonNode list = schema.has("enum") ? schema.get("enum") : schema.at("/anyOf/0/enum");
    if (list.isArray()) {
      Set<String> values = found.computeIfAbsent(path, it -> new TreeSet<>());
      if (value == null) {
        list.forEach(it -> values.add(it.asText()));
      } else {
        values.add(value.asText());
      }
    }
    if (schema.has("allOf")) {
      lists(Schemas.bundled("article"), "Article", value, found);
    }
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      JsonNode of = value == null ? null : value.get(property.getKey());
      if (value == null || of != null) {
        lists(property.getValue(), path + "." + property.getKey(), of, found);
      }
    }
    if (schema.has("items")) {
      if (value == null) {
        lists(schema.get("items"), path, null, found);
      } else {
        value.forEach(it -> lists(schema.get("items"), path, it, found));
      }
    }
  }

  @Test
  void shouldHaveEachComponentAndNoOther() {
    Map<String, Class<?>> records = new HashMap<>();
    records.put("article", Article.class);
    records.put("enriched-article", EnrichedArticle.class);
    records.put("receipt", Receipt.class);
    records.put("withdrawal", Withdrawal.class);
    records.forEach((name, type) -> same(Schemas.bundled(name), type));
    for (JsonNode entry : Schemas.bundled("rule-log-entry").get("oneOf")) {
      ObjectNode own = entry.deepCopy();
      own.withObject("/properties").remove("kind");
      Class<?> type =
          List.of(RuleLogEntry.class.getPermittedSubclasses()).stream()
              .filter(it -> it.getSimpleName().equals(entry.get("title").asText()))
              .findFirst()
              .orElseThrow();
      same(own, type);
    }
  }

  private static void same(JsonNode schema, Class<?> record) {
    Set<String> names = new TreeSet<>();
    Set<String> required = RecordSchemas.texts(schema.path("required"));
    for (RecordComponent component : record.getRecordComponents()) {
      if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
        continue; // the other schema's
      }
      String name = component.getName();
      String place = record.getSimpleName() + "." + name;
      names.add(name);
      JsonNode property = schema.at("/properties/" + name);
      assertThat(property.isObject()).as(place).isTrue();
      boolean may =
          component.getAnnotatedType().isAnnotationPresent(Nullable.class)
              || component.getAccessor().isAnnotationPresent(JsonInclude.class);
      assertThat(required.contains(name)).as(place + " is required").isEqualTo(!may);
      assertThat(!may || component.getType() != List.class || NOT_ALWAYS.contains(place))
          .as(place + " may be absent")
          .isTrue();
      assertThat(property.path("description").asText()).as(place + " is described").isNotBlank();
      type(property, component.getGenericType(), place);
    }
    Set<String> own = new TreeSet<>();
    schema.path("properties").fieldNames().forEachRemaining(own::add);
    assertThat(own).as(record.getSimpleName()).isEqualTo(names);
  }

  private static void type(JsonNode schema, Type type, String place) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      assertThat(schema.path("type").asText()).as(place).isEqualTo("array");
      type(schema.get("items"), list.getActualTypeArguments()[0], place);
    } else if (type instanceof Class<?> record && record.isRecord()) {
      assertThat(schema.path("type").asText()).as(place).isEqualTo("object");
      assertThat(schema.path("additionalProperties").asBoolean()).as(place).isTrue();
      same(schema, record);
    } else if (type == Instant.class) {
      assertThat(schema.path("format").asText()).as(place).isEqualTo("date-time");
    } else if (type == String.class) {
      boolean text = schema.has("enum") || schema.has("anyOf");
      assertThat(text || schema.path("type").asText().equals("string")).as(place).isTrue();
    } else {
      assertThat(schema.path("type").asText()).as(place).isEqualTo(word(type));
    }
  }

  private static String word(Type type) {
    if (type == boolean.class) {
      return "boolean";
    }
    if (type == double.class) {
      return "number";
    }
    return type instanceof ParameterizedType ? "object" : "integer";
  }
}
