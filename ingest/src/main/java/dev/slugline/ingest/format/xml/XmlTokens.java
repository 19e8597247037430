package dev.slugline.ingest.format.xml;

import java.util.HashSet;
import java.util.Set;

/**
 * The tags, texts and the rest of a document, one after the other and each at its place, whether
 * the document is well-formed or not. Linear; where a tag is none ({@code a < b}), it is text. Not
 * thread-safe.
 */
final class XmlTokens {
  /** How far a value may go on behind a {@code <} that should not be in it. */
  private static final int ODD_VALUE = 200;

  /** What a token is. {@code OTHER}: a comment, an instruction, a document type. */
  enum Kind {
    TEXT,
    CDATA,
    OPEN,
    EMPTY,
    CLOSE,
    OTHER,
    END
  }

  private final String text;
  private Kind kind = Kind.OTHER;
  private int start;
  private int end;
  private int nameEnd;
  private int line = 1;
  private int lineStart;
  private int counted;
  private boolean hadDoctype;

  /** Marks that come no more: looked for once, not again from every place. */
  private final Set<String> gone = new HashSet<>();

  XmlTokens(String text) {
    this.text = text;
  }

  /** Goes on to the next token; {@link Kind#END} for ever behind the last. */
  Kind next() {
    start = end;
    if (start == text.length()) {
      kind = Kind.END;
      return kind;
    }
    kind = text.charAt(start) == '<' ? markup() : Kind.TEXT;
    if (kind == Kind.TEXT) {
      int from = text.charAt(start) == '<' ? start + 1 : start;
      int next = text.indexOf('<', from);
      end = next < 0 ? text.length() : next;
    }
    return kind;
  }

  Kind kind() {
    return kind;
  }

  /** Where the token begins, in UTF-16 code units. */
  int start() {
    return start;
  }

  /** Where the token ends, exclusive. */
  int end() {
    return end;
  }

  /** The name of a tag, with its prefix. */
  String name() {
    return text.substring(kind == Kind.CLOSE ? start + 2 : start + 1, nameEnd);
  }

  /** What stands in a start tag behind its name. */
  String attributes() {
    int last = kind == Kind.EMPTY ? text.lastIndexOf('/', end - 1) : end - 1;
    return text.substring(nameEnd, last);
  }

  /** What a text or CDATA section holds, as it stands. */
  String content() {
    if (kind != Kind.CDATA) {
      return text.substring(start, end);
    }
    int last = text.startsWith("]]>", Math.max(start + 9, end - 3)) ? end - 3 : end;
    return text.substring(start + 9, last);
  }

  /** The line that the token begins in, from 1. */
  int line() {
    for (; counted < start; counted++) {
      char c = text.charAt(counted);
      boolean pair = c == '\r' && counted + 1 < text.length() && text.charAt(counted + 1) == '\n';
      if (c == '\n' || (c == '\r' && !pair)) {
        line++;
        lineStart = counted + 1;
      }
    }
    return line;
  }

  /** The place within its line that the token begins at, from 1, in UTF-16 code units. */
  int column() {
    line();
    return start - lineStart + 1;
  }

  private Kind markup() {
    if (text.startsWith("<![CDATA[", start)) {
      int close = find("]]>", start + 9);
      end = close < 0 ? text.length() : close + 3;
      return Kind.CDATA;
    }
    if (text.startsWith("<!--", start)) {
      int close = find("-->", start + 4);
      // what is opened and never closed is passed over alone, not with all that follows
      end = close < 0 ? endOfTag(start + 1) : close + 3;
      return Kind.OTHER;
    }
    char c = start + 1 < text.length() ? text.charAt(start + 1) : ' ';
    if (c == '?') {
      int close = find("?>", start + 2);
      end = close < 0 ? endOfTag(start + 1) : close + 2;
      return Kind.OTHER;
    }
    if (c == '!') {
      boolean first = !hadDoctype && text.startsWith("<!DOCTYPE", start);
      hadDoctype |= first;
      end = first ? endOfDoctype() : endOfTag(start + 1);
      return Kind.OTHER;
    }
    return c == '/' ? close() : open();
  }

  /** Where a mark comes next; -1: no more. */
  private int find(String mark, int from) {
    int found = gone.contains(mark) ? -1 : text.indexOf(mark, from);
    if (found < 0) {
      gone.add(mark);
    }
    return found;
  }

  /** The end of what begins with {@code <} and is understood no further. */
  private int endOfTag(int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '>') {
        return i + 1;
      }
      if (c == '<') {
        return i;
      }
    }
    return text.length();
  }

  private int endOfDoctype() {
    boolean within = false;
    int i = start + 9;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '"' || c == '\'') {
        i = behind(String.valueOf(c), i + 1);
      } else if (within && text.startsWith("<!--", i)) {
        i = behind("-->", i + 4);
      } else if (within && text.startsWith("<?", i)) {
        i = behind("?>", i + 2);
      } else if (c == '>' && !within) {
        return i + 1;
      } else {
        within = c == '[' || (within && c != ']');
        i++;
      }
    }
    return endOfTag(start + 1);
  }

  private int behind(String mark, int from) {
    int found = text.indexOf(mark, from);
    return found < 0 ? text.length() : found + mark.length();
  }

  private Kind close() {
    nameEnd = nameEnd(start + 2);
    if (nameEnd == start + 2) {
      return Kind.TEXT;
    }
    end = endOfTag(nameEnd);
    return Kind.CLOSE;
  }

  private Kind open() {
    nameEnd = nameEnd(start + 1);
    if (nameEnd == start + 1) {
      return Kind.TEXT;
    }
    char before = 0;
    int i = nameEnd;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '>') {
        end = i + 1;
        return before == '/' ? Kind.EMPTY : Kind.OPEN;
      }
      if (c == '<') {
        return Kind.TEXT;
      }
      if (before == '=' && (c == '"' || c == '\'')) {
        i = endOfValue(text, i);
        before = c;
      } else {
        before = isSpace(c) ? before : c;
        i++;
      }
    }
    return Kind.TEXT;
  }

  /**
   * Behind the quote that closes a value. A {@code <} in it is nothing XML has: it is believed when
   * the quote comes soon and looks like the end of a value, else the quote was forgotten and the
   * value ends with its tag.
   */
  static int endOfValue(String text, int quote) {
    char mark = text.charAt(quote);
    int less = -1;
    int greater = -1;
    for (int i = quote + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == mark && (less < 0 || endsTag(text, i + 1))) {
        return i + 1;
      }
      if (less >= 0 && (c == mark || c == '\n' || i - less > ODD_VALUE)) {
        break;
      }
      greater = c == '>' && greater < 0 && less < 0 ? i : greater;
      less = c == '<' && less < 0 ? i : less;
    }
    if (greater >= 0) {
      return greater;
    }
    return less < 0 ? text.length() : less;
  }

  private static boolean endsTag(String text, int at) {
    return at >= text.length()
        || isSpace(text.charAt(at))
        || text.charAt(at) == '>'
        || text.charAt(at) == '/';
  }

  private int nameEnd(int from) {
    if (from >= text.length() || !startsName(text.charAt(from))) {
      return from;
    }
    int i = from;
    while (i < text.length() && !endsName(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean startsName(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' || c >= 0x80;
  }

  static boolean endsName(char c) {
    return c <= ' ' || c == '/' || c == '>' || c == '<' || c == '=' || c == '"' || c == '\'';
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }
}
