package dev.slugline.ingest;

import dev.slugline.ingest.article.Article.Keyword;
import dev.slugline.ingest.article.Article.Language;
import dev.slugline.ingest.article.Article.Retraction;
import dev.slugline.ingest.article.Article.Source;
import dev.slugline.ingest.article.ArticleBuilder;
import dev.slugline.ingest.clean.NewsDate;
import dev.slugline.ingest.clean.TextCleaner;
import dev.slugline.ingest.clean.WordCount;
import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Field;
import dev.slugline.ingest.format.Mojibake;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import dev.slugline.ingest.identity.ArticleId;
import dev.slugline.ingest.identity.CanonicalUrl;
import dev.slugline.ingest.identity.ContentHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes articles and retractions of the drafts of one raw record: cleans, checks and names. */
final class ArticleMaker {
  private static final int SHORT = 40;
  private static final String UNKNOWN = "unknown";

  private final RawRecord raw;
  private final List<String> decoding;

  /**
   * @param decoding the warnings that hold for the whole record
   */
  ArticleMaker(RawRecord raw, List<String> decoding) {
    this.raw = raw;
    this.decoding = decoding;
  }

  ParsedItem make(Draft draft) {
    Mojibake.mend(draft);
    List<String> warnings = new ArrayList<>(decoding);
    warnings.addAll(draft.warnings());
    String title = TextCleaner.line(draft.get(Field.TITLE));
    String summary = TextCleaner.paragraphs(draft.get(Field.SUMMARY));
    TextCleaner.Cleaned cleaned = TextCleaner.body(draft.get(Field.BODY));
    if (cleaned.body().isEmpty() && cleaned.removed().isEmpty() && summary != null) {
      cleaned = TextCleaner.body(summary);
      summary = null;
    }
    String body = cleaned.body();
    Source source = source(draft);
    String sourceId = TextCleaner.line(draft.get(Field.ID));
    String url = CanonicalUrl.of(draft.get(Field.URL));
    url = url == null ? CanonicalUrl.of(raw.key()) : url;
    boolean text = title != null || !body.isEmpty();
    String hash = ContentHash.of(title, body);
    ArticleBuilder builder =
        new ArticleBuilder()
            .id(ArticleId.of(source.name(), sourceId, url, hash))
            .sourceId(sourceId)
            .sourceVersion(wholeNumber(draft, Field.VERSION, warnings))
            .url(url)
            .source(source)
            .receivedAt(raw.receivedAt())
            .format(draft.format());
    NewsDate updated = date(draft, Field.UPDATED);
    builder.updatedAt(updated.at());
    if (raw.retract() || draft.get(Field.RETRACTION_KIND) != null) {
      if (!text && sourceId == null && url == null) {
        return broken("a retraction that names no article", warnings, draft);
      }
      return new ParsedItem.Ready(
          builder.warnings(distinct(warnings)).retraction(retraction(draft)).build());
    }
    if (!text) {
      return broken("neither a title nor a body", warnings, draft);
    }
    NewsDate embargo = date(draft, Field.EMBARGOED);
    if (draft.get(Field.EMBARGOED) != null && embargo.at() == null) {
      String reason = "an embargo that cannot be read: " + draft.get(Field.EMBARGOED);
      return broken(reason, warnings, draft);
    }
    if (embargo.warnings().contains("assumed-zone")) {
      warnings.add("assumed-zone");
    }
    dates(draft, builder, warnings);
    int words = WordCount.of(body);
    if (title == null) {
      warnings.add("no-title");
    }
    if (words < SHORT) {
      warnings.add("short-body");
    }
    details(draft, builder, warnings);
    String section = TextCleaner.line(draft.get(Field.SECTION));
    String credit = TextCleaner.line(draft.get(Field.CREDIT));
    return new ParsedItem.Ready(
        builder
            .title(title)
            .body(body)
            .summary(summary)
            .embargoedUntil(embargo.at())
            .section(section == null ? cleaned.section() : section)
            .credit(credit == null ? cleaned.credit() : credit)
            .removed(cleaned.removed())
            .wordCount(words)
            .contentHash(hash)
            .warnings(distinct(warnings))
            .build());
  }

  /** What a draft says of its withdrawal, with what the record's headers say. */
  Retraction retraction(Draft draft) {
    String kind =
        raw.retractionKind() != null ? raw.retractionKind() : draft.get(Field.RETRACTION_KIND);
    boolean withheld = kind != null && kind.strip().toLowerCase(Locale.ROOT).equals("withheld");
    return new Retraction(
        withheld ? "withheld" : "canceled",
        TextCleaner.paragraphs(draft.get(Field.RETRACTION_REASON)),
        TextCleaner.line(draft.get(Field.RETRACTION_BY)),
        raw.receivedAt());
  }

  private static ParsedItem broken(String what, List<String> warnings, Draft draft) {
    String reason = warnings.isEmpty() ? what : what + " (" + String.join(", ", warnings) + ")";
    return new ParsedItem.Broken("malformed", reason, draft.bytes());
  }

  private static List<String> distinct(List<String> warnings) {
    return warnings.stream().distinct().toList();
  }

  private Source source(Draft draft) {
    String name = TextCleaner.line(draft.get(Field.SOURCE_NAME));
    String domain = TextCleaner.line(draft.get(Field.SOURCE_DOMAIN));
    String fed = TextCleaner.line(raw.source());
    String first = name != null ? name : domain != null ? domain : fed;
    String service = TextCleaner.line(draft.get(Field.SOURCE_SERVICE));
    return new Source(first == null ? UNKNOWN : first, domain, service);
  }

  private NewsDate date(Draft draft, Field field) {
    return NewsDate.read(draft.get(field), raw.receivedAt());
  }

  private void dates(Draft draft, ArticleBuilder builder, List<String> warnings) {
    NewsDate published = date(draft, Field.PUBLISHED);
    warnings.addAll(published.warnings());
    builder
        .publishedAt(published.at())
        .publishedPrecision(published.precision())
        .publishedRaw(TextCleaner.line(draft.get(Field.PUBLISHED)));
    NewsDate expires = date(draft, Field.EXPIRES);
    builder.expiresAt(expires.at());
    for (Field field : List.of(Field.UPDATED, Field.EXPIRES)) {
      Instant at = date(draft, field).at();
      if (draft.get(field) != null && at == null) {
        warnings.add("unreadable-date");
      }
    }
  }

  private static void details(Draft draft, ArticleBuilder builder, List<String> warnings) {
    List<Keyword> keywords = new ArrayList<>();
    for (Keyword keyword : draft.keywords()) {
      String name = TextCleaner.line(keyword.name());
      if (name != null) {
        keywords.add(
            new Keyword(
                TextCleaner.line(keyword.scheme()), TextCleaner.line(keyword.code()), name));
      }
    }
    Long urgency = wholeNumber(draft, Field.URGENCY, warnings);
    builder
        .authors(
            draft.authors().stream()
                .map(TextCleaner::line)
                .filter(Objects::nonNull)
                .distinct()
                .toList())
        .keywords(keywords.stream().distinct().toList())
        .associations(draft.associations())
        .slugline(TextCleaner.line(draft.get(Field.SLUGLINE)))
        .urgency(urgency == null ? null : (int) Math.max(-1, Math.min(urgency, 10)))
        .genre(TextCleaner.line(draft.get(Field.GENRE)))
        .dateline(TextCleaner.line(draft.get(Field.DATELINE)))
        .edNote(TextCleaner.paragraphs(draft.get(Field.ED_NOTE)))
        .copyright(TextCleaner.line(draft.get(Field.COPYRIGHT)))
        .usageTerms(TextCleaner.paragraphs(draft.get(Field.USAGE_TERMS)))
        .language(language(draft.get(Field.LANGUAGE)));
  }

  private static @Nullable Long wholeNumber(Draft draft, Field field, List<String> warnings) {
    String text = draft.get(field);
    if (text == null) {
      return null;
    }
    try {
      return Long.valueOf(text.strip());
    } catch (NumberFormatException e) {
      warnings.add("no-number:" + field.name().toLowerCase(Locale.ROOT));
      return null;
    }
  }

  /** The two-letter code of a language tag; null when it is none. */
  private static @Nullable Language language(@Nullable String tag) {
    if (tag == null) {
      return null;
    }
    String code = Locale.forLanguageTag(tag.strip().replace('_', '-')).getLanguage();
    return code.length() == 2 ? new Language(code, 1.0) : null;
  }
}
