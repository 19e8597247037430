package dev.slugline.enrich.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A query as its parts, so that it can be made smaller and still be a query.
 *
 * @param family parts of the same family can stand in each other's place
 * @param construct what it is an example of
 * @param least how many of the parts it needs at least
 */
record QueryTree(
    Family family,
    String construct,
    String open,
    String joint,
    String close,
    List<QueryTree> parts,
    int least) {
  enum Family {
    QUERY,
    INTERVAL,
    WORD
  }

  static QueryTree leaf(Family family, String construct, String text) {
    return new QueryTree(family, construct, text, "", "", List.of(), 0);
  }

  String text() {
    return parts.stream().map(QueryTree::text).collect(Collectors.joining(joint, open, close));
  }

  /** The constructs of it and of all its parts. */
  Set<String> constructs() {
    Set<String> all = new TreeSet<>();
    all.add(construct);
    parts.forEach(part -> all.addAll(part.constructs()));
    return all;
  }

  /**
   * All that is one step smaller: a part instead of the whole, a part less, a part made smaller.
   */
  List<QueryTree> smaller() {
    List<QueryTree> found = new ArrayList<>(below(family));
    for (int i = 0; i < parts.size(); i++) {
      if (parts.size() > least) {
        List<QueryTree> fewer = new ArrayList<>(parts);
        fewer.remove(i);
        found.add(with(fewer));
      }
      for (QueryTree part : parts.get(i).smaller()) {
        List<QueryTree> changed = new ArrayList<>(parts);
        changed.set(i, part);
        found.add(with(changed));
      }
    }
    return found;
  }

  private List<QueryTree> below(Family wanted) {
    List<QueryTree> found = new ArrayList<>();
    for (QueryTree part : parts) {
      if (part.family == wanted) {
        found.add(part);
      }
      found.addAll(part.below(wanted));
    }
    return found;
  }

  private QueryTree with(List<QueryTree> changed) {
    return new QueryTree(family, construct, open, joint, close, List.copyOf(changed), least);
  }
}
