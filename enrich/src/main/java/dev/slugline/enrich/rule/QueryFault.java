package dev.slugline.enrich.rule;

import dev.slugline.enrich.rule.Condition.Constant;
import org.jspecify.annotations.Nullable;

/**
 * Why a query cannot be used by itself, outside a rule.
 *
 * @param reason for a person
 * @param position UTF-16 offset into the query, -1 where it is about the whole
 */
public record QueryFault(String reason, int position) {
  private static final String NOTHING_MUST =
      "it matches nothing: a query needs something that must be there, beside what must not and"
          + " words such as 'the'";
  private static final String EXCLUDED =
      "it matches nothing: it asks for what it excludes, or a part of it can never match";

  /** What is wrong with a query in a language; null: nothing. */
  public static @Nullable QueryFault of(String query, String language) {
    if (query.isBlank()) {
      return new QueryFault("it is empty", -1);
    }
    try {
      Condition condition = QueryReader.of(Analysis.of(language, true)).read(query);
      if (!Subsumption.never(condition)) {
        return null;
      }
      return new QueryFault(condition instanceof Constant ? NOTHING_MUST : EXCLUDED, -1);
    } catch (QueryReader.Unreadable e) {
      return new QueryFault(e.reason(), e.position());
    }
  }
}
