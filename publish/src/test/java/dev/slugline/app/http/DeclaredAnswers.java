package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.slugline.app.schema.Schemas;
import dev.slugline.ingest.article.ArticleJson;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds answers to the OpenAPI document: status, media type, headers and JSON are declared for what
 * was asked. What is not declared at all is refused.
 */
final class DeclaredAnswers {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private static final JsonNode DOCUMENT = closed(Schemas.openApi());
  private static final JsonNode REFUSED = DOCUMENT.at("/components/responses/Refused");

  private DeclaredAnswers() {}

  /** A client ignores members that it does not know; here there are to be none. */
  private static JsonNode closed(JsonNode node) {
    boolean whole = !node.has("allOf") && !node.has("additionalProperties");
    if (node.path("properties").isObject() && whole) {
      ((ObjectNode) node).put("additionalProperties", false);
    }
    node.forEach(DeclaredAnswers::closed);
    return node;
  }

  /** Fails where the answer is not as declared; of a body only JSON that is a text is looked at. */
  static void check(HttpResponse<?> answer) {
    URI uri = answer.request().uri();
    String method = answer.request().method();
    String what = method + " " + uri + ": " + answer.statusCode() + " " + answer.body();
    JsonNode path = path(uri.getRawPath());
    JsonNode operation = path.path(method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT));
    if (operation.isMissingNode()) {
      assertThat(answer.statusCode()).as(what).isEqualTo(path.isMissingNode() ? 404 : 405);
      check(answer, REFUSED, what);
      return;
    }
    if (!parameters(operation).containsAll(names(uri.getRawQuery()))) {
      assertThat(answer.statusCode()).as(what).isEqualTo(400);
    }
    String status = Integer.toString(answer.statusCode());
    assertThat(operation.path("responses").has(status)).as("declared: " + what).isTrue();
    check(answer, resolved(operation.path("responses").path(status)), what);
  }

  private static void check(HttpResponse<?> answer, JsonNode declared, String what) {
    content(answer, declared.path("content"), what);
    for (Map.Entry<String, JsonNode> it : declared.path("headers").properties()) {
      JsonNode header = resolved(it.getValue());
      String value = answer.headers().firstValue(it.getKey()).orElse("");
      if (header.path("required").asBoolean() || !value.isEmpty()) {
        assertThat(value).as(it.getKey() + " of " + what).isNotEmpty();
        valid(header.path("schema"), TextNode.valueOf(value), what);
      }
    }
  }

  private static void content(HttpResponse<?> answer, JsonNode content, String what) {
    if (content.isEmpty() || answer.request().method().equals("HEAD")) {
      assertThat(answer.body()).as(what).isEqualTo("");
      return;
    }
    String type = answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
    assertThat(content.has(type)).as("declared: " + type + " of " + what).isTrue();
    if (type.endsWith("json") && answer.body() instanceof String body) {
      valid(content.path(type).path("schema"), json(body), what);
    }
  }

  private static void valid(JsonNode schema, JsonNode value, String what) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", DOCUMENT.path("components"));
    assertThat(REGISTRY.getSchema(whole).validate(value)).as(what).isEmpty();
  }

  /** What is declared for the path; a missing node: nothing. */
  private static JsonNode path(String asked) {
    JsonNode paths = DOCUMENT.path("paths");
    for (Map.Entry<String, JsonNode> it : paths.properties()) {
      String pattern = Pattern.quote(it.getKey()).replaceAll("\\{\\w+}", "\\\\E[^/]+\\\\Q");
      if (asked.matches(pattern)) {
        return it.getValue();
      }
    }
    return paths.path(asked);
  }

  /** The names of the query's parameters, the ticket's too. */
  static Set<String> parameters(JsonNode operation) {
    Set<String> names = new TreeSet<>();
    for (JsonNode it : operation.path("parameters")) {
      JsonNode parameter = resolved(it);
      if (parameter.path("in").asText().equals("query")) {
        names.add(parameter.path("name").asText());
      }
    }
    return names;
  }

  private static Set<String> names(@Nullable String query) {
    Set<String> names = new TreeSet<>();
    for (String one : query == null ? new String[0] : query.split("&", -1)) {
      names.add(one.replaceAll("=.*", ""));
    }
    names.remove("ticket");
    return names;
  }

  private static JsonNode resolved(JsonNode node) {
    String reference = node.path("$ref").asText();
    return reference.isEmpty() ? node : DOCUMENT.at(reference.substring(1));
  }

  private static JsonNode json(String text) {
    try {
      return ArticleJson.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
