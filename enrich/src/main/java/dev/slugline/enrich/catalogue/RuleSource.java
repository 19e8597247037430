package dev.slugline.enrich.catalogue;

import java.util.Map;

/**
 * Where a rule was read from.
 *
 * @param file its name
 * @param yaml its whole text
 * @param clauses leads from a clause's label to the place of its query in the file
 */
public record RuleSource(String file, String yaml, Map<String, Place> clauses) {
  /** A place in the file, from 1. */
  public record Place(int line, int column) {
    static final Place START = new Place(1, 1);
  }

  public RuleSource {
    clauses = Map.copyOf(clauses);
  }

  RuleProblem problemAt(String clause, String reason) {
    var place = clauses.getOrDefault(clause, Place.START);
    return new RuleProblem(file, place.line(), place.column(), reason);
  }
}
