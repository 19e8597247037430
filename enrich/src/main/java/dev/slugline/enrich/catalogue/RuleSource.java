package dev.slugline.enrich.catalogue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a rule was read from.
 *
 * @param file its name
 * @param yaml its whole text, without a byte order mark
 * @param id the place of its id
 * @param label the place of its label
 * @param clauses by language, in the order of the rule
 * @param ignore its ignored queries by language, in order
 */
public record RuleSource(
    String file,
    String yaml,
    Place id,
    Place label,
    Map<String, Clauses> clauses,
    Map<String, List<QuerySource>> ignore) {
  /** A place in the file: line and column from 1, the column in characters (code points). */
  public record Place(int line, int column) {
    static final Place START = new Place(1, 1);
  }

  /** The clauses of one language, and where their list starts. */
  public record Clauses(Place place, List<ClauseSource> each) {
    public Clauses {
      each = List.copyOf(each);
    }
  }

  /** Where a query starts, and what it says. */
  public record QuerySource(Place place, String text) {}

  /** Where the parts of a clause start; null: it has no such part. */
  public record ClauseSource(
      String label,
      Place weight,
      QuerySource query,
      @Nullable QuerySource with,
      @Nullable QuerySource without) {}

  public RuleSource {
    clauses = Map.copyOf(clauses);
    ignore = Map.copyOf(ignore);
  }

  /** The clause of a label, in the first language that has it; null: there is none. */
  @Nullable ClauseSource clause(String label) {
    return new TreeMap<>(clauses)
        .values().stream()
            .flatMap(list -> list.each().stream())
            .filter(clause -> clause.label().equals(label))
            .findFirst()
            .orElse(null);
  }
}
