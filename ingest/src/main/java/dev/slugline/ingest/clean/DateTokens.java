package dev.slugline.ingest.clean;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A date cut into numbers, words and marks. Immutable. */
final class DateTokens {
  private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036f]");

  /** The units that stand behind the numbers of Chinese, Japanese and Korean dates. */
  static final String UNITS = "年月日号號时時点點分秒년월일시분초";

  enum Kind {
    NUMBER,
    WORD,
    MARK
  }

  /**
   * A piece of a date.
   *
   * @param apart whether a space stands before it
   */
  record Token(Kind kind, String text, boolean apart) {
    boolean is(String mark) {
      return text.equals(mark);
    }

    boolean isNumber(int least, int most) {
      return kind == Kind.NUMBER && text.length() >= least && text.length() <= most;
    }
  }

  private final List<Token> tokens;

  private DateTokens(List<Token> tokens) {
    this.tokens = tokens;
  }

  int size() {
    return tokens.size();
  }

  Token get(int at) {
    return tokens.get(at);
  }

  String text(int at) {
    return tokens.get(at).text();
  }

  /** The token at a place; null: there is none. */
  @Nullable Token find(int at) {
    return at >= 0 && at < tokens.size() ? tokens.get(at) : null;
  }

  boolean is(int at, String text) {
    Token token = find(at);
    return token != null && token.is(text);
  }

  /** Whether a number of so many digits stands here. */
  boolean isNumber(int at, int least, int most) {
    Token token = find(at);
    return token != null && token.isNumber(least, most);
  }

  /** Whether digits of a fraction stand right behind a point or comma here. */
  boolean isFraction(int at) {
    return (is(at, ".") || is(at, ",")) && isNumber(at + 1, 1, 9) && !get(at + 1).apart();
  }

  /** Lower case without accents, apostrophes and what cannot be seen; digits of ASCII. */
  static String fold(String text) {
    String apart = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
    String bare = ACCENTS.matcher(apart).replaceAll("");
    StringBuilder out = new StringBuilder(bare.length());
    Normalizer.normalize(bare, Normalizer.Form.NFC)
        .codePoints()
        .forEach(
            c -> {
              boolean unseen = Character.getType(c) == Character.FORMAT;
              if (unseen || "'\u2019\u02bc\u05f3".indexOf(c) >= 0) {
                return;
              }
              if (Character.isDigit(c)) {
                out.append(Character.digit(c, 10));
              } else {
                out.appendCodePoint(c == '\u0131' ? 'i' : c);
              }
            });
    return out.toString();
  }

  static DateTokens of(String folded) {
    List<Token> tokens = new ArrayList<>();
    boolean apart = true;
    int at = 0;
    while (at < folded.length()) {
      int c = folded.codePointAt(at);
      int end = at + Character.charCount(c);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        apart = true;
        at = end;
        continue;
      }
      Kind kind = kind(c);
      while (kind != Kind.MARK
          && end < folded.length()
          && kind(folded.codePointAt(end)) == kind
          && !isUnit(folded, at, end, tokens)) {
        end += Character.charCount(folded.codePointAt(end));
      }
      tokens.add(new Token(kind, folded.substring(at, end), apart));
      apart = false;
      at = end;
    }
    return new DateTokens(List.copyOf(tokens));
  }

  /**
   * Whether what was read so far is a unit behind its number: what follows is a word of its own.
   */
  private static boolean isUnit(String text, int start, int end, List<Token> before) {
    return end == start + 1
        && UNITS.indexOf(text.charAt(start)) >= 0
        && !before.isEmpty()
        && before.get(before.size() - 1).kind() == Kind.NUMBER;
  }

  private static Kind kind(int c) {
    if (c >= '0' && c <= '9') {
      return Kind.NUMBER;
    }
    int type = Character.getType(c);
    boolean letter =
        Character.isLetter(c)
            || type == Character.NON_SPACING_MARK
            || type == Character.COMBINING_SPACING_MARK;
    return letter ? Kind.WORD : Kind.MARK;
  }
}
