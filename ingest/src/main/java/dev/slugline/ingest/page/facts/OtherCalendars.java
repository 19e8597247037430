package dev.slugline.ingest.page.facts;

import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Days of the Thai and the Iranian calendar, as pages of both countries have them, turned into
 * those of the common one. Whatever else a line says is left as it is.
 */
final class OtherCalendars {
  private static final int BUDDHIST = 543;
  private static final int MONTHS = 12;
  private static final int LONGEST = 200;
  private static final Pattern MAYBE =
      Pattern.compile("[\u0e00-\u0e7f]|(?:2[45]|1[34])\\d\\d|[\u06f0-\u06f9\u0660-\u0669]{4}");

  /** Each month by its names, the short one last. */
  private static final List<String> THAI =
      List.of(
          "\u0e21\u0e01\u0e23\u0e32\u0e04\u0e21|\u0e21\\.?\u0e04\\.?",
          "\u0e01\u0e38\u0e21\u0e20\u0e32\u0e1e\u0e31\u0e19\u0e18\u0e4c|\u0e01\\.?\u0e1e\\.?",
          "\u0e21\u0e35\u0e19\u0e32\u0e04\u0e21|\u0e21\u0e35\\.?\u0e04\\.?",
          "\u0e40\u0e21\u0e29\u0e32\u0e22\u0e19|\u0e40\u0e21\\.?\u0e22\\.?",
          "\u0e1e\u0e24\u0e29\u0e20\u0e32\u0e04\u0e21|\u0e1e\\.?\u0e04\\.?",
          "\u0e21\u0e34\u0e16\u0e38\u0e19\u0e32\u0e22\u0e19|\u0e21\u0e34\\.?\u0e22\\.?",
          "\u0e01\u0e23\u0e01\u0e0e\u0e32\u0e04\u0e21|\u0e01\\.?\u0e04\\.?",
          "\u0e2a\u0e34\u0e07\u0e2b\u0e32\u0e04\u0e21|\u0e2a\\.?\u0e04\\.?",
          "\u0e01\u0e31\u0e19\u0e22\u0e32\u0e22\u0e19|\u0e01\\.?\u0e22\\.?",
          "\u0e15\u0e38\u0e25\u0e32\u0e04\u0e21|\u0e15\\.?\u0e04\\.?",
          "\u0e1e\u0e24\u0e28\u0e08\u0e34\u0e01\u0e32\u0e22\u0e19|\u0e1e\\.?\u0e22\\.?",
          "\u0e18\u0e31\u0e19\u0e27\u0e32\u0e04\u0e21|\u0e18\\.?\u0e04\\.?");

  private static final List<String> IRANIAN =
      List.of(
          "\u0641\u0631\u0648\u0631\u062f\u06cc\u0646",
          "\u0627\u0631\u062f\u06cc\u0628\u0647\u0634\u062a",
          "\u062e\u0631\u062f\u0627\u062f",
          "\u062a\u06cc\u0631",
          "(?:\u0627\u0645\u0631|\u0645\u0631)\u062f\u0627\u062f",
          "\u0634\u0647\u0631\u06cc\u0648\u0631",
          "\u0645\u0647\u0631",
          "\u0622\u0628\u0627\u0646",
          "\u0622\u0630\u0631",
          "\u062f\u06cc",
          "\u0628\u0647\u0645\u0646",
          "\u0627\u0633\u0641\u0646\u062f");

  private static final Pattern THAI_DAY =
      Pattern.compile(
          "(?<!\\d)(\\d{1,2})\\s*("
              + String.join("|", THAI)
              + ")\\s*(?:\u0e1e\\.?\u0e28\\.?\\s*)?((?:20|2[45])\\d\\d|[67]\\d)(?!\\d)");
  private static final Pattern THAI_NUMBERS =
      Pattern.compile("(?<!\\d)(\\d{1,2})([/.-])(\\d{1,2})\\2(2[45]\\d\\d)(?!\\d)");
  private static final Pattern THAI_CLOCK =
      Pattern.compile("(?<!\\d)(\\d{1,2})[.:](\\d\\d)\\s*\u0e19\\.?");
  private static final Pattern IRANIAN_DAY =
      Pattern.compile(
          "(?<!\\d)(\\d{1,2})\\s*("
              + String.join("|", IRANIAN)
              + ")\\s*(?:\u0645\u0627\u0647)?\\s*(1[34]\\d\\d)(?!\\d)");
  private static final Pattern IRANIAN_NUMBERS =
      Pattern.compile("(?<!\\d)(1[34]\\d\\d)([/.-])(\\d{1,2})\\2(\\d{1,2})(?!\\d)");

  private OtherCalendars() {}

  /** A line with the days of those calendars as {@code 2025-09-03}. */
  static String plain(String line) {
    if (line.length() > LONGEST || !MAYBE.matcher(line).find()) {
      return line;
    }
    String text = digits(line);
    String thai = THAI_DAY.matcher(text).replaceAll(OtherCalendars::thai);
    thai = THAI_NUMBERS.matcher(thai).replaceAll(it -> buddhist(it, 4, number(it, 3), 1));
    thai = THAI_CLOCK.matcher(thai).replaceAll("$1:$2");
    String plain =
        IRANIAN_DAY
            .matcher(thai)
            .replaceAll(it -> persian(it, number(it, 3), month(IRANIAN, it.group(2)), 1));
    plain =
        IRANIAN_NUMBERS
            .matcher(plain)
            .replaceAll(it -> persian(it, number(it, 1), number(it, 3), 4));
    return plain.equals(text) ? line : plain;
  }

  private static String digits(String line) {
    StringBuilder text = new StringBuilder();
    line.codePoints()
        .map(c -> Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER ? '0' + value(c) : c)
        .forEach(text::appendCodePoint);
    return text.toString();
  }

  private static int value(int digit) {
    return Character.digit(digit, 10);
  }

  private static int number(MatchResult match, int group) {
    return Integer.parseInt(match.group(group));
  }

  private static int month(List<String> months, String name) {
    int month = 0;
    while (month < months.size() && !name.matches(months.get(month))) {
      month++;
    }
    return month + 1;
  }

  private static String thai(MatchResult match) {
    return buddhist(match, 3, month(THAI, match.group(2)), 1);
  }

  private static String buddhist(MatchResult match, int yearGroup, int month, int dayGroup) {
    int told = number(match, yearGroup);
    int full = told < 100 ? 2500 + told : told;
    int year = full > 2400 ? full - BUDDHIST : full;
    return day(match, year, month, number(match, dayGroup));
  }

  private static String persian(MatchResult match, int year, int month, int dayGroup) {
    int day = number(match, dayGroup);
    if (month < 1 || month > MONTHS || day < 1 || day > 31) {
      return quoted(match);
    }
    Calendar calendar =
        Calendar.getInstance(TimeZone.GMT_ZONE, ULocale.forLanguageTag("fa-u-ca-persian"));
    calendar.clear();
    calendar.set(year, month - 1, day);
    LocalDate date =
        Instant.ofEpochMilli(calendar.getTimeInMillis()).atZone(ZoneOffset.UTC).toLocalDate();
    return " " + date + " ";
  }

  private static String day(MatchResult match, int year, int month, int day) {
    return month < 1 || month > MONTHS || day < 1 || day > 31
        ? quoted(match)
        : String.format(Locale.ROOT, " %04d-%02d-%02d ", year, month, day);
  }

  private static String quoted(MatchResult match) {
    return Matcher.quoteReplacement(match.group());
  }
}
