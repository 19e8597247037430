package dev.slugline.enrich.catalogue;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.EastAsianWidth;
import com.ibm.icu.lang.UProperty;
import dev.slugline.enrich.catalogue.RuleSource.Place;
import java.util.Arrays;

/**
 * The text of a file as a person sees it: lines that end with {@code \n}, {@code \r\n} or {@code
 * \r}, and characters. Not thread-safe.
 */
final class FileText {
  /** How much of a long line an excerpt shows, in columns of a terminal. */
  private static final int WIDTH = 100;

  private static final int BEFORE = 40;
  private static final String CUT = "…";

  private final String text;
  private int[] starts = new int[64];
  private int lines = 1;
  private int lastCharacter;
  private int lastOffset;

  FileText(String text) {
    this.text = text;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
        if (lines == starts.length) {
          starts = Arrays.copyOf(starts, lines * 2);
        }
        starts[lines++] = i + 1;
      }
    }
  }

  /** The place of a UTF-16 offset. */
  Place place(int offset) {
    int at = Math.max(0, Math.min(offset, text.length()));
    int found = Arrays.binarySearch(starts, 0, lines, at);
    int line = found < 0 ? -found - 2 : found;
    return new Place(line + 1, text.codePointCount(starts[line], at) + 1);
  }

  /**
   * The place of the n-th character (code point), from 0. Cheap where n grows from call to call.
   */
  Place placeOfCharacter(int n) {
    if (n < lastCharacter) {
      lastCharacter = 0;
      lastOffset = 0;
    }
    while (lastCharacter < n && lastOffset < text.length()) {
      lastOffset += Character.charCount(text.codePointAt(lastOffset));
      lastCharacter++;
    }
    return place(lastOffset);
  }

  /** The UTF-16 offset of a place; one beyond its line is the line's end. */
  int offset(Place place) {
    int line = Math.max(0, Math.min(place.line() - 1, lines - 1));
    int end = end(line);
    int offset = starts[line];
    for (int i = 1; i < place.column() && offset < end; i++) {
      offset += Character.charCount(text.codePointAt(offset));
    }
    return offset;
  }

  /** The line of a place, or what fits around the place, and below it a caret under the place. */
  String excerpt(Place place) {
    int at = offset(place);
    int line = Math.max(0, Math.min(place.line() - 1, lines - 1));
    int first = starts[line];
    int end = end(line);
    int from = first;
    int to = end;
    if (columns(first, end) > WIDTH) {
      from = at;
      for (int left = BEFORE; from > first && left > 0; left -= width(text.codePointAt(from))) {
        from = text.offsetByCodePoints(from, -1);
      }
      to = from;
      for (int left = WIDTH; to < end && left > 0; ) {
        left -= width(text.codePointAt(to));
        to = text.offsetByCodePoints(to, 1);
      }
    }
    String before = (from > first ? CUT : "") + text.substring(from, at);
    StringBuilder caret = new StringBuilder();
    before.codePoints().forEach(c -> caret.append(c == '\t' ? "\t" : " ".repeat(width(c))));
    return before + text.substring(at, to) + (to < end ? CUT : "") + "\n" + caret + "^";
  }

  private int end(int line) {
    int end = line + 1 < lines ? starts[line + 1] : text.length();
    while (end > starts[line] && "\r\n".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  private int columns(int from, int to) {
    return text.substring(from, to).codePoints().map(FileText::width).sum();
  }

  /** Columns of a terminal: two for a wide character, none for one that joins the one before it. */
  private static int width(int c) {
    switch (UCharacter.getType(c)) {
      case UCharacter.NON_SPACING_MARK, UCharacter.ENCLOSING_MARK, UCharacter.FORMAT -> {
        return 0;
      }
      default -> {
        int width = UCharacter.getIntPropertyValue(c, UProperty.EAST_ASIAN_WIDTH);
        return width == EastAsianWidth.WIDE || width == EastAsianWidth.FULLWIDTH ? 2 : 1;
      }
    }
  }
}
