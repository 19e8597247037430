package dev.slugline.ingest.article;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One news text with its metadata, or (when {@code retraction} is set and {@code body} is not) the
 * withdrawal of one. Immutable. Lists are never null. Times are UTC instants.
 *
 * @param id stable across revisions; made from the source and its own id, else from the URL, else
 *     from the content
 * @param sourceId the id as the source gave it
 * @param sourceVersion the version number as the source gave it; orders versions of one article
 * @param revision from 1; 0 only between parsing and identification
 * @param url the canonical URL
 * @param body the full text, paragraphs apart by a blank line; null only for a retraction
 * @param associations pictures and other items that belong to it, as references
 * @param publishedPrecision {@code second}, {@code minute} or {@code day}
 * @param publishedRaw the date as the source wrote it
 * @param contentHash of title and body
 * @param format the name of the format that it came in
 * @param removed each line that cleaning took out of the body
 * @param provenance where the raw item lies; null offline
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Article(
    String id,
    @Nullable String sourceId,
    @Nullable Long sourceVersion,
    int revision,
    @Nullable Change change,
    @Nullable String url,
    @Nullable Source source,
    @Nullable String title,
    @Nullable String body,
    @Nullable String summary,
    List<String> authors,
    @Nullable String section,
    List<Keyword> keywords,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Association> associations,
    @Nullable String slugline,
    @Nullable Integer urgency,
    @Nullable String genre,
    @Nullable String dateline,
    @Nullable String edNote,
    @Nullable String credit,
    @Nullable String copyright,
    @Nullable String usageTerms,
    @Nullable Instant publishedAt,
    @Nullable String publishedPrecision,
    @Nullable String publishedRaw,
    @Nullable Instant updatedAt,
    @Nullable Instant embargoedUntil,
    @Nullable Instant expiresAt,
    Instant receivedAt,
    @Nullable Language language,
    int wordCount,
    @Nullable String contentHash,
    String format,
    List<String> warnings,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Removed> removed,
    @Nullable Retraction retraction,
    @Nullable Provenance provenance) {

  public Article {
    authors = authors == null ? List.of() : List.copyOf(authors);
    keywords = keywords == null ? List.of() : List.copyOf(keywords);
    associations = associations == null ? List.of() : List.copyOf(associations);
    warnings = warnings == null ? List.of() : List.copyOf(warnings);
    removed = removed == null ? List.of() : List.copyOf(removed);
  }

  /** What this revision is to the one before it: {@code new, update, correction, minor}. */
  public record Change(String kind, boolean titleChanged, int wordsChanged) {}

  /** Who published it; {@code service} is the wire or section of a provider. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Source(String name, @Nullable String domain, @Nullable String service) {}

  /** A subject that the publisher put on it, with scheme and code where it has them. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Keyword(@Nullable String scheme, @Nullable String code, String name) {}

  /**
   * A picture, a film or another item that belongs to the article and is no text of it.
   *
   * @param name what the source calls the relation, such as {@code featuremedia}
   * @param type {@code picture, video, audio, graphic, text, …}
   * @param uri the item's own id
   * @param title its headline or name
   * @param url where it can be had
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Association(
      @Nullable String name,
      @Nullable String type,
      @Nullable String uri,
      @Nullable String title,
      @Nullable String url) {}

  /** An ISO 639-1 code and how sure it is, 0 to 1. */
  public record Language(String code, double confidence) {}

  /** A line that cleaning took out of the body, and the reason. */
  public record Removed(String text, String why) {}

  /** The source's withdrawal; {@code kind} is {@code withheld} or {@code canceled}. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Retraction(String kind, @Nullable String reason, @Nullable String by, Instant at) {}

  /** The place of the raw item: {@code item} counts from 1 within the raw record. */
  public record Provenance(String topic, int partition, long offset, int item) {}

  public boolean retracts() {
    return retraction != null;
  }

  /** This article as a builder, to change some of it. */
  public ArticleBuilder toBuilder() {
    return new ArticleBuilder(this);
  }
}
