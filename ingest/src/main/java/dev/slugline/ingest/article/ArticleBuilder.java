package dev.slugline.ingest.article;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds an {@link Article}, whose components it mirrors one to one. Not thread-safe. Strings that
 * an article must have start empty, {@code receivedAt} at the epoch.
 */
public final class ArticleBuilder {
  private String id = "";
  private @Nullable String sourceId;
  private @Nullable Long sourceVersion;
  private int revision;
  private Article.@Nullable Change change;
  private @Nullable String url;
  private Article.@Nullable Source source;
  private @Nullable String title;
  private @Nullable String body;
  private @Nullable String summary;
  private List<String> authors = List.of();
  private @Nullable String section;
  private List<Article.Keyword> keywords = List.of();
  private List<Article.Association> associations = List.of();
  private @Nullable String slugline;
  private @Nullable Integer urgency;
  private @Nullable String genre;
  private @Nullable String dateline;
  private @Nullable String edNote;
  private @Nullable String credit;
  private @Nullable String copyright;
  private @Nullable String usageTerms;
  private @Nullable Instant publishedAt;
  private @Nullable String publishedPrecision;
  private @Nullable String publishedRaw;
  private @Nullable Instant updatedAt;
  private @Nullable Instant embargoedUntil;
  private @Nullable Instant expiresAt;
  private Instant receivedAt = Instant.EPOCH;
  private Article.@Nullable Language language;
  private int wordCount;
  private @Nullable String contentHash;
  private String format = "";
  private List<String> warnings = List.of();
  private List<Article.Removed> removed = List.of();
  private Article.@Nullable Retraction retraction;
  private Article.@Nullable Provenance provenance;

  public ArticleBuilder() {}

  ArticleBuilder(Article from) {
    id = from.id();
    sourceId = from.sourceId();
    sourceVersion = from.sourceVersion();
    revision = from.revision();
    change = from.change();
    url = from.url();
    source = from.source();
    title = from.title();
    body = from.body();
    summary = from.summary();
    authors = from.authors();
    section = from.section();
    keywords = from.keywords();
    associations = from.associations();
    slugline = from.slugline();
    urgency = from.urgency();
    genre = from.genre();
    dateline = from.dateline();
    edNote = from.edNote();
    credit = from.credit();
    copyright = from.copyright();
    usageTerms = from.usageTerms();
    publishedAt = from.publishedAt();
    publishedPrecision = from.publishedPrecision();
    publishedRaw = from.publishedRaw();
    updatedAt = from.updatedAt();
    embargoedUntil = from.embargoedUntil();
    expiresAt = from.expiresAt();
    receivedAt = from.receivedAt();
    language = from.language();
    wordCount = from.wordCount();
    contentHash = from.contentHash();
    format = from.format();
    warnings = from.warnings();
    removed = from.removed();
    retraction = from.retraction();
    provenance = from.provenance();
  }

  public ArticleBuilder id(String value) {
    this.id = value;
    return this;
  }

  public ArticleBuilder sourceId(@Nullable String value) {
    this.sourceId = value;
    return this;
  }

  public ArticleBuilder sourceVersion(@Nullable Long value) {
    this.sourceVersion = value;
    return this;
  }

  public ArticleBuilder revision(int value) {
    this.revision = value;
    return this;
  }

  public ArticleBuilder change(Article.@Nullable Change value) {
    this.change = value;
    return this;
  }

  public ArticleBuilder url(@Nullable String value) {
    this.url = value;
    return this;
  }

  public ArticleBuilder source(Article.@Nullable Source value) {
    this.source = value;
    return this;
  }

  public ArticleBuilder title(@Nullable String value) {
    this.title = value;
    return this;
  }

  public ArticleBuilder body(@Nullable String value) {
    this.body = value;
    return this;
  }

  public ArticleBuilder summary(@Nullable String value) {
    this.summary = value;
    return this;
  }

  public ArticleBuilder authors(List<String> value) {
    this.authors = value;
    return this;
  }

  public ArticleBuilder section(@Nullable String value) {
    this.section = value;
    return this;
  }

  public ArticleBuilder keywords(List<Article.Keyword> value) {
    this.keywords = value;
    return this;
  }

  public ArticleBuilder associations(List<Article.Association> value) {
    this.associations = value;
    return this;
  }

  public ArticleBuilder slugline(@Nullable String value) {
    this.slugline = value;
    return this;
  }

  public ArticleBuilder urgency(@Nullable Integer value) {
    this.urgency = value;
    return this;
  }

  public ArticleBuilder genre(@Nullable String value) {
    this.genre = value;
    return this;
  }

  public ArticleBuilder dateline(@Nullable String value) {
    this.dateline = value;
    return this;
  }

  public ArticleBuilder edNote(@Nullable String value) {
    this.edNote = value;
    return this;
  }

  public ArticleBuilder credit(@Nullable String value) {
    this.credit = value;
    return this;
  }

  public ArticleBuilder copyright(@Nullable String value) {
    this.copyright = value;
    return this;
  }

  public ArticleBuilder usageTerms(@Nullable String value) {
    this.usageTerms = value;
    return this;
  }

  public ArticleBuilder publishedAt(@Nullable Instant value) {
    this.publishedAt = value;
    return this;
  }

  public ArticleBuilder publishedPrecision(@Nullable String value) {
    this.publishedPrecision = value;
    return this;
  }

  public ArticleBuilder publishedRaw(@Nullable String value) {
    this.publishedRaw = value;
    return this;
  }

  public ArticleBuilder updatedAt(@Nullable Instant value) {
    this.updatedAt = value;
    return this;
  }

  public ArticleBuilder embargoedUntil(@Nullable Instant value) {
    this.embargoedUntil = value;
    return this;
  }

  public ArticleBuilder expiresAt(@Nullable Instant value) {
    this.expiresAt = value;
    return this;
  }

  public ArticleBuilder receivedAt(Instant value) {
    this.receivedAt = value;
    return this;
  }

  public ArticleBuilder language(Article.@Nullable Language value) {
    this.language = value;
    return this;
  }

  public ArticleBuilder wordCount(int value) {
    this.wordCount = value;
    return this;
  }

  public ArticleBuilder contentHash(@Nullable String value) {
    this.contentHash = value;
    return this;
  }

  public ArticleBuilder format(String value) {
    this.format = value;
    return this;
  }

  public ArticleBuilder warnings(List<String> value) {
    this.warnings = value;
    return this;
  }

  public ArticleBuilder removed(List<Article.Removed> value) {
    this.removed = value;
    return this;
  }

  public ArticleBuilder retraction(Article.@Nullable Retraction value) {
    this.retraction = value;
    return this;
  }

  public ArticleBuilder provenance(Article.@Nullable Provenance value) {
    this.provenance = value;
    return this;
  }

  public Article build() {
    return new Article(
        id,
        sourceId,
        sourceVersion,
        revision,
        change,
        url,
        source,
        title,
        body,
        summary,
        authors,
        section,
        keywords,
        associations,
        slugline,
        urgency,
        genre,
        dateline,
        edNote,
        credit,
        copyright,
        usageTerms,
        publishedAt,
        publishedPrecision,
        publishedRaw,
        updatedAt,
        embargoedUntil,
        expiresAt,
        receivedAt,
        language,
        wordCount,
        contentHash,
        format,
        warnings,
        removed,
        retraction,
        provenance);
  }
}
