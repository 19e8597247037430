package dev.slugline.app.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.ingest.RawParser;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
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

  private static final ObjectReader JSON =
      ArticleJson.mapper()
          .readerFor(ExplainRequest.class)
          .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** Reads requests. Thread-safe. */
  static final class Reader {
    private final RawParser parser;

    Reader(SluglineConfig config) {
      parser = new RawParser(config.limits(), config.dates());
    }

    ExplainRequest read(Context context) throws Problem, IOException {
      byte[] body = context.bodyInputStream().readNBytes(MAX_BYTES + 1);
      if (body.length > MAX_BYTES) {
        throw tooLarge("The body is longer than " + MAX_BYTES + " bytes");
      }
      ExplainRequest request;
      try {
        request = JSON.readValue(body);
      } catch (JsonProcessingException e) {
        throw malformed(e);
      }
      if (request == null || (request.article() == null) == (request.id() == null)) {
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

    private static Problem malformed(JsonProcessingException e) {
      Problem problem = bad("The body is not as it must be: " + e.getOriginalMessage());
      return e.getLocation() == null
          ? problem
          : problem
              .with("line", e.getLocation().getLineNr())
              .with("column", e.getLocation().getColumnNr());
    }

    private static Problem bad(String detail) {
      return new Problem(400, "bad-body", "Bad body", detail);
    }

    private static Problem tooLarge(String detail) {
      return new Problem(413, "too-large", "Too large", detail);
    }
  }
}
