package dev.slugline.ingest.clean;

import dev.slugline.ingest.article.Article.Removed;
import dev.slugline.ingest.article.CorrectionNote;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns text as it came into text as it is read, and says which lines it took out. */
public final class TextCleaner {
  private TextCleaner() {}

  /**
   * A body after cleaning.
   *
   * @param body paragraphs apart by a blank line
   * @param removed each line taken out, in the order of the text
   * @param section the section that a trailing label names
   * @param credit the source that a credit line names
   * @param correction the notes that say what this version corrects, a line each
   */
  public record Cleaned(
      String body,
      List<Removed> removed,
      @Nullable String section,
      @Nullable String credit,
      @Nullable String correction) {}

  /** One line: NFC, no control or zero-width characters, spaces folded. Null when none is left. */
  public static @Nullable String line(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String line = characters(text).replace('\n', ' ').strip();
    StringBuilder out = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) != ' ' || line.charAt(i - 1) != ' ') {
        out.append(line.charAt(i));
      }
    }
    return out.isEmpty() ? null : out.toString();
  }

  /** A text of many paragraphs from which no line is taken. Null when none is left. */
  public static @Nullable String paragraphs(@Nullable String text) {
    return text == null ? null : paragraphs(characters(text).split("\n", -1));
  }

  private static @Nullable String paragraphs(String[] lines) {
    StringBuilder out = new StringBuilder();
    boolean gap = false;
    for (String raw : lines) {
      String line = raw.strip();
      if (line.isEmpty()) {
        gap = true;
        continue;
      }
      if (!out.isEmpty()) {
        out.append(gap ? "\n\n" : "\n");
      }
      out.append(line);
      gap = false;
    }
    return out.isEmpty() ? null : out.toString();
  }

  /** The text of an article, without the lines that are not its text. */
  public static Cleaned body(@Nullable String text) {
    String whole = paragraphs(text);
    if (whole == null) {
      return new Cleaned("", List.of(), null, null, null);
    }
    String[] lines = whole.split("\n", -1);
    List<Removed> removed = new ArrayList<>();
    String section = null;
    String credit = null;
    String correction = null;
    int last = lastText(lines, lines.length);
    for (int i = 0; i <= last; i++) {
      String line = lines[i];
      Boilerplate kind = line.isEmpty() ? null : Boilerplate.of(line);
      if (kind == null) {
        continue;
      }
      removed.add(new Removed(line, kind.why()));
      lines[i] = "";
      if (kind == Boilerplate.CREDIT) {
        credit = Boilerplate.credited(line);
      } else if (kind == Boilerplate.CORRECTION) {
        correction = CorrectionNote.joined(correction, line);
      }
    }
    last = lastText(lines, lines.length);
    if (last > 0 && lastText(lines, last) >= 0 && Boilerplate.isSection(lines[last])) {
      section = lines[last];
      removed.add(new Removed(section, "section label"));
      lines[last] = "";
    }
    String kept = removed.isEmpty() ? whole : paragraphs(lines);
    if (kept == null && correction != null) {
      kept = correction; // there is nothing but the note: it is the text
      removed.removeIf(line -> line.why().equals(Boilerplate.CORRECTION.why()));
    }
    return new Cleaned(kept == null ? "" : kept, List.copyOf(removed), section, credit, correction);
  }

  private static int lastText(String[] lines, int before) {
    int at = before - 1;
    while (at >= 0 && lines[at].isEmpty()) {
      at--;
    }
    return at;
  }

  /** Line ends as {@code \n}, spaces folded within lines, NFC, nothing that cannot be seen. */
  private static String characters(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      int kept = character(c, out);
      if (c == '\r' && i < text.length() && text.charAt(i) == '\n') {
        continue;
      }
      if (c == 0x2029) {
        out.append('\n');
      }
      if (kept == ' ' && !out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
        continue;
      }
      if (kept >= 0) {
        out.appendCodePoint(kept);
      }
    }
    return Normalizer.normalize(out, Normalizer.Form.NFC);
  }

  private static int character(int c, StringBuilder before) {
    return switch (c) {
      case '\n', '\r', '\f', 0x0b, 0x85, 0x2028, 0x2029 -> '\n';
      case '\t' -> ' ';
      // The joiners carry meaning in Persian, in Indic scripts and in emoji, not after Latin.
      case 0x200c, 0x200d ->
          before.isEmpty() || before.charAt(before.length() - 1) <= 0x2ff ? -1 : c;
      default -> c < 0x7f ? (c < ' ' ? -1 : c) : beyondAscii(c);
    };
  }

  private static int beyondAscii(int c) {
    return switch (Character.getType(c)) {
      case Character.SPACE_SEPARATOR -> ' ';
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> -1;
      default -> (c & 0xfffe) == 0xfffe ? -1 : c;
    };
  }
}
