package dev.slugline.enrich.rule;

import java.util.Arrays;

/**
 * How much of a text is about a rule's subject, 0 to 100, by the same formula for every rule. A
 * passage is about the subject to the degree to which the weights of the clauses that fire in it
 * would reach the threshold by themselves, at most wholly. Of the title, of the lead and of each
 * tenth of the body this is asked; see {@code docs/rules.md} for what each adds. Not thread-safe.
 */
final class Relevance {
  static final int MAX = 100;
  private static final int PARTS = 10;
  private static final int IN_TITLE = 1 << 30;
  private static final int IN_LEAD = 1 << 29;

  private final int[] parts = new int[PARTS];
  private final Passages passages;
  private int title;
  private int lead;
  private int threshold = 1;
  private int score;

  Relevance(Passages passages) {
    this.passages = passages;
  }

  /** Starts with a rule of a threshold and its score. */
  void begin(int threshold, int score) {
    this.threshold = Math.max(1, threshold);
    this.score = score;
    title = 0;
    lead = 0;
    Arrays.fill(parts, 0);
  }

  /** Adds a clause with the places in which it counts. */
  void add(int weight, Spans spans) {
    int seen = 0; // a bit a part, the title and the lead
    int sentences = passages.sentences();
    for (int i = 0; i < spans.size(); i++) {
      if (spans.isTitle(i)) {
        seen |= IN_TITLE;
      } else if (!spans.isValue(i)) {
        int start = spans.start(i);
        int sentence = Math.max(0, passages.of(start, Clause.Within.SENTENCE) - 1);
        seen |= 1 << (int) ((long) sentence * PARTS / Math.max(1, sentences));
        if (start < passages.lead()) {
          seen |= IN_LEAD;
        }
      }
    }
    for (int part = 0; part < PARTS; part++) {
      parts[part] += (seen & (1 << part)) != 0 ? weight : 0;
    }
    title += (seen & IN_TITLE) != 0 ? weight : 0;
    lead += (seen & IN_LEAD) != 0 ? weight : 0;
  }

  int value() {
    double spread = 0;
    for (int part : parts) {
      spread += degree(part);
    }
    spread /= Math.min(PARTS, Math.max(1, passages.sentences()));
    double strength = Math.min(1, score / (3.0 * threshold));
    double value =
        25 * degree(title) + 15 * degree(lead) + 30 * Math.min(1, spread) + 30 * strength;
    return (int) Math.max(1, Math.min(MAX, Math.round(value)));
  }

  private double degree(int weights) {
    return Math.min(1, (double) weights / threshold);
  }
}
