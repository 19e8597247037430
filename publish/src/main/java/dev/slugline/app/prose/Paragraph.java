package dev.slugline.app.prose;

import dev.slugline.app.prose.Sentence.Mark;
import java.util.ArrayList;
import java.util.List;

/** Text in lines of a given width, with marked words. Widths count code points. */
public final class Paragraph {
  /** Where a mark begins and ends, of no width; private use, so in no text that is read. */
  private static final char OPEN = '\ue000';

  private static final char CLOSE = '\ue001';

  private Paragraph() {}

  /**
   * Lines of a text.
   *
   * @param first stands before the first line
   * @param next stands before every other
   */
  public static List<String> lines(String text, String first, String next, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(first);
    int words = 0;
    for (String word : text.strip().split("\\s+", -1)) {
      if (words > 0 && width(line) + 1 + width(word) > width) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(next);
        words = 0;
      }
      line.append(words > 0 ? " " : "").append(word);
      words++;
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }

  /**
   * The same with marks.
   *
   * @param highlight bold for a terminal; else in guillemets
   */
  public static List<String> marked(
      Sentence sentence, String first, String next, int width, boolean highlight) {
    String text = sentence.text();
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (Mark mark : sentence.marks()) {
      out.append(text, at, mark.start());
      String words = text.substring(mark.start(), mark.end());
      if (highlight) {
        // each word by itself, so that no mark runs over the end of a line
        out.append(OPEN).append(words.replaceAll("\\s+", CLOSE + " " + OPEN)).append(CLOSE);
      } else {
        out.append('«').append(words).append('»');
      }
      at = mark.end();
    }
    out.append(text.substring(at));
    return lines(out.toString(), first, next, width).stream()
        .map(line -> line.replace(String.valueOf(OPEN), "\033[1;33m"))
        .map(line -> line.replace(String.valueOf(CLOSE), "\033[0m"))
        .toList();
  }

  private static int width(CharSequence text) {
    return (int) text.codePoints().filter(c -> c != OPEN && c != CLOSE).count();
  }
}
