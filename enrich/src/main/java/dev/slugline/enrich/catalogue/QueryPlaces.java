package dev.slugline.enrich.catalogue;

/**
 * Finds the place in a YAML text that a character of a value was written at, whatever the style:
 * plain, quoted, literal or folded, over one line or several. It reads the text beside the value
 * that YAML made of it; where the two do not agree, nothing is claimed.
 */
final class QueryPlaces {
  private static final String BLANKS = " \t";

  private final String yaml;
  private final String value;

  /** Offsets in the YAML text by offset in the value. */
  private final int[] offsets;

  private int from;
  private int made;

  private QueryPlaces(String yaml, int start, String value) {
    this.yaml = yaml;
    this.from = start;
    this.value = value;
    this.offsets = new int[value.length() + 1];
  }

  /**
   * The UTF-16 offset in a YAML text of a character of one of its scalars.
   *
   * @param start where the scalar starts, or an anchor or a tag before it
   * @param value what YAML made of the scalar
   * @param position a UTF-16 offset into the value
   * @return the start, behind anchor and tag, where it cannot be said
   */
  static int offset(String yaml, int start, String value, int position) {
    int from = behindProperties(yaml, start);
    if (position < 0 || position > value.length() || from >= yaml.length()) {
      return Math.min(from, yaml.length());
    }
    char style = yaml.charAt(from);
    if (style == '|' || style == '>') {
      int body = from + 1;
      while (body < yaml.length() && !isBreak(yaml.charAt(body))) {
        body++;
      }
      body = behindBreak(yaml, body);
      for (int indent = indent(yaml, body); indent >= 0; indent--) {
        QueryPlaces places = new QueryPlaces(yaml, body, value);
        if (places.block(indent, style == '>')) {
          return places.at(position);
        }
      }
      return from;
    }
    boolean quoted = style == '\'' || style == '"';
    QueryPlaces places = new QueryPlaces(yaml, quoted ? from + 1 : from, value);
    return places.flow(style) ? places.at(position) : from;
  }

  /** The end of the value is behind its last character, not behind the ends of lines after it. */
  private int at(int position) {
    boolean behind =
        position == value.length() && position > 0 && value.charAt(position - 1) != '\n';
    return behind ? offsets[position - 1] + 1 : offsets[position];
  }

  private static int behindProperties(String yaml, int start) {
    int at = start;
    while (at < yaml.length() && (yaml.charAt(at) == '&' || yaml.charAt(at) == '!')) {
      while (at < yaml.length() && !isSpace(yaml.charAt(at))) {
        at++;
      }
      while (at < yaml.length() && isSpace(yaml.charAt(at))) {
        at++;
      }
    }
    return at;
  }

  // ---- plain and quoted

  private boolean flow(char style) {
    while (made < value.length()) {
      if (from >= yaml.length()) {
        return false;
      }
      char c = yaml.charAt(from);
      if (isSpace(c)) {
        if (!spaces()) {
          return false;
        }
      } else if (style == '\'' && c == '\'') {
        if (!yaml.startsWith("''", from) || !made(c, 2)) {
          return false;
        }
      } else if (style == '"' && c == '\\') {
        if (!escape()) {
          return false;
        }
      } else if ((style == '"' && c == '"') || !made(c, 1)) {
        return false;
      }
    }
    offsets[made] = from;
    return true;
  }

  /** Blanks stand for themselves, unless a line ends there: one end is a space, more are ends. */
  private boolean spaces() {
    int end = from;
    int breaks = 0;
    while (end < yaml.length() && isSpace(yaml.charAt(end))) {
      if (isBreak(yaml.charAt(end))) {
        breaks++;
        end = behindBreak(yaml, end);
      } else {
        end++;
      }
    }
    boolean sound = true;
    if (breaks == 0) {
      while (sound && from < end && made < value.length()) {
        sound = made(yaml.charAt(from), 1);
      }
    } else {
      for (int i = 0; sound && i < Math.max(1, breaks - 1) && made < value.length(); i++) {
        sound = made(breaks == 1 ? ' ' : '\n', 0);
      }
      from = end;
    }
    return sound;
  }

  private boolean escape() {
    if (from + 1 >= yaml.length()) {
      return false;
    }
    char c = yaml.charAt(from + 1);
    if (isBreak(c)) {
      from = behindBreak(yaml, from + 1);
      while (from < yaml.length() && isSpace(yaml.charAt(from))) {
        from = isBreak(yaml.charAt(from)) ? from : from + 1;
        if (from < yaml.length() && isBreak(yaml.charAt(from))) {
          return false; // blank lines behind an escaped end of line: rare, and not worth a rule
        }
      }
      return true;
    }
    int digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    if (digits > 0) {
      if (from + 2 + digits > yaml.length()) {
        return false;
      }
      return madeAll(digits == 8 ? value.codePointAt(made) : value.charAt(made), 2 + digits);
    }
    // whatever the letter stands for is one character
    return madeAll(value.charAt(made), 2);
  }

  // ---- literal and folded

  private boolean block(int indent, boolean folded) {
    boolean text = false; // whether the line before is one that folds into the next
    int ends = 0; // of lines, since the last that had text
    int endedAt = from;
    boolean first = true;
    while (made < value.length() && from < yaml.length()) {
      int line = from;
      int stop = line;
      while (stop < yaml.length() && !isBreak(yaml.charAt(stop))) {
        stop++;
      }
      int content = line;
      while (content < stop && content < line + indent && yaml.charAt(content) == ' ') {
        content++;
      }
      if (content == stop) {
        ends++;
        from = behindBreak(yaml, stop);
        continue;
      }
      if (content < line + indent) {
        break; // less indented: the scalar is over
      }
      boolean plain = BLANKS.indexOf(yaml.charAt(content)) < 0;
      if (!ends(folded && text && plain, ends, first, endedAt)) {
        return false;
      }
      first = false;
      for (from = content; from < stop && made < value.length(); ) {
        if (!made(yaml.charAt(from), 1)) {
          return false;
        }
      }
      endedAt = stop;
      from = behindBreak(yaml, stop);
      ends = 1;
      text = plain;
    }
    while (made < value.length()) {
      if (!made('\n', 0, endedAt)) {
        return false;
      }
    }
    offsets[made] = endedAt;
    return true;
  }

  private boolean ends(boolean folds, int ends, boolean first, int at) {
    int count = folds && !first ? Math.max(1, ends - 1) : ends;
    char c = folds && !first && ends == 1 ? ' ' : '\n';
    for (int i = 0; i < count; i++) {
      if (made == value.length() || !made(c, 0, at)) {
        return false;
      }
    }
    return true;
  }

  // ---- one character

  private boolean made(char c, int length) {
    return made(c, length, from);
  }

  private boolean made(char c, int length, int at) {
    if (value.charAt(made) != c) {
      return false;
    }
    offsets[made++] = at;
    from += length;
    return true;
  }

  private boolean madeAll(int character, int length) {
    for (int i = Character.charCount(character); i > 0; i--) {
      offsets[made++] = from;
    }
    from += length;
    return true;
  }

  private static int indent(String yaml, int body) {
    int at = body;
    while (at < yaml.length()) {
      int line = at;
      while (at < yaml.length() && yaml.charAt(at) == ' ') {
        at++;
      }
      if (at < yaml.length() && !isBreak(yaml.charAt(at))) {
        return at - line;
      }
      at = behindBreak(yaml, at);
    }
    return 0;
  }

  private static int behindBreak(String yaml, int at) {
    if (yaml.startsWith("\r\n", at)) {
      return at + 2;
    }
    return Math.min(at + 1, yaml.length());
  }

  private static boolean isBreak(char c) {
    return c == '\n' || c == '\r';
  }

  private static boolean isSpace(char c) {
    return isBreak(c) || BLANKS.indexOf(c) >= 0;
  }
}
