package dev.slugline.ingest.page.script;

import java.util.ArrayList;
import java.util.List;

/** The paragraphs that a walk through a page's data has gathered and not yet handed on. */
final class StatePieces {
  private static final int START = 40;

  private final List<Line> lines = new ArrayList<>();

  /** A paragraph to which pieces are added as they come. */
  static final class Line {
    private final StringBuilder text = new StringBuilder();
    private final boolean item;

    private Line(boolean item) {
      this.item = item;
    }

    void add(String piece) {
      text.append(piece);
    }

    int length() {
      return text.length();
    }

    /** Takes away what was added since, where the part before says the same. */
    boolean cutCopy(int start, int middle) {
      String first = text.substring(start, middle).strip();
      boolean copy = !first.isEmpty() && first.equals(text.substring(middle).strip());
      if (copy) {
        text.setLength(middle);
      }
      return copy;
    }
  }

  int size() {
    return lines.size();
  }

  /** Begins a paragraph, or an item of a list. */
  Line line(boolean item) {
    Line line = new Line(item);
    lines.add(line);
    return line;
  }

  void add(String text) {
    if (text.codePoints().anyMatch(Character::isLetter)) {
      line(false).add(text);
    }
  }

  /** Forgets what was gathered since. */
  void cut(int from) {
    lines.subList(Math.min(from, lines.size()), lines.size()).clear();
  }

  /** Empties the paragraphs of a part. */
  void clear(int from, int to) {
    for (int i = from; i < Math.min(to, lines.size()); i++) {
      lines.get(i).text.setLength(0);
    }
  }

  /** How many characters a part has. */
  int length(int from, int to) {
    int length = 0;
    for (int i = from; i < Math.min(to, lines.size()); i++) {
      length += lines.get(i).text.length();
    }
    return length;
  }

  /** The first letters of a part, to tell copies. */
  String start(int from, int to) {
    StringBuilder start = new StringBuilder();
    for (int i = from; i < Math.min(to, lines.size()) && start.length() < START; i++) {
      StringBuilder text = lines.get(i).text;
      for (int at = 0; at < text.length() && start.length() < START; at++) {
        char c = text.charAt(at);
        if (Character.isLetterOrDigit(c)) {
          start.append(Character.toLowerCase(c));
        }
      }
    }
    return start.toString();
  }

  /** What was gathered since, items of a list on a line each, all else apart by a blank line. */
  String text(int from) {
    StringBuilder out = new StringBuilder();
    Line last = null;
    for (Line line : lines.subList(Math.min(from, lines.size()), lines.size())) {
      String text = line.text.toString().strip();
      if (!text.isEmpty()) {
        out.append(last == null ? "" : last.item && line.item ? "\n" : "\n\n").append(text);
        last = line;
      }
    }
    return out.toString();
  }
}
