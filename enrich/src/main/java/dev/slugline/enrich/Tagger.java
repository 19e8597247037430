package dev.slugline.enrich;

import dev.slugline.enrich.EnrichedArticle.CatalogueName;
import dev.slugline.enrich.EnrichedArticle.RuleName;
import dev.slugline.enrich.EnrichedArticle.Span;
import dev.slugline.enrich.EnrichedArticle.Tag;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.enrich.language.LanguageDetection;
import dev.slugline.enrich.rule.Catalogue;
import dev.slugline.enrich.rule.Fault;
import dev.slugline.enrich.rule.Match;
import dev.slugline.enrich.rule.Matches;
import dev.slugline.enrich.rule.Text;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.Article.Keyword;
import dev.slugline.ingest.article.Article.Language;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts language and tags on an article: the stage's own code, which the offline commands call too.
 * Same article and same catalogue: the same answer, {@code enrichedAt} apart. Not thread-safe.
 */
public final class Tagger {
  private static final Logger LOG = LoggerFactory.getLogger(Tagger.class);

  /** A text of fewer words than this is not tagged. */
  public static final int MIN_WORDS = 10;

  private final Supplier<LoadedCatalogue> live;
  private final String version;
  private final Set<String> reported = new HashSet<>();
  private final LanguageDetection detection = new LanguageDetection();

  /**
   * A tagger.
   *
   * @param live the catalogue to use; asked anew for each article, so that another one takes its
   *     place between two articles
   * @param version of Slugline, which each enriched record carries
   */
  public Tagger(Supplier<LoadedCatalogue> live, String version) {
    this.live = live;
    this.version = version;
  }

  /** Spares the first article the time that loading the models takes. */
  void prepare() {
    detection.prepare();
  }

  /** Enriches an article; a retraction gets no tags. */
  public EnrichedArticle tag(Article article, Instant now) {
    LoadedCatalogue loaded = live.get();
    Catalogue catalogue = loaded.catalogue();
    CatalogueName name = new CatalogueName(loaded.hash(), catalogue.rules().size());
    Language language = language(article);
    Article bare = article.toBuilder().removed(List.of()).language(language).build();
    if (article.retracts()) {
      return new EnrichedArticle(bare, List.of(), null, name, now, version);
    }
    List<Tag> tags = List.of();
    String untagged = null;
    if (article.wordCount() < MIN_WORDS && words(article.title()) < MIN_WORDS) {
      untagged = "too-short";
    } else if (language == null || !catalogue.hasLanguage(language.code())) {
      untagged = "language";
    } else {
      Matches matches = catalogue.match(text(bare, language.code()));
      tags = matches.all().stream().map(Tagger::tag).toList();
      bare = withFaults(bare, matches.faults());
      untagged = tags.isEmpty() ? "no-match" : null;
    }
    return new EnrichedArticle(bare, tags, untagged, name, now, version);
  }

  /** What the rules see of an article. */
  public static Text text(Article article, String language) {
    Map<String, List<String>> fields = new HashMap<>();
    put(fields, "source", article.source() == null ? null : article.source().name());
    put(fields, "section", article.section());
    put(fields, "url", article.url());
    put(fields, "slugline", article.slugline());
    put(fields, "genre", article.genre());
    put(fields, "wordCount", Integer.toString(article.wordCount()));
    put(fields, "publishedAt", day(article.publishedAt()));
    put(fields, "updatedAt", day(article.updatedAt()));
    put(fields, "receivedAt", day(article.receivedAt()));
    fields.put("lang", List.of(language));
    fields.put("author", article.authors());
    fields.put("keyword", article.keywords().stream().map(Keyword::name).toList());
    return new Text(
        article.title(), article.body() == null ? "" : article.body(), language, fields);
  }

  /** A rule that could not be evaluated is named on the article, and the first time in the log. */
  private Article withFaults(Article article, List<Fault> faults) {
    if (faults.isEmpty()) {
      return article;
    }
    List<String> warnings = new ArrayList<>(article.warnings());
    for (Fault fault : faults) {
      warnings.add("rule-failed:" + fault.ruleId());
      if (reported.add(fault.ruleId())) {
        LOG.warn(
            "Rule {} could not be evaluated on article {}: {}. It gives no tag there; the other"
                + " rules are not affected.",
            fault.ruleId(),
            article.id(),
            fault.reason());
      }
    }
    return article.toBuilder().warnings(warnings).build();
  }

  /** The source's word is taken; null: it says nothing, and neither does the text. */
  private @Nullable Language language(Article article) {
    if (article.language() != null || article.retracts()) {
      return article.language();
    }
    return detection.detect(article.title(), article.body());
  }

  /** The day in UTC, such as 2026-11-25. */
  private static @Nullable String day(@Nullable Instant time) {
    return time == null ? null : LocalDate.ofInstant(time, ZoneOffset.UTC).toString();
  }

  private static int words(@Nullable String title) {
    return title == null || title.isBlank() ? 0 : title.strip().split("\\s+").length;
  }

  private static void put(Map<String, List<String>> fields, String name, @Nullable String value) {
    if (value != null) {
      fields.put(name, List.of(value));
    }
  }

  private static Tag tag(Match match) {
    return new Tag(
        match.rule().id(),
        match.rule().label(),
        match.relevance(),
        match.rule().iptc(),
        new RuleName(match.rule().id(), match.rule().version()),
        match.evidence().stream()
            .map(e -> new Span(e.field(), e.start(), e.end(), e.text(), e.clause()))
            .toList());
  }
}
