package dev.slugline.enrich.rule;

import dev.slugline.enrich.rule.Tokens.Occurrences;
import java.util.Arrays;

/**
 * A phrase of one field, with slop: it matches where a place of each term can be chosen such that,
 * each place less the term's own in the phrase, the largest and the smallest lie no further apart
 * than the slop; no place serves two terms. The search tries each place of the first term and for
 * the others those within the slop of it.
 *
 * @param positions of the terms within the phrase
 */
record Phrase(String field, String[] terms, int[] positions, int slop) implements Node {
  @Override
  public boolean matches(Tokens tokens, Hits hits) {
    Occurrences[] found = new Occurrences[terms.length];
    for (int i = 0; i < terms.length; i++) {
      Occurrences at = tokens.get(field, terms[i]);
      if (at == null) {
        return false;
      }
      found[i] = at;
    }
    boolean any = false;
    int[] chosen = new int[terms.length];
    for (int i = 0; i < found[0].count; i++) {
      chosen[0] = i;
      int at = found[0].positions[i] - positions[0];
      if (choose(found, chosen, 1, at, at)) {
        int start = Integer.MAX_VALUE;
        int end = 0;
        for (int term = 0; term < terms.length; term++) {
          start = Math.min(start, found[term].starts[chosen[term]]);
          end = Math.max(end, found[term].ends[chosen[term]]);
        }
        hits.add(field, start, end);
        any = true;
      }
    }
    return any;
  }

  private boolean choose(Occurrences[] found, int[] chosen, int term, int low, int high) {
    if (term == terms.length) {
      return true;
    }
    Occurrences at = found[term];
    int from = Arrays.binarySearch(at.positions, 0, at.count, high - slop + positions[term]);
    for (int i = from < 0 ? -from - 1 : from; i < at.count; i++) {
      int shifted = at.positions[i] - positions[term];
      if (shifted > low + slop) {
        return false;
      }
      chosen[term] = i;
      if (free(found, chosen, term)
          && choose(found, chosen, term + 1, Math.min(low, shifted), Math.max(high, shifted))) {
        return true;
      }
    }
    return false;
  }

  private static boolean free(Occurrences[] found, int[] chosen, int term) {
    int position = found[term].positions[chosen[term]];
    for (int before = 0; before < term; before++) {
      if (found[before] == found[term] && found[before].positions[chosen[before]] == position) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String words() {
    String phrase = field + ":\"" + String.join(" ", terms) + "\"";
    return slop == 0 ? phrase : phrase + "~" + slop;
  }
}
