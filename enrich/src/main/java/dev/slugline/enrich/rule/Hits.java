package dev.slugline.enrich.rule;

import java.util.ArrayList;
import java.util.List;

/** Where one clause matched, at most {@link #MAX} places. */
final class Hits {
  /** The bound of places a clause. */
  static final int MAX = 64;

  record Hit(String field, int start, int end) {}

  private final List<Hit> hits = new ArrayList<>();

  void add(String field, int start, int end) {
    Hit hit = new Hit(field, start, end);
    if (hits.size() < MAX && end > start && !hits.contains(hit)) {
      hits.add(hit);
    }
  }

  List<Hit> all() {
    return hits;
  }

  int mark() {
    return hits.size();
  }

  /** Forgets what was added since a mark: its branch did not match after all. */
  void back(int mark) {
    hits.subList(mark, hits.size()).clear();
  }
}
