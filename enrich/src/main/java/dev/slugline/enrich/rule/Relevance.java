package dev.slugline.enrich.rule;

import dev.slugline.enrich.rule.Clause.Within;
import dev.slugline.enrich.rule.Explanation.About;
import java.util.Arrays;

/**
 * How much of a text is about a rule's subject, 0 to 100, by the same formula for every rule. Each
 * piece of the text is measured by the weights of the clauses that count there, against the rule's
 * threshold: the title adds up to {@value #TITLE} points and the lead up to {@value #LEAD}, in
 * proportion, all of them from half the threshold on. The body adds up to {@value #SPREAD}: the
 * mean over its tenths (its sentences where it has fewer than ten) of the square root of the
 * weights over twice the threshold, since a second clause in the same passage says less than a
 * first one elsewhere. A clause counts once a piece, however often it fires there. Not thread-safe.
 */
final class Relevance {
  static final int MAX = 100;
  static final int TITLE = 20;
  static final int LEAD = 10;
  static final int SPREAD = 70;

  private static final int PARTS = 10;
  private static final int IN_TITLE = 1 << 30;
  private static final int IN_LEAD = 1 << 29;

  private final Passages passages;
  private final int[] parts = new int[PARTS];
  private int title;
  private int lead;
  private int threshold = 1;

  Relevance(Passages passages) {
    this.passages = passages;
  }

  /** Starts with a rule. */
  void begin(int ofRule) {
    threshold = Math.max(1, ofRule);
    title = 0;
    lead = 0;
    Arrays.fill(parts, 0);
  }

  /** Adds a clause with the places where it counts. */
  void add(int weight, Spans spans) {
    int seen = 0; // a bit a part, the title and the lead
    for (int i = 0; i < spans.size(); i++) {
      if (spans.isTitle(i)) {
        seen |= IN_TITLE;
      } else if (!spans.isValue(i)) {
        int start = spans.start(i);
        seen |= (1 << part(start)) | (start < passages.lead() ? IN_LEAD : 0);
      }
    }
    for (int part = 0; part < PARTS; part++) {
      parts[part] += (seen & (1 << part)) != 0 ? weight : 0;
    }
    title += (seen & IN_TITLE) != 0 ? weight : 0;
    lead += (seen & IN_LEAD) != 0 ? weight : 0;
  }

  private int part(int offset) {
    int sentence = Math.max(0, passages.of(offset, Within.SENTENCE) - 1);
    return (int) ((long) sentence * PARTS / Math.max(1, passages.sentences()));
  }

  About about() {
    double spread = 0;
    for (int part : parts) {
      spread += Math.sqrt(degree(part, 2 * threshold));
    }
    spread /= Math.min(PARTS, Math.max(1, passages.sentences()));
    return new About(
        (int) Math.round(TITLE * degree(2 * title, threshold)),
        (int) Math.round(LEAD * degree(2 * lead, threshold)),
        (int) Math.round(SPREAD * Math.min(1, spread)));
  }

  private static double degree(int weights, int whole) {
    return Math.min(1, (double) weights / whole);
  }
}
