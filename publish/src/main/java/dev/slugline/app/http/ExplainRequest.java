package dev.slugline.app.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.ingest.RawParser;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import dev.slugline.ingest.format.json.JsonProblem;
import io.javalin.http.Context;
import java.io.CharConversionException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be explained. Either an article or an id; at most one of a tag and a rule.
 *
 * @param article in any JSON form that can be fed
 * @param id of an article of the stream
 * @param tag a rule of the catalogue; null: each that fires
 * @param rule a draft of a rule, as YAML
 */
record ExplainRequest(
    @Nullable JsonNode article, @Nullable String id, @Nullable String tag, @Nullable String rule) {
  /** More is no article and no rule that a person writes. */
  static final int MAX_BYTES = 2 * 1024 * 1024;

  static final int MAX_RULE = 256 * 1024;

  private static final List<String> MEMBERS = List.of("article", "id", "rule", "tag");

  private static final ObjectReader JSON =
      ArticleJson.mapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Reads requests. Thread-safe. */
  static final class Reader {
    private final RawParser parser;

    Reader(SluglineConfig config) {
      parser = new RawParser(config.limits(), config.dates());
    }

    ExplainRequest read(Context context) throws Problem, IOException {
      byte[] body = context.bodyInputStream().readNBytes(MAX_BYTES + 1);
      if (body.length > MAX_BYTES) {
        throw tooLarge("The body is longer than " + MAX_BYTES + " bytes")
            .with("maxBytes", MAX_BYTES);
      }
      JsonNode json = json(body);
      ExplainRequest request =
          new ExplainRequest(
              json.hasNonNull("article") ? json.get("article") : null,
              text(json, "id"),
              text(json, "tag"),
              text(json, "rule"));
      if ((request.article() == null) == (request.id() == null)) {
        throw bad("Give either \"article\" or \"id\"");
      }
      if (request.tag() != null && request.rule() != null) {
        throw bad("Give \"tag\" or \"rule\", not both");
      }
      if (request.rule() != null && request.rule().length() > MAX_RULE) {
        throw tooLarge("The rule is longer than " + MAX_RULE + " characters");
      }
      return request;
    }

    /** The article of a request, read as one that is fed. */
    Article article(ExplainRequest request) throws Problem, IOException {
      byte[] bytes = ArticleJson.mapper().writeValueAsBytes(request.article());
      RawRecord raw =
          new RawRecord(null, bytes, "application/json", false, null, null, null, Instant.now());
      List<ParsedItem> items = parser.parse(raw);
      ParsedItem item = items.get(0);
      if (items.size() == 1
          && item instanceof ParsedItem.Ready ready
          && !ready.article().retracts()) {
        return ready.article().toBuilder().revision(1).build();
      }
      String why = "it must be one article";
      if (item instanceof ParsedItem.Broken broken) {
        why = broken.reason();
      } else if (item instanceof ParsedItem.Skipped skipped) {
        why = skipped.reason();
      }
      throw new Problem(
          422, "no-article", "Not an article", "\"article\" cannot be read as one: " + why);
    }

    /** The body as an object that has no other members than ours. */
    private static JsonNode json(byte[] body) throws Problem, IOException {
      JsonNode json;
      try {
        json = JSON.readTree(body);
      } catch (JsonProcessingException e) {
        throw malformed(e);
      } catch (CharConversionException e) {
        throw bad("The body is no text in UTF-8");
      }
      if (!json.isObject()) {
        String is = json.isMissingNode() ? "is empty" : "is " + kind(json);
        throw bad("The body " + is + "; it must be a JSON object with \"article\" or \"id\"");
      }
      for (Map.Entry<String, JsonNode> it : json.properties()) {
        if (!MEMBERS.contains(it.getKey())) {
          throw new Problem(
                  400,
                  "unknown-member",
                  "Unknown member",
                  "The body does not take the member \""
                      + it.getKey()
                      + "\"; it takes "
                      + String.join(", ", MEMBERS))
              .with("member", it.getKey());
        }
      }
      return json;
    }

    private static @Nullable String text(JsonNode json, String member) throws Problem {
      JsonNode value = json.path(member);
      if (value.isMissingNode() || value.isNull()) {
        return null;
      }
      if (!value.isTextual()) {
        throw bad("The member \"" + member + "\" takes a string, not " + kind(value))
            .with("member", member);
      }
      return value.textValue();
    }

    private static String kind(JsonNode json) {
      return switch (json.getNodeType()) {
        case ARRAY -> "an array";
        case OBJECT -> "an object";
        case STRING -> "a string";
        case NUMBER -> "a number";
        case BOOLEAN -> json.asText();
        default -> "null";
      };
    }

    private static Problem malformed(JsonProcessingException e) {
      if (e instanceof MismatchedInputException) { // the only one of a tree: it is not at its end
        return bad("The body goes on after its JSON object");
      }
      JsonLocation at = e.getLocation();
      Problem problem = bad("The body cannot be read. " + JsonProblem.reason(e));
      return at == null || at.getColumnNr() < 1
          ? problem
          : problem.with("line", at.getLineNr()).with("column", at.getColumnNr());
    }

    private static Problem bad(String detail) {
      return new Problem(400, "bad-body", "Bad body", detail);
    }

    private static Problem tooLarge(String detail) {
      return new Problem(413, "too-large", "Too large", detail);
    }
  }
}
