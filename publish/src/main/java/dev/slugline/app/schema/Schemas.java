package dev.slugline.app.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.slugline.ingest.article.ArticleJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The shipped JSON Schemas (2020-12) of the records, and the documents that hold them: AsyncAPI of
 * the topics, OpenAPI of what is answered over HTTP.
 */
public final class Schemas {
  /** The name of the AsyncAPI 3 document. */
  public static final String ASYNCAPI = "asyncapi";

  /** The name of the OpenAPI 3.1 document. */
  public static final String OPENAPI = "openapi";

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

  /** What each document speaks of, by its name. */
  private static final Map<String, String> DOCUMENTS = new LinkedHashMap<>();

  static {
    DOCUMENTS.put(ASYNCAPI, "all topics: keys, headers, messages, settings");
    DOCUMENTS.put(OPENAPI, "all that can be asked over HTTP, and the answers");
  }

  /** The schemas that answers over HTTP are made of. */
  private static final Set<String> OVER_HTTP =
      Set.of("article", "enriched-article", "receipt", "problem");

  private Schemas() {}

  /** The names of the schemas, each with what it is of. */
  public static Map<String, String> names() {
    return Collections.unmodifiableMap(NAMES); // in their order
  }

  /** The names of the documents, each with what it is of. */
  public static Map<String, String> documents() {
    return Collections.unmodifiableMap(DOCUMENTS); // in their order
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

  /**
   * A document, YAML, with the schemas that it speaks of as components.
   *
   * @throws IllegalArgumentException where there is none of the name
   */
  public static String document(String name) {
    if (!DOCUMENTS.containsKey(name)) {
      throw new IllegalArgumentException("there is no document '" + name + "'");
    }
    StringBuilder document = new StringBuilder(resource(name + ".yaml"));
    for (String schema : NAMES.keySet()) {
      if (name.equals(OPENAPI) ? OVER_HTTP.contains(schema) : isOnTopics(schema)) {
        document.append("    ").append(schema).append(":\n");
        component(schema).lines().forEach(it -> document.append(INDENT).append(it).append('\n'));
      }
    }
    return document.toString();
  }

  private static boolean isOnTopics(String schema) {
    return !schema.equals("problem");
  }

  /** The OpenAPI 3.1 document as it is served. */
  public static ObjectNode openApi() {
    return documentAsJson(OPENAPI);
  }

  /**
   * A document as JSON.
   *
   * @throws IllegalArgumentException where there is none of the name
   */
  public static ObjectNode documentAsJson(String name) {
    try {
      return (ObjectNode) new YAMLMapper().readTree(document(name));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
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
