package dev.slugline.ingest.clean;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.text.Normalizer;

/**
 * Text without what cannot be seen: NFC, one kind of space and of line end, no control characters.
 * Of those without width only what makes another letter or another picture of its neighbours is
 * kept. Linear.
 */
final class Characters {
  private static final int JOINER = 0x200d;
  private static final int NON_JOINER = 0x200c;
  private static final int FLAG = 0x1f3f4;
  private static final int TAGS_FROM = 0xe0020;
  private static final int TAGS_END = 0xe007f;
  private static final int VIRAMA = 9;
  private static final int NONE = -1;

  /** As Unicode's Stream-Safe Text Format has it. */
  private static final int MOST_MARKS = 30;

  private final String text;
  private final StringBuilder out;
  private int previous = NONE;
  private int marks;

  private Characters(String text) {
    this.text = text;
    this.out = new StringBuilder(text.length());
  }

  /** The text with {@code \n} for each end of a line, two for that of a paragraph. */
  static String clean(String text) {
    return new Characters(text).clean();
  }

  private String clean() {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      int next = i < text.length() ? text.codePointAt(i) : NONE;
      if (c == '\r' && next == '\n') {
        continue;
      }
      if (c == 0x2029) {
        out.append('\n');
      }
      int kept = c >= ' ' && c < 0x7f ? c : character(c, next);
      if (kept >= 0 && (kept != ' ' || previous != ' ') && !isOneMarkTooMany(kept)) {
        out.appendCodePoint(kept);
        previous = kept;
      }
    }
    return Normalizer.normalize(out, Normalizer.Form.NFC);
  }

  /** No language piles so many marks upon a letter, and to order them takes quadratic time. */
  private boolean isOneMarkTooMany(int c) {
    boolean mark = c >= 0x300 && Character.getType(c) == Character.NON_SPACING_MARK;
    marks = mark ? marks + 1 : 0;
    return marks > MOST_MARKS;
  }

  private int character(int c, int next) {
    return switch (c) {
      case '\n', '\r', '\f', 0x0b, 0x85, 0x2028, 0x2029 -> '\n';
      case '\t', 0x2800 -> ' ';
      case JOINER -> joins(next) ? c : NONE;
      case NON_JOINER -> isJoined(previous) && isJoined(next) ? c : NONE;
      case 0xfffc -> NONE; // stands for an object that is not there
      default -> c < ' ' ? NONE : beyondAscii(c, next);
    };
  }

  private int beyondAscii(int c, int next) {
    int type = Character.getType(c);
    if (type == Character.SPACE_SEPARATOR) {
      return ' ';
    }
    if (type == Character.CONTROL || type == Character.SURROGATE || (c & 0xfffe) == 0xfffe) {
      return NONE;
    }
    if (UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT)) {
      return isPart(c, next) ? c : NONE;
    }
    // of the format characters those that number a verse or a year in Arabic can be seen
    boolean seen =
        type != Character.FORMAT
            || UCharacter.hasBinaryProperty(c, UProperty.PREPENDED_CONCATENATION_MARK);
    return seen ? c : NONE;
  }

  /** Whether a character that cannot be seen makes another one of that before it. */
  private boolean isPart(int c, int next) {
    if (c >= 0xfe00 && c <= 0xfe0f) {
      return isPicture(previous) || isIdeograph(previous) || "0123456789#*".indexOf(previous) >= 0;
    }
    if (c >= 0xe0100 && c <= 0xe01ef) {
      return isIdeograph(previous);
    }
    if (c >= 0x180b && c <= 0x180f) {
      return isMongolian(previous) && (c != 0x180e || isMongolian(next));
    }
    if (c > TAGS_FROM && c <= TAGS_END) {
      return previous == FLAG || (previous > TAGS_FROM && previous < TAGS_END);
    }
    return false;
  }

  private boolean joins(int next) {
    boolean letters = isJoined(previous) && isJoined(next);
    boolean pictures =
        (isPicture(previous) || previous == 0xfe0f || previous == TAGS_END) && isPicture(next);
    return letters || pictures || isVirama(previous);
  }

  private static boolean isVirama(int c) {
    return c >= 0x900 && UCharacter.getCombiningClass(c) == VIRAMA;
  }

  private static boolean isPicture(int c) {
    int type = c < 0x80 ? Character.UNASSIGNED : Character.getType(c);
    return type == Character.OTHER_SYMBOL
        || type == Character.MODIFIER_SYMBOL
        || type == Character.MATH_SYMBOL
        || c == 0x203c
        || c == 0x2049
        || c == 0x3030;
  }

  private static boolean isIdeograph(int c) {
    return c >= 0x2e80 && Character.isIdeographic(c);
  }

  private static boolean isMongolian(int c) {
    return c >= 0x1800 && c <= 0x18af;
  }

  /** A letter or mark of a script in which joiners change how letters are written. */
  private static boolean isJoined(int c) {
    boolean script =
        (c >= 0x0600 && c <= 0x0dff)
            || (c >= 0x1000 && c <= 0x109f)
            || (c >= 0x1780 && c <= 0x18af)
            || (c >= 0xa8e0 && c <= 0xa8ff)
            || (c >= 0xfb50 && c <= 0xfefc)
            || (c >= 0x10a00 && c <= 0x11fff);
    if (!script) {
      return false;
    }
    int type = Character.getType(c);
    return Character.isLetter(c)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }
}
