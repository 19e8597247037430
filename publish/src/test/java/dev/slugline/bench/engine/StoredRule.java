package dev.slugline.bench.engine;

import java.util.List;

/** A rule as every side gets it: it fires where the weights of the matching parts reach a sum. */
record StoredRule(String id, int threshold, List<Part> parts) {
  /** A query in Lucene's standard syntax over title and body. */
  record Part(int weight, String query) {}

  /** A rule of one query. */
  static StoredRule of(String id, String query) {
    return new StoredRule(id, 1, List.of(new Part(1, query)));
  }
}
