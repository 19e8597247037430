package dev.slugline.app.live;

import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.Tagger;
import dev.slugline.enrich.rule.Catalogue;
import dev.slugline.enrich.rule.CatalogueException;
import dev.slugline.enrich.rule.Clause;
import dev.slugline.enrich.rule.QueryFault;
import dev.slugline.enrich.rule.Rule;
import dev.slugline.enrich.rule.Text;
import dev.slugline.ingest.article.Article.Language;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A query of a client, which matches an article in the article's own language: a rule of one
 * clause. Thread-safe.
 */
public final class Query {
  /** Of articles whose language is not known: read without stemming. */
  private static final String NO_LANGUAGE = "und";

  private static final String ENGLISH = "en";

  private final String text;

  /** Compiled alone, by language; empty: it can match nothing in that language. */
  private final Map<String, Optional<Catalogue>> alone = new ConcurrentHashMap<>();

  private Query(String text) {
    this.text = text;
  }

  /**
   * A query that cannot be used.
   *
   * @see #column
   */
  public static final class Unsound extends Exception {
    private static final long serialVersionUID = 1L;
    private final int column;

    private Unsound(String reason, int column) {
      super(reason);
      this.column = column;
    }

    /** The place of the mistake in the query: characters from 1; 0: it is about the whole. */
    public int column() {
      return column;
    }
  }

  /**
   * Reads a query in the rules' language.
   *
   * @throws Unsound when it cannot be read, or can never match
   */
  public static Query of(String text) throws Unsound {
    QueryFault fault = QueryFault.of(text, ENGLISH);
    if (fault != null) {
      int at = fault.position();
      throw new Unsound(
          fault.reason(), at < 0 ? 0 : text.codePointCount(0, Math.min(at, text.length())) + 1);
    }
    try {
      Catalogue.compile(List.of(rule("q", text, ENGLISH)));
    } catch (CatalogueException e) {
      throw new Unsound(e.errors().get(0).reason(), 0);
    }
    return new Query(text);
  }

  /** The query as a rule that fires where it matches. */
  static Rule rule(String id, String text, String language) {
    return Rule.of(id, 1, Map.of(language, List.of(new Clause("q", 1, text))));
  }

  /** The language that an article is read in. */
  static String language(EnrichedArticle article) {
    Language language = article.article().language();
    return language == null ? NO_LANGUAGE : language.code();
  }

  /** What queries see of an article. */
  static Text text(EnrichedArticle article) {
    return Tagger.text(article.article(), language(article));
  }

  String text() {
    return text;
  }

  /** Whether it matches. Dearer than {@link Queries}, which asks all queries at once. */
  boolean matches(Text article) {
    return alone
        .computeIfAbsent(article.language(), this::compile)
        .map(catalogue -> !catalogue.match(article).all().isEmpty())
        .orElse(false);
  }

  private Optional<Catalogue> compile(String language) {
    try {
      return Optional.of(Catalogue.compile(List.of(rule("q", text, language))));
    } catch (CatalogueException e) {
      return Optional.empty();
    }
  }

  /** Lets go of what can be made again. */
  void forget() {
    alone.clear();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Query query && text.equals(query.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
