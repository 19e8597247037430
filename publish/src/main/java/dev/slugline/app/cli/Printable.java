package dev.slugline.app.cli;

import dev.slugline.app.prose.Sentence;
import dev.slugline.app.prose.Sentence.Mark;
import java.util.ArrayList;
import java.util.List;

/**
 * Text of others as it may be printed on a terminal: what moves its cursor, hides or turns around
 * other characters is shown as an escape such as {@code \u001b}.
 */
final class Printable {
  private Printable() {}

  /** In one line. */
  static String line(String text) {
    return escaped(text, false);
  }

  /** With its lines and tabs. */
  static String text(String text) {
    return escaped(text, true);
  }

  /** In one line of so many characters at most. */
  static String line(String text, int most) {
    String line = line(text);
    if (line.codePointCount(0, line.length()) <= most) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, Math.max(0, most - 1))) + "…";
  }

  /** A sentence with its marks, which stay on their words. */
  static Sentence sentence(Sentence sentence) {
    StringBuilder out = new StringBuilder();
    List<Mark> marks = new ArrayList<>();
    int at = 0;
    for (Mark mark : sentence.marks()) {
      out.append(text(sentence.text().substring(at, mark.start())));
      int start = out.length();
      out.append(text(sentence.text().substring(mark.start(), mark.end())));
      marks.add(new Mark(start, out.length()));
      at = mark.end();
    }
    out.append(text(sentence.text().substring(at)));
    return new Sentence(out.toString(), marks, sentence.clauses());
  }

  private static String escaped(String text, boolean lines) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (lines && c == '\r' && i < text.length() && text.charAt(i) == '\n') {
        continue; // the newline says it
      }
      if ((lines && (c == '\n' || c == '\t')) || isHarmless(c)) {
        out.appendCodePoint(c);
      } else if (!lines && c == '\n') {
        out.append("\\n");
      } else {
        for (char unit : Character.toChars(c)) {
          out.append(String.format("\\u%04x", (int) unit));
        }
      }
    }
    return out.toString();
  }

  private static boolean isHarmless(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      case Character.FORMAT -> c == 0x200c || c == 0x200d; // joiners belong to words and emoji
      default -> true;
    };
  }
}
