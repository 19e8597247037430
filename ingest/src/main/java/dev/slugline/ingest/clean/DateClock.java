package dev.slugline.ingest.clean;

import dev.slugline.ingest.clean.DateTokens.Kind;
import dev.slugline.ingest.clean.DateTokens.Token;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the time of day among the pieces of a date. Each method gives the place behind what it
 * read, 0 where there is nothing for it and -1 where the whole cannot be read. One use each.
 */
final class DateClock {
  private static final Set<String> HOUR_WORDS = Set.of("h", "uhr", "hrs");

  private final DateTokens tokens;
  private final DateTime time = new DateTime();

  /** The piece right behind the time, where a half of the day or a zone can stand. */
  private int behind = -1;

  DateClock(DateTokens tokens) {
    this.tokens = tokens;
  }

  DateTime time() {
    return time;
  }

  boolean isBehind(int at) {
    return at == behind;
  }

  void setBehind(int at) {
    behind = at;
  }

  /**
   * {@code 10:30}, {@code 10:30:15.123}, {@code 10h30}, {@code 10 am}, {@code 10.30} after a day.
   *
   * @param dated whether the day was found
   */
  int read(int at, boolean dated) {
    Token after = tokens.find(at + 1);
    if (!tokens.isNumber(at, 1, 2) || after == null) {
      return 0;
    }
    String hour = tokens.text(at);
    boolean minutes = tokens.isNumber(at + 2, 2, 2);
    boolean close = minutes && !tokens.get(at + 2).apart();
    if (after.is(":") && close) {
      return seconds(at);
    }
    if (HOUR_WORDS.contains(after.text())) {
      return set(hour, minutes ? tokens.text(at + 2) : "00", null, at + (minutes ? 3 : 2));
    }
    if (after.is(".") && close && dated && !tokens.is(at + 3, ".")) {
      return set(hour, tokens.text(at + 2), null, at + 3);
    }
    boolean alone = halfEnd(at + 1) > 0 || (tokens.is(at - 1, "t") && dated);
    return alone && !time.isSet() ? set(hour, "00", null, at + 1) : 0;
  }

  private int seconds(int at) {
    boolean given = tokens.is(at + 3, ":") && tokens.isNumber(at + 4, 2, 2);
    int end = given ? fraction(at + 5) : at + 3;
    return set(tokens.text(at), tokens.text(at + 2), given ? tokens.text(at + 4) : null, end);
  }

  /** Reads a fraction of a second where one stands; returns the place behind it. */
  private int fraction(int at) {
    if (!tokens.isFraction(at)) {
      return at;
    }
    time.setFraction(tokens.text(at + 1));
    return at + 2;
  }

  /** The digits of a time without marks between them, which are the end of a piece. */
  int compact(String digits, int at) {
    String seconds = digits.length() == 6 ? digits.substring(4) : null;
    int end = seconds == null && tokens.isFraction(at + 1) ? at + 3 : fraction(at + 1);
    return set(digits.substring(0, 2), digits.substring(2, 4), seconds, end);
  }

  /** An hour with its Chinese, Japanese or Korean unit behind it. */
  int withUnit(int at) {
    boolean minutes =
        tokens.isNumber(at + 2, 1, 2) && (tokens.is(at + 3, "分") || tokens.is(at + 3, "분"));
    String minute = minutes ? tokens.text(at + 2) : "00";
    return set(tokens.text(at), minute, null, at + (minutes ? 4 : 2));
  }

  private int set(String hour, String minute, @Nullable String second, int end) {
    if (time.isSet() || !time.set(hour, minute, second)) {
      return -1;
    }
    behind = end;
    return end;
  }

  /** The half of the day. German has a word "am" that is none where no time stands before it. */
  int half(int at) {
    int end = halfEnd(at);
    boolean here = isBehind(at);
    if (end == 0 || (!here && tokens.is(at, "am"))) {
      return 0;
    }
    behind = here ? end : behind;
    return time.setAfternoon(Boolean.TRUE.equals(afternoon(at))) ? end : -1;
  }

  /** Where the half of a day that begins here ends; 0: none begins. */
  private int halfEnd(int at) {
    if (afternoon(at) == null) {
      return 0;
    }
    int end = pastDot(at);
    boolean letters = tokens.text(at).length() == 1 && isSecondLetter(end);
    return letters ? pastDot(end) : end;
  }

  private int pastDot(int at) {
    return at + (tokens.is(at + 1, ".") ? 2 : 1);
  }

  private boolean isSecondLetter(int at) {
    return tokens.is(at, "m") || tokens.is(at, "\u03bc");
  }

  private @Nullable Boolean afternoon(int at) {
    Token token = tokens.find(at);
    if (token == null || token.kind() != Kind.WORD) {
      return null;
    }
    if (token.text().length() == 1 && isSecondLetter(pastDot(at))) {
      int which = "a\u03c0p\u03bc".indexOf(token.text());
      return which < 0 ? null : which > 1;
    }
    return DateWords.afternoon(token.text());
  }
}
