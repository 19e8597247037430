package dev.slugline.ingest.clean;

import java.text.Normalizer;

/** Makes letters alike that differ only in case, accent or form, each in its own place. */
final class Folding {
  /** Above lie scripts without cases and accents; their letters stand as they are. */
  private static final int TABLE = 0x2000;

  private static final char[] FOLDED = new char[TABLE];

  static {
    for (int c = 0; c < TABLE; c++) {
      FOLDED[c] = base((char) c);
    }
  }

  private Folding() {}

  /** A text of the same length: each character of it stands for that in its place. */
  static String of(String text) {
    char[] out = text.toCharArray();
    for (int i = 0; i < out.length; i++) {
      char c = out[i];
      out[i] = c < TABLE ? FOLDED[c] : beyond(c);
    }
    return new String(out);
  }

  private static char base(char c) {
    char alike =
        switch (c) {
          case '\u0131' -> 'i';
          case '\u0142', '\u0141' -> 'l';
          case '\u00f8', '\u00d8' -> 'o';
          case '\u0111', '\u0110' -> 'd';
          case '`', '\u00b4', '\u02bc', '\u05f3' -> '\'';
          case '\u00a0' -> ' ';
          case '\u064a', '\u0649' -> '\u06cc'; // the Arabic forms of yeh and kaf, as Persian's
          case '\u0643' -> '\u06a9';
          case '\u03c2' -> '\u03c3';
          default -> c;
        };
    // Indic vowels and nuktas are parts of words, not accents
    boolean accented = c >= 0xc0 && (c < 0x660 || c >= 0x1e00);
    String apart = accented ? Normalizer.normalize("" + alike, Normalizer.Form.NFD) : "" + alike;
    return Character.toLowerCase(apart.charAt(0));
  }

  private static char beyond(char c) {
    return switch (c) {
      case '\u2018', '\u2019' -> '\'';
      case '\u2010', '\u2011' -> '-';
      case '\uff1a' -> ':';
      case '\uff5c', '\u4e28' -> '|';
      case '\uff0f' -> '/';
      case '\uff1d' -> '=';
      default -> c >= '\uff21' && c <= '\uff3a' ? (char) (c - 0xff21 + 'a') : c;
    };
  }
}
