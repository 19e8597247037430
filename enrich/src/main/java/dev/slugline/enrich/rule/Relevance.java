package dev.slugline.enrich.rule;

import java.util.List;

/**
 * How much of a text is about a rule's subject, 0 to 100, the same formula for every rule: up to 40
 * for the score (all of it at three times the threshold), 25 for evidence in the title, 10 for
 * evidence in the first fifth of the body, and up to 25 for the share of the body's tenths that
 * have evidence.
 */
final class Relevance {
  static final int MAX = 100;
  private static final int PARTS = 10;

  private Relevance() {}

  static int of(int score, int threshold, List<Evidence> evidence, Text text) {
    double strength = Math.min(1, score / (3.0 * Math.max(1, threshold)));
    boolean title = false;
    boolean lead = false;
    int parts = 0; // a bit each
    int length = Math.max(1, text.body().length());
    for (Evidence e : evidence) {
      if (e.field().equals("title")) {
        title = true;
      } else if (e.field().equals("body")) {
        int part = Math.min(PARTS - 1, (int) ((long) e.start() * PARTS / length));
        parts |= 1 << part;
        lead |= part < PARTS / 5;
      }
    }
    int covered = Integer.bitCount(parts);
    double value = 40 * strength + (title ? 25 : 0) + (lead ? 10 : 0) + 25.0 * covered / PARTS;
    return (int) Math.max(1, Math.min(MAX, Math.round(value)));
  }
}
