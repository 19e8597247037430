package dev.slugline.enrich.catalogue;

import dev.slugline.enrich.catalogue.RuleLogEntry.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a catalogue makes of a rule of the one before it.
 *
 * @param before the rule's version there; null: it was not in it
 * @param after its version now; null: it is deleted
 */
public record RuleEdit(String rule, Kind kind, @Nullable String before, @Nullable String after) {
  /** What was done to a rule. */
  public enum Kind {
    NEW,
    CHANGED,
    /** Its document differs in what does not count for tagging: examples, comments, layout. */
    TEXT,
    DELETED
  }

  /** The rules that differ, by id. Both maps are by rule id. */
  static List<RuleEdit> between(Map<String, Written> before, Map<String, Written> after) {
    TreeSet<String> ids = new TreeSet<>(before.keySet());
    ids.addAll(after.keySet());
    List<RuleEdit> edits = new ArrayList<>();
    for (String id : ids) {
      Written was = before.get(id);
      Written is = after.get(id);
      if (is == null || !is.equals(was)) {
        edits.add(
            new RuleEdit(
                id,
                kind(was, is),
                was == null ? null : was.version(),
                is == null ? null : is.version()));
      }
    }
    return edits;
  }

  /** The rules whose versions differ, by id. Both maps are from rule id to version. */
  static List<RuleEdit> betweenVersions(Map<String, String> before, Map<String, String> after) {
    TreeSet<String> ids = new TreeSet<>(before.keySet());
    ids.addAll(after.keySet());
    List<RuleEdit> edits = new ArrayList<>();
    for (String id : ids) {
      String was = before.get(id);
      String is = after.get(id);
      if (!Objects.equals(was, is)) {
        Kind kind = was == null ? Kind.NEW : is == null ? Kind.DELETED : Kind.CHANGED;
        edits.add(new RuleEdit(id, kind, was, is));
      }
    }
    return edits;
  }

  private static Kind kind(@Nullable Written was, @Nullable Written is) {
    if (was == null) {
      return Kind.NEW;
    }
    if (is == null) {
      return Kind.DELETED;
    }
    return was.version().equals(is.version()) ? Kind.TEXT : Kind.CHANGED;
  }
}
