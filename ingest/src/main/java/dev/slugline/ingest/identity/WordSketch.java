package dev.slugline.ingest.identity;

/**
 * Counts of an article's words by hash, 256 buckets of one saturating byte: small enough to keep
 * for every article. Two words of one bucket hide each other, so the difference of two sketches is
 * a lower bound: close for the small edits that news revisions are, far too low for a text written
 * anew. Where words are not spaced, each character counts as one.
 */
final class WordSketch {
  static final int BUCKETS = 256;

  private WordSketch() {}

  static byte[] of(String text) {
    byte[] counts = new byte[BUCKETS];
    int hash = 0;
    boolean inWord = false;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      boolean alone = isUnspaced(c);
      if (!alone && (Character.isLetterOrDigit(c) || Character.isSurrogate(c))) {
        hash = hash * 31 + c;
        inWord = true;
        continue;
      }
      if (inWord) {
        count(counts, hash);
        hash = 0;
        inWord = false;
      }
      if (alone) {
        count(counts, c);
      }
    }
    return counts;
  }

  private static void count(byte[] counts, int hash) {
    int bucket = ((hash * 0x9E3779B9) >>> 24) & (BUCKETS - 1);
    if (counts[bucket] != (byte) 0xFF) {
      counts[bucket]++;
    }
  }

  /** A letter of a script that puts no spaces between words. */
  static boolean isUnspaced(char c) {
    if (c < 0x0e00 || !Character.isLetter(c)) {
      return false;
    }
    return c < 0x0f00 // Thai, Lao
        || (c >= 0x1000 && c < 0x10a0) // Burmese
        || (c >= 0x1780 && c < 0x1800) // Khmer
        || (c >= 0x3040 && c < 0x3100) // Kana
        || (c >= 0x3400 && c < 0xa000) // Han
        || (c >= 0xf900 && c < 0xfb00);
  }

  /** How many words there are in all. */
  static int total(byte[] counts) {
    int total = 0;
    for (byte count : counts) {
      total += count & 0xFF;
    }
    return total;
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
