package dev.slugline.enrich;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.slugline.enrich.rule.IptcCode;
import dev.slugline.ingest.article.Article;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An article with its tags, each with the words that earned it. In JSON the article's fields stand
 * beside the others.
 *
 * @param article without {@code removed}
 * @param tags by relevance descending, then id
 * @param untagged why there are none: {@code no-match, language, too-short}; null: there are
 * @param version of Slugline
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EnrichedArticle(
    @JsonUnwrapped Article article,
    List<Tag> tags,
    @Nullable String untagged,
    CatalogueName catalogue,
    Instant enrichedAt,
    String version) {

  /** A subject, how much of the article is about it (0 to 100), and why. */
  public record Tag(
      String id,
      String label,
      int relevance,
      List<IptcCode> iptc,
      RuleName rule,
      List<Span> evidence) {}

  /** The rule that gave a tag; version: the first 12 hex digits of its content's hash. */
  public record RuleName(String id, String version) {}

  /** UTF-16 offsets into the record's own title or body, and the clause that fired there. */
  public record Span(String field, int start, int end, String text, String clause) {}

  /** The catalogue's hash and its number of rules. */
  public record CatalogueName(String hash, int rules) {}
}
