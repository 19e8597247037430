package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.slugline.app.schema.JsonSchemas;
import dev.slugline.app.schema.Schemas;
import dev.slugline.ingest.article.ArticleJson;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds answers to the OpenAPI document: status, media type, headers and JSON are declared for what
 * was asked. What is not declared at all is refused.
 */
final class DeclaredAnswers {
  private static final JsonNode DOCUMENT = closed(Schemas.openApi());
  private static final JsonNode REFUSED = DOCUMENT.at("/components/responses/Refused");

  /** Of a request that is too long to be looked at, expects what there is not, or no HTTP/1.1. */
  private static final Set<Integer> UNREAD = Set.of(414, 417, 431, 501, 505);

  /** Of one who may not ask, whatever it is. */
  private static final Set<Integer> WHO_ASKS = Set.of(401, 403, 421);

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

  /**
   * An answer and what was asked for it.
   *
   * @param target path and query
   * @param header gives a header's first value; empty: there is none
   * @param body null: it is not to be looked at
   */
  record Answer(
      String method,
      String target,
      int status,
      UnaryOperator<String> header,
      @Nullable String body) {

    private String what() {
      return method + " " + target + ": " + status + " " + body;
    }

    private String path() {
      return target.replaceAll("\\?.*", "");
    }

    private String query() {
      return target.contains("?") ? target.substring(target.indexOf('?') + 1) : "";
    }
  }

  /** Fails where the answer is not as declared; of a body only JSON that is a text is looked at. */
  static void check(HttpResponse<?> answer) {
    URI uri = answer.request().uri();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    check(
        new Answer(
            answer.request().method(),
            uri.getRawPath() + query,
            answer.statusCode(),
            name -> answer.headers().firstValue(name).orElse(""),
            answer.body() instanceof String text ? text : null));
  }

  /** The same of an answer that was had by other means. */
  static void check(Answer answer) {
    String what = answer.what();
    JsonNode path = path(answer.path());
    String method = answer.method().toLowerCase(Locale.ROOT);
    JsonNode operation = path.path(method.equals("head") ? "get" : method);
    if (UNREAD.contains(answer.status())) {
      check(answer, REFUSED, what);
      return;
    }
    if (operation.isMissingNode()) {
      if (!WHO_ASKS.contains(answer.status())) {
        int otherwise = path.isMissingNode() ? 404 : 405;
        assertThat(answer.status()).as(what).isIn(400, otherwise);
      }
      check(answer, REFUSED, what);
      return;
    }
    boolean known =
        parameters(operation).containsAll(names(answer.query()))
            && repeated(operation).containsAll(repeatedNames(answer.query()));
    if (!known && !WHO_ASKS.contains(answer.status())) {
      assertThat(answer.status()).as(what).isEqualTo(400);
    }
    String status = Integer.toString(answer.status());
    assertThat(operation.path("responses").has(status)).as("declared: " + what).isTrue();
    check(answer, resolved(operation.path("responses").path(status)), what);
  }

  private static void check(Answer answer, JsonNode declared, String what) {
    content(answer, declared.path("content"), what);
    for (Map.Entry<String, JsonNode> it : declared.path("headers").properties()) {
      JsonNode header = resolved(it.getValue());
      String value = answer.header().apply(it.getKey());
      if (header.path("required").asBoolean() || !value.isEmpty()) {
        assertThat(value).as(it.getKey() + " of " + what).isNotEmpty();
        valid(header.path("schema"), TextNode.valueOf(value), what);
      }
    }
  }

  private static void content(Answer answer, JsonNode content, String what) {
    if (content.isEmpty() || answer.method().equals("HEAD")) {
      assertThat(answer.body()).as(what).isEqualTo("");
      return;
    }
    String type = answer.header().apply("Content-Type").replaceAll(";.*", "");
    assertThat(content.has(type)).as("declared: " + type + " of " + what).isTrue();
    if (type.endsWith("json") && answer.body() != null) {
      valid(content.path(type).path("schema"), json(answer.body()), what);
    }
  }

  private static void valid(JsonNode schema, JsonNode value, String what) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", DOCUMENT.path("components"));
    assertThat(JsonSchemas.of(whole).validate(value)).as(what).isEmpty();
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

  /** The names of the query's parameters. */
  static Set<String> parameters(JsonNode operation) {
    return parameters(operation, any -> true);
  }

  /** Those that may be given several times. */
  static Set<String> repeated(JsonNode operation) {
    return parameters(operation, it -> it.at("/schema/type").asText().equals("array"));
  }

  private static Set<String> parameters(JsonNode operation, Predicate<JsonNode> which) {
    Set<String> names = new TreeSet<>();
    for (JsonNode it : operation.path("parameters")) {
      JsonNode parameter = resolved(it);
      if (parameter.path("in").asText().equals("query") && which.test(parameter)) {
        names.add(parameter.path("name").asText());
      }
    }
    return names;
  }

  private static Set<String> names(String query) {
    Set<String> names = new TreeSet<>();
    for (String one : query.split("&", -1)) {
      names.add(one.replaceAll("=.*", ""));
    }
    names.removeAll(Set.of("", "ticket"));
    return names;
  }

  private static Set<String> repeatedNames(String query) {
    Set<String> once = new TreeSet<>();
    Set<String> repeated = new TreeSet<>();
    for (String one : query.split("&", -1)) {
      String name = one.replaceAll("=.*", "");
      if (!once.add(name)) {
        repeated.add(name);
      }
    }
    repeated.remove("");
    return repeated;
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
