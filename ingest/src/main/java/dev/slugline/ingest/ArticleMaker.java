package dev.slugline.ingest;

import dev.slugline.ingest.article.Article.Keyword;
import dev.slugline.ingest.article.Article.Language;
import dev.slugline.ingest.article.Article.Retraction;
import dev.slugline.ingest.article.Article.Source;
import dev.slugline.ingest.article.ArticleBuilder;
import dev.slugline.ingest.article.CorrectionNote;
import dev.slugline.ingest.clean.DateRules;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes articles and retractions of the drafts of one raw record: cleans, checks and names. */
final class ArticleMaker {
  private static final int SHORT = 40;
  private static final int LONGEST_DATE = 64;
  private static final String UNKNOWN = "unknown";
  private static final Set<String> FEEDS = Set.of("rss", "atom", "jsonfeed");

  private final RawRecord raw;
  private final List<String> decoding;
  private final DateRules rules;
  private final boolean alone;

  /**
   * @param alone whether the raw record holds one item at most, so that the record's key is its
   * @param decoding the warnings that hold for the whole record
   * @param rules how the dates of sources are meant
   */
  ArticleMaker(RawRecord raw, boolean alone, List<String> decoding, DateRules rules) {
    this.raw = raw;
    this.alone = alone;
    this.decoding = decoding;
    this.rules = rules;
  }

  ParsedItem make(Draft draft) {
    Mojibake.mend(draft);
    List<String> warnings = new ArrayList<>(decoding);
    warnings.addAll(draft.warnings());
    String title = TextCleaner.line(draft.get(Field.TITLE));
    String summary = TextCleaner.paragraphs(draft.get(Field.SUMMARY));
    String section = TextCleaner.line(draft.get(Field.SECTION));
    TextCleaner.Cleaned cleaned = TextCleaner.body(draft.get(Field.BODY), section);
    if (cleaned.body().isEmpty() && cleaned.removed().isEmpty() && summary != null) {
      cleaned = TextCleaner.body(summary, section);
      summary = null;
    }
    takeDates(draft, cleaned);
    String body = cleaned.body();
    Source source = source(draft);
    String sourceId = TextCleaner.line(draft.get(Field.ID));
    String url = url(draft);
    boolean text = title != null || !body.isEmpty();
    String hash = ContentHash.of(title, body);
    String space = draft.get(Field.ID_SPACE);
    ArticleBuilder builder =
        new ArticleBuilder()
            .id(ArticleId.of(space == null ? source.name() : space, sourceId, url, hash))
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
      return broken("an embargo that cannot be read: " + embargo(draft), warnings, draft);
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
    String credit = TextCleaner.line(draft.get(Field.CREDIT));
    String edNote = TextCleaner.paragraphs(draft.get(Field.ED_NOTE));
    return new ParsedItem.Ready(
        builder
            .title(title)
            .body(body)
            .summary(summary)
            .embargoedUntil(embargo.at())
            .section(section == null ? cleaned.section() : section)
            .credit(credit == null ? cleaned.credit() : credit)
            .edNote(CorrectionNote.joined(edNote, cleaned.correction()))
            .removed(cleaned.removed())
            .wordCount(words)
            .contentHash(hash)
            .warnings(distinct(warnings))
            .build(),
        draft.get(Field.CORRECTION) != null);
  }

  /** The dates that stand in the text are the article's where it says none elsewhere. */
  private static void takeDates(Draft draft, TextCleaner.Cleaned cleaned) {
    if (draft.get(Field.PUBLISHED) == null) {
      draft.set(Field.PUBLISHED, cleaned.published());
    }
    if (draft.get(Field.UPDATED) == null) {
      draft.set(Field.UPDATED, cleaned.updated());
    }
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

  private ParsedItem broken(String what, List<String> warnings, Draft draft) {
    String reason = warnings.isEmpty() ? what : what + " (" + String.join(", ", warnings) + ")";
    return broken("malformed", reason, draft);
  }

  /** A draft that is no article: its embargo, if it has one, goes with its bytes. */
  ParsedItem broken(String code, String reason, Draft draft) {
    Instant until = null;
    if (draft.get(Field.EMBARGOED) != null) {
      until = Objects.requireNonNullElse(date(draft, Field.EMBARGOED).at(), Instant.MAX);
    }
    return new ParsedItem.Broken(code, reason, draft.bytes(), until, draft.format());
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

  /**
   * A record's key that is a URL stands for a missing one, but not that of a feed for its items.
   */
  private @Nullable String url(Draft draft) {
    String url = CanonicalUrl.of(draft.get(Field.URL));
    return url == null && alone && !FEEDS.contains(draft.format())
        ? CanonicalUrl.of(raw.key())
        : url;
  }

  private static String embargo(Draft draft) {
    String written = Objects.requireNonNullElse(draft.get(Field.EMBARGOED), "");
    return written.length() <= LONGEST_DATE
        ? written
        : written.substring(0, LONGEST_DATE) + "\u2026";
  }

  private NewsDate date(Draft draft, Field field) {
    String domain = TextCleaner.line(draft.get(Field.SOURCE_DOMAIN));
    if (domain == null) {
      String url = CanonicalUrl.of(draft.get(Field.URL));
      domain = CanonicalUrl.host(url == null ? CanonicalUrl.of(raw.key()) : url);
    }
    return NewsDate.read(
        draft.get(field), raw.receivedAt(), rules.of(domain, source(draft).name()));
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
      NewsDate date = date(draft, field);
      if (draft.get(field) != null && date.at() == null) {
        warnings.addAll(date.warnings());
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

  private static @Nullable Language language(@Nullable String said) {
    String code = LanguageTag.code(said);
    return code == null ? null : new Language(code, 1.0);
  }
}
