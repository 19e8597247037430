package dev.slugline.app.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slugline.ingest.article.ArticleJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The shipped JSON Schemas (2020-12) of the records, and the AsyncAPI document that holds them. */
public final class Schemas {
  /** The name of the AsyncAPI document. */
  public static final String ASYNCAPI = "asyncapi";

  private static final String URN = "urn:slugline:schema:";
  private static final String INDENT = " ".repeat(6);

  /** What each schema speaks of, by its name. */
  private static final Map<String, String> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put("article", "the value of PREFIX.articles and PREFIX.retag");
    NAMES.put("enriched-article", "the value of PREFIX.enriched and PREFIX.tag.TAG");
    NAMES.put("receipt", "the value of PREFIX.receipts");
    NAMES.put("withdrawal", "the value of PREFIX.withdrawn");
    NAMES.put("rule-log-entry", "the value of PREFIX.rules");
    NAMES.put("dead-letter", "the headers of PREFIX.dead-letter");
    NAMES.put("problem", "the answer to an HTTP request that fails");
  }

  private Schemas() {}

  /** The names of the schemas, each with what it is of. */
  public static Map<String, String> names() {
    return Collections.unmodifiableMap(NAMES); // in their order
  }

  /**
   * A schema that needs no other: those that it refers to are within it, under their ids.
   *
   * @throws IllegalArgumentException where there is none of the name
   */
  public static ObjectNode bundled(String name) {
    ObjectNode schema = schema(name);
    for (JsonNode ref : schema.findValues("$ref")) {
      String other = ref.asText().substring(URN.length());
      schema.withObject("/$defs").set(other, schema(other));
    }
    return schema;
  }

  /** The AsyncAPI 3 document, YAML, with the schemas as components. */
  public static String asyncApi() {
    StringBuilder document = new StringBuilder(resource(ASYNCAPI + ".yaml"));
    for (String name : NAMES.keySet()) {
      if (!name.equals("problem")) { // it is on no topic
        document.append("    ").append(name).append(":\n");
        component(name).lines().forEach(it -> document.append(INDENT).append(it).append('\n'));
      }
    }
    return document.toString();
  }

  /** As a part of another document, whose other parts it refers to. JSON is YAML. */
  private static String component(String name) {
    ObjectNode schema = schema(name);
    schema.remove("$schema");
    schema.remove("$id");
    return text(schema).replace('"' + URN, "\"#/components/schemas/");
  }

  /** JSON for a person. */
  public static String text(ObjectNode json) {
    try {
      return ArticleJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode schema(String name) {
    if (!NAMES.containsKey(name)) {
      throw new IllegalArgumentException("there is no schema '" + name + "'");
    }
    try {
      return (ObjectNode) ArticleJson.mapper().readTree(resource(name + ".json"));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String file) {
    try (InputStream in = Schemas.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
