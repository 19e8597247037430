package dev.slugline.ingest.identity;

/**
 * Counts of an article's words by hash, 256 buckets of one saturating byte: small enough to keep
 * for every article. Two words of one bucket hide each other, so the difference of two sketches is
 * a lower bound: close for the small edits that news revisions are, far too low for a text written
 * anew.
 */
final class WordSketch {
  private static final int BUCKETS = 256;

  private WordSketch() {}

  static byte[] of(String text) {
    byte[] counts = new byte[BUCKETS];
    int hash = 0;
    boolean inWord = false;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
        hash = hash * 31 + c;
        inWord = true;
      } else if (inWord) {
        int bucket = ((hash * 0x9E3779B9) >>> 24) & (BUCKETS - 1);
        if (counts[bucket] != (byte) 0xFF) {
          counts[bucket]++;
        }
        hash = 0;
        inWord = false;
      }
    }
    return counts;
  }

  /** The words that came or went, whichever are more; at least that many changed. */
  static int changed(byte[] before, byte[] after) {
    int came = 0;
    int went = 0;
    for (int i = 0; i < BUCKETS; i++) {
      int diff = (after[i] & 0xFF) - (before[i] & 0xFF);
      if (diff > 0) {
        came += diff;
      } else {
        went -= diff;
      }
    }
    return Math.max(came, went);
  }
}
