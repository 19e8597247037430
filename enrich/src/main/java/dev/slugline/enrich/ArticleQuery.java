package dev.slugline.enrich;

import dev.slugline.enrich.EnrichedArticle.Span;
import dev.slugline.enrich.rule.Catalogue;
import dev.slugline.enrich.rule.CatalogueException;
import dev.slugline.enrich.rule.Clause;
import dev.slugline.enrich.rule.Match;
import dev.slugline.enrich.rule.QueryFault;
import dev.slugline.enrich.rule.Rule;
import dev.slugline.enrich.rule.RuleError;
import dev.slugline.ingest.article.Article;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One query of the rules' language, asked of enriched articles of whatever language: it matches
 * what a clause of a rule with this query would match there. Thread-safe.
 */
public final class ArticleQuery {
  private static final String NAME = "query";

  /** What the words of no known language are read as: in lower case, unstemmed. */
  private static final String UNKNOWN = "und";

  /** Sources name languages as they like: what is kept for them is bounded. */
  private static final int MOST_LANGUAGES = 200;

  private final String query;

  /** The query as a rule, by language; empty: it means nothing there, such as stop words alone. */
  private final Map<String, Optional<Catalogue>> compiled = new ConcurrentHashMap<>();

  private ArticleQuery(String query) {
    this.query = query;
  }

  /** A query that cannot be used; its message says why and where. */
  public static final class Invalid extends Exception {
    private static final long serialVersionUID = 1L;

    Invalid(String message) {
      super(message);
    }
  }

  /**
   * Reads a query.
   *
   * @throws Invalid where it cannot be read, or can never match
   */
  public static ArticleQuery of(String query) throws Invalid {
    QueryFault fault = QueryFault.of(query, UNKNOWN);
    if (fault != null) {
      throw invalid(query, fault.reason(), fault.position());
    }
    try {
      compile(query, UNKNOWN);
    } catch (CatalogueException e) {
      RuleError error = e.errors().get(0);
      throw invalid(query, error.reason(), error.position());
    }
    return new ArticleQuery(query);
  }

  private static Invalid invalid(String query, String reason, int position) {
    String place =
        position < 0 ? " cannot be used" : " cannot be read at character " + (position + 1);
    return new Invalid("the query '" + query + "'" + place + ": " + reason);
  }

  /** The words that it matches, none where it matches none in particular; empty: no match. */
  public Optional<List<Span>> match(Article article) {
    String language = article.language() == null ? UNKNOWN : article.language().code();
    return in(language)
        .flatMap(rules -> rules.match(Tagger.text(article, language)).all().stream().findFirst())
        .map(ArticleQuery::spans);
  }

  private static List<Span> spans(Match match) {
    return match.evidence().stream()
        .map(it -> new Span(it.field(), it.start(), it.end(), it.text(), it.clause()))
        .toList();
  }

  private Optional<Catalogue> in(String language) {
    Optional<Catalogue> known = compiled.get(language);
    if (known == null) {
      known = compiled(language);
      if (compiled.size() < MOST_LANGUAGES) {
        compiled.put(language, known);
      }
    }
    return known;
  }

  private Optional<Catalogue> compiled(String language) {
    try {
      return Optional.of(compile(query, language));
    } catch (CatalogueException e) {
      return Optional.empty(); // it could be read, so it has no words that count in this language
    }
  }

  private static Catalogue compile(String query, String language) throws CatalogueException {
    Clause only = new Clause(NAME, 1, query);
    return Catalogue.compile(List.of(Rule.of(NAME, 1, Map.of(language, List.of(only)))));
  }
}
