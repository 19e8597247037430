package dev.slugline.ingest.page.script;

/**
 * Where the words, strings, comments and expressions of a script end. Each walk goes forward and
 * looks at a character once. Keeps nothing.
 */
final class ScriptStrings {
  private static final int LONGEST_PATTERN = 500;
  private static final int LONGEST_CODE = 8;

  private final String text;

  ScriptStrings(String text) {
    this.text = text;
  }

  static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }

  /** The next place that is neither blank nor in a comment; the end: none. */
  int visible(int from) {
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c <= ' ' || c == '\ufeff' || c == '\u00a0') {
        at++;
      } else if (c == '/' && text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (c == '/' && text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        at = end < 0 ? text.length() : end + 2;
      } else {
        return at;
      }
    }
    return text.length();
  }

  /** The place behind a name, or where none begins the place itself. */
  int wordEnd(int from) {
    int end = from;
    while (end < text.length() && isWordPart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  static boolean isWordPart(char c) {
    return c == '_' || c == '$' || Character.isLetterOrDigit(c);
  }

  /** Whether a text is a name of a variable and nothing else. */
  static boolean isName(String word) {
    return word.chars().allMatch(c -> isWordPart((char) c));
  }

  /**
   * The place of the quote that closes the string opened here; the end of the text where none does.
   *
   * @param lines whether a string may have line ends in it
   */
  int closingQuote(int open, boolean lines) {
    char quote = text.charAt(open);
    int at = open + 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == quote || (c == '\n' && !lines && quote != '`')) {
        return at;
      }
      at += c == '\\' ? 2 : 1;
    }
    return text.length();
  }

  /**
   * Where an expression ends: at the comma or the bracket that is not its own, or the semicolon.
   */
  int expressionEnd(int from) {
    int depth = 0;
    int at = from;
    char before = ',';
    while (at < text.length()) {
      char c = text.charAt(at);
      if (isQuote(c)) {
        at = closingQuote(at, false);
      } else if (c == '/') {
        int next = visible(at);
        at = next > at ? next - 1 : patternEnd(at, before);
      } else if (c == '{' || c == '[' || c == '(') {
        depth++;
      } else if (c == '}' || c == ']' || c == ')') {
        if (depth-- == 0) {
          return at;
        }
      } else if (depth == 0 && (c == ',' || c == ';')) {
        return at;
      }
      before = c > ' ' ? c : before;
      at++;
    }
    return text.length();
  }

  /** The last character of a regular expression; the place itself where a slash is a division. */
  int patternEnd(int slash, char before) {
    if ("(=,:;[!&|?{}".indexOf(before) < 0) {
      return slash;
    }
    boolean group = false;
    int last = Math.min(text.length(), slash + LONGEST_PATTERN);
    for (int at = slash + 1; at < last; at++) {
      char c = text.charAt(at);
      if (c == '\n') {
        return slash;
      } else if (c == '\\') {
        at++;
      } else if (c == '/' && !group) {
        return at;
      } else {
        group = c == '[' || (group && c != ']');
      }
    }
    return slash;
  }

  /** The first quote in a part of the text; -1: none. */
  int firstQuote(int from, int to) {
    for (int at = from; at < to; at++) {
      if (isQuote(text.charAt(at))) {
        return at;
      }
    }
    return -1;
  }

  /** A part of a string with its escapes undone. */
  String decoded(int from, int to) {
    int end = Math.min(to, text.length());
    int at = from;
    while (at < end && text.charAt(at) != '\\') {
      at++;
    }
    if (at >= end) {
      return from >= end ? "" : text.substring(from, end);
    }
    StringBuilder out = new StringBuilder(end - from).append(text, from, at);
    while (at < end) {
      char c = text.charAt(at);
      if (c != '\\' || at + 1 >= end) {
        out.append(c);
        at++;
      } else {
        at = escape(at + 1, end, out);
      }
    }
    return out.toString();
  }

  private int escape(int at, int end, StringBuilder out) {
    char c = text.charAt(at);
    switch (c) {
      case 'n' -> out.append('\n');
      case 't' -> out.append('\t');
      case 'r' -> out.append('\r');
      case 'b', 'f', 'v', '0', '\n' -> out.append(c == '\n' ? "" : " ");
      case 'u' -> {
        return unicode(at + 1, end, out);
      }
      case 'x' -> {
        return hex(at + 1, at + 3, end, out) ? at + 3 : at + 1;
      }
      default -> out.append(c);
    }
    return at + 1;
  }

  private int unicode(int at, int end, StringBuilder out) {
    if (at < end && text.charAt(at) == '{') {
      int close = at + 1;
      while (close < end && close - at < LONGEST_CODE && text.charAt(close) != '}') {
        close++;
      }
      return hex(at + 1, close, end, out) ? close + 1 : at;
    }
    return hex(at, at + 4, end, out) ? at + 4 : at;
  }

  private boolean hex(int from, int to, int end, StringBuilder out) {
    int value = 0;
    for (int at = from; at < to; at++) {
      int digit = at < end ? Character.digit(text.charAt(at), 16) : -1;
      if (digit < 0) {
        return false;
      }
      value = value * 16 + digit;
    }
    if (!Character.isValidCodePoint(value)) {
      return false;
    }
    out.appendCodePoint(value);
    return true;
  }
}
