package dev.slugline.ingest.clean;

import dev.slugline.ingest.clean.DateRules.Order;
import dev.slugline.ingest.clean.DateTokens.Kind;
import dev.slugline.ingest.clean.DateTokens.Token;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds day, time and zone in a folded date, each at most once and in any order; a piece that is
 * none of them makes the whole unreadable. One use each; linear in the length.
 */
final class DateReader {
  private static final Pattern WEEK = Pattern.compile("(\\d{4})-?w(\\d{2})-?([1-7])(?!\\d)");
  private static final Set<String> ORDINALS =
      Set.of("st", "nd", "rd", "th", "er", "e", "o", "a", "te", "ste", "de", "го");
  private static final int LONGEST_WORD = 15;

  private final @Nullable Order order;
  private final int latestYear;
  private final DayParts parts = new DayParts();
  private final DateZone zone = new DateZone();
  private DateTokens tokens = DateTokens.of("");
  private DateClock clock = new DateClock(tokens);
  private Set<LocalDate> days = Set.of();
  private boolean dated;

  DateReader(@Nullable Order order, int latestYear) {
    this.order = order;
    this.latestYear = latestYear;
  }

  DateTime time() {
    return clock.time();
  }

  DateZone zone() {
    return zone;
  }

  /** The days that it can be; none: unreadable. */
  Set<LocalDate> days() {
    return days;
  }

  /** Whether every piece was understood. */
  boolean read(String folded) {
    tokens = DateTokens.of(week(zone.cutOut(folded)));
    clock = new DateClock(tokens);
    int at = 0;
    while (at < tokens.size()) {
      Token token = tokens.get(at);
      int next =
          switch (token.kind()) {
            case NUMBER -> number(at);
            case WORD -> word(at);
            case MARK -> mark(at);
          };
      if (next <= at) {
        return false;
      }
      at = next;
    }
    return finish();
  }

  /** Writes the day of an ISO week as that of its month. */
  private static String week(String text) {
    Matcher week = WEEK.matcher(text);
    if (!week.lookingAt()) {
      return text;
    }
    String iso = week.group(1) + "-W" + week.group(2) + "-" + week.group(3);
    return LocalDate.parse(iso, DateTimeFormatter.ISO_WEEK_DATE) + text.substring(week.end());
  }

  private int number(int at) {
    int next = clock.read(at, dated || parts.hasTwoNumbers());
    next = next != 0 ? next : threeNumbers(at);
    next = next != 0 ? next : compact(at);
    next = next != 0 ? next : withUnit(at);
    if (next != 0) {
      return next;
    }
    parts.number(tokens.text(at));
    Token after = tokens.find(at + 1);
    boolean ordinal =
        after != null
            && !after.apart()
            && ORDINALS.contains(after.text())
            && tokens.isNumber(at, 1, 2);
    return at + (ordinal ? 2 : 1);
  }

  private int threeNumbers(int at) {
    Token sep = tokens.find(at + 1);
    if (sep == null || sep.kind() != Kind.MARK || "-/.:\u2010\u2013".indexOf(sep.text()) < 0) {
      return 0;
    }
    boolean tight = sep.is("-") || sep.is(":");
    boolean three =
        tokens.isNumber(at + 2, 1, 2)
            && tokens.is(at + 3, sep.text())
            && tokens.isNumber(at + 4, 1, 4);
    if (!three
        && tokens.isNumber(at, 4, 4)
        && tokens.isNumber(at + 2, 3, 3)
        && !tokens.is(at + 3, sep.text())) {
      return ordinalDay(at);
    }
    if (!three
        || (sep.is(":") && !tokens.isNumber(at, 4, 4))
        || (tight && (tokens.get(at + 2).apart() || tokens.get(at + 4).apart()))) {
      return 0;
    }
    List<String> parts = List.of(tokens.text(at), tokens.text(at + 2), tokens.text(at + 4));
    days(NumericDate.read(parts, sep.text().charAt(0), order, latestYear));
    if (tokens.isNumber(at, 4, 4)) {
      clock.setBehind(at + 5); // XML has days with a zone
    }
    return at + 5;
  }

  private int ordinalDay(int at) {
    int year = Integer.parseInt(tokens.text(at));
    days(Set.of(LocalDate.ofYearDay(year, Integer.parseInt(tokens.text(at + 2)))));
    return at + 3;
  }

  private void days(Set<LocalDate> read) {
    days = dated ? Set.of() : read;
    dated = true;
  }

  /** {@code 20240605}, with the time behind it, and the time alone behind a {@code T}. */
  private int compact(int at) {
    String text = tokens.text(at);
    int length = text.length();
    if (!dated && (length == 8 || length == 12 || length == 14)) {
      LocalDate day =
          NumericDate.day(
              text.substring(0, 4), text.substring(4, 6), text.substring(6, 8), latestYear);
      days(day == null ? Set.of() : Set.of(day));
      return length == 8 ? at + 1 : clock.compact(text.substring(8), at);
    }
    boolean behind = tokens.is(at - 1, "t") && dated;
    boolean zoned = length == 4 && isZone(at + 1) && (dated || parts.hasTwoNumbers());
    return (length == 4 || length == 6) && (behind || zoned) ? clock.compact(text, at) : 0;
  }

  private boolean isZone(int at) {
    Token token = tokens.find(at);
    return token != null && ZoneWords.abbreviation(token.text()) != null;
  }

  private int withUnit(int at) {
    Token unit = tokens.find(at + 1);
    if (unit == null || unit.text().length() != 1) {
      return 0;
    }
    char character = unit.text().charAt(0);
    if (parts.unit(character, tokens.text(at))) {
      return at + 2;
    }
    switch (character) {
      case '时', '時', '点', '點', '시' -> {
        return clock.withUnit(at);
      }
      case '秒', '초' -> {
        clock.time().setSecond(tokens.text(at));
        return at + 2;
      }
      default -> {
        return 0;
      }
    }
  }

  private int word(int at) {
    String word = tokens.text(at);
    int next = clock.half(at);
    if (next != 0) {
      return next;
    }
    boolean behind = clock.isBehind(at);
    ZoneWords.Said said = behind || clock.time().isSet() ? ZoneWords.abbreviation(word) : null;
    if (said != null && (behind || !isDateWord(word))) {
      zone.setName(said);
      clock.setBehind(at + 1);
      return at + 1;
    }
    if (DateWords.isFiller(word) || DateWords.isEnglishDay(word)) {
      return at + 1;
    }
    int month = DateWords.month(word);
    Token second = tokens.find(at + 1);
    if (month == 0 && second != null) {
      month = DateWords.month(word + " " + second.text());
      next = at + 2;
    }
    if (month != 0) {
      parts.month(month, word);
      return Math.max(next, at + 1);
    }
    if (DateWords.isDay(word)) {
      return at + 1;
    }
    return unknown(at, word, behind);
  }

  private static boolean isDateWord(String word) {
    return DateWords.month(word) != 0 || DateWords.isDay(word);
  }

  /** A misspelt day of the week leads and has a comma behind it; a zone may have any name. */
  private int unknown(int at, String word, boolean behind) {
    if (at == 0 && word.length() <= LONGEST_WORD && (tokens.is(1, ",") || tokens.is(1, "."))) {
      return at + 2;
    }
    if (behind
        && clock.time().isSet()
        && word.length() >= 2
        && word.length() <= 5
        && word.charAt(0) < 0x80) {
      zone.setUnknown();
      return at + 1;
    }
    // Chinese sets no space between the day of the week and the half of the day
    int half = Math.max(0, word.length() - 2);
    Boolean afternoon = DateWords.afternoon(word.substring(half));
    boolean both = afternoon != null && DateWords.isDay(word.substring(0, half));
    return both && clock.time().setAfternoon(Boolean.TRUE.equals(afternoon)) ? at + 1 : -1;
  }

  private int mark(int at) {
    String mark = tokens.text(at);
    boolean sign = mark.equals("+") || mark.equals("-") || mark.equals("\u2212");
    boolean behind = clock.isBehind(at);
    if (sign && behind && tokens.isNumber(at + 1, 1, 4) && !tokens.get(at + 1).apart()) {
      int next = zone.signed(tokens, at);
      clock.setBehind(next);
      return next;
    }
    if (mark.equals("(") && zone.hasOffset()) {
      int close = at + 1;
      while (close < tokens.size() && !tokens.is(close, ")")) {
        close++;
      }
      return close + 1;
    }
    if (behind && "([,".contains(mark)) {
      clock.setBehind(at + 1);
    }
    return ",.|\u00b7\u2022-\u2013\u2014@/()[]\u060c、：:".contains(mark) ? at + 1 : -1;
  }

  private boolean finish() {
    if (parts.isEmpty()) {
      return true;
    }
    Set<LocalDate> read = parts.days(order, latestYear);
    if (read == null || (dated && !parts.hasUnits())) {
      return false;
    }
    days(read);
    return true;
  }

  /** Whether a month's name means one month here and another there. */
  boolean isOfSeveralMonths() {
    return parts.isOfSeveralMonths();
  }
}
