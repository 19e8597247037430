package dev.slugline.ingest.clean;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date as a source wrote it, read without regard to the machine's locale and zone.
 *
 * @param at null when there is none or it cannot be read for certain
 * @param precision {@code second}, {@code minute} or {@code day}; null with {@code at}
 * @param warnings what is to be said of it
 */
public record NewsDate(@Nullable Instant at, @Nullable String precision, List<String> warnings) {
  private static final int LONGEST = 64;
  private static final String CLOCK =
      "(?<h>\\d{1,2}):(?<mi>\\d{2})(?::(?<s>\\d{2})(?:[.,]\\d{1,9})?)?\\s?(?<ap>[aApP]\\.?[mM]\\.?)?";
  private static final String ZONE =
      "\\s?(?<z>[+-]\\d{2}:?\\d{2}|[+-]\\d{2}|\\(?[A-Za-z]{1,5}\\)?)?";
  private static final String TIME = "(?:(?:[T ]|, ?| at | - )" + CLOCK + ZONE + ")?";
  private static final Pattern ISO =
      Pattern.compile("(?<y>\\d{4})[-/](?<m>\\d{1,2})[-/](?<d>\\d{1,2})" + TIME);
  private static final Pattern BASIC =
      Pattern.compile(
          "(?<y>\\d{4})(?<m>\\d{2})(?<d>\\d{2})(?:T(?<h>\\d{2})(?<mi>\\d{2})(?<s>\\d{2})?(?<ap>)"
              + ZONE
              + ")?");
  private static final Pattern DAY_FIRST =
      Pattern.compile(
          "(?:[A-Za-z]{2,9}\\.?,? )?(?<d>\\d{1,2})(?:st|nd|rd|th)?[ -](?<m>[A-Za-z]{3,9})\\.?,?[ -]"
              + "(?<y>\\d{4}|\\d{2})"
              + TIME);
  private static final Pattern MONTH_FIRST =
      Pattern.compile(
          "(?:[A-Za-z]{2,9}\\.?, )?(?<m>[A-Za-z]{3,9})\\.? (?<d>\\d{1,2})(?:st|nd|rd|th)?,? "
              + "(?<y>\\d{4})"
              + TIME);
  private static final Pattern NUMERIC =
      Pattern.compile("(?<a>\\d{1,2})(?<sep>[/.-])(?<b>\\d{1,2})\\k<sep>(?<y>\\d{4})" + TIME);
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> MONTH_NAMES =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");
  private static final Map<String, Integer> ZONES =
      Map.ofEntries(
          Map.entry("Z", 0),
          Map.entry("UT", 0),
          Map.entry("UTC", 0),
          Map.entry("GMT", 0),
          Map.entry("EST", -5),
          Map.entry("EDT", -4),
          Map.entry("CST", -6),
          Map.entry("CDT", -5),
          Map.entry("MST", -7),
          Map.entry("MDT", -6),
          Map.entry("PST", -8),
          Map.entry("PDT", -7),
          Map.entry("CET", 1),
          Map.entry("CEST", 2),
          Map.entry("EET", 2),
          Map.entry("EEST", 3),
          Map.entry("WET", 0),
          Map.entry("WEST", 1),
          Map.entry("JST", 9),
          Map.entry("MSK", 3));

  /** Reads what a source wrote; the warning {@code future-date} needs the time of receipt. */
  public static NewsDate read(@Nullable String written, Instant receivedAt) {
    if (written == null || written.isBlank()) {
      return none("no-date");
    }
    NewsDate date;
    try {
      date = parse(SPACES.matcher(written.strip()).replaceAll(" "));
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      date = none("unreadable-date");
    }
    if (date.at == null || !date.at.isAfter(receivedAt.plus(Duration.ofDays(1)))) {
      return date;
    }
    List<String> warnings = new ArrayList<>(date.warnings);
    warnings.add("future-date");
    return new NewsDate(date.at, date.precision, List.copyOf(warnings));
  }

  private static NewsDate none(String warning) {
    return new NewsDate(null, null, List.of(warning));
  }

  private static NewsDate parse(String text) {
    if (text.length() > LONGEST) {
      return none("unreadable-date");
    }
    Matcher iso = ISO.matcher(text);
    if (iso.matches()) {
      return build(iso, number(iso, "m"), number(iso, "d"));
    }
    Matcher basic = BASIC.matcher(text);
    if (basic.matches()) {
      return build(basic, number(basic, "m"), number(basic, "d"));
    }
    if (text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.') && text.indexOf('.') != 0) {
      NewsDate epoch = epoch(text);
      if (epoch != null) {
        return epoch;
      }
    }
    for (Pattern pattern : List.of(DAY_FIRST, MONTH_FIRST)) {
      Matcher named = pattern.matcher(text);
      if (named.matches()) {
        int month = month(named.group("m"));
        return month == 0 ? none("unreadable-date") : build(named, month, number(named, "d"));
      }
    }
    Matcher numeric = NUMERIC.matcher(text);
    return numeric.matches() ? numeric(numeric) : none("unreadable-date");
  }

  private static @Nullable NewsDate epoch(String text) {
    int dot = text.indexOf('.');
    String whole = dot < 0 ? text : text.substring(0, dot);
    if (dot >= 0 && text.indexOf('.', dot + 1) >= 0) {
      return null;
    }
    if (whole.length() == 9 || whole.length() == 10) {
      return new NewsDate(Instant.ofEpochSecond(Long.parseLong(whole)), "second", List.of());
    }
    if (whole.length() == 12 || whole.length() == 13) {
      return new NewsDate(Instant.ofEpochMilli(Long.parseLong(whole)), "second", List.of());
    }
    return null;
  }

  private static NewsDate numeric(Matcher found) {
    int a = number(found, "a");
    int b = number(found, "b");
    if (".".equals(found.group("sep")) || a > 12 || a == b) {
      return build(found, b, a);
    }
    return b > 12 ? build(found, a, b) : none("ambiguous-date");
  }

  private static int number(Matcher found, String group) {
    return Integer.parseInt(found.group(group));
  }

  private static int month(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    int at = MONTHS.indexOf(lower.equals("sept") ? "sep" : lower);
    return (at >= 0 ? at : MONTH_NAMES.indexOf(lower)) + 1;
  }

  private static NewsDate build(Matcher found, int month, int day) {
    int year = number(found, "y");
    if (found.group("y").length() == 2) {
      year += year < 70 ? 2000 : 1900;
    }
    LocalDate date = LocalDate.of(year, month, day);
    String hours = found.group("h");
    if (hours == null) {
      return new NewsDate(
          date.atStartOfDay(ZoneOffset.UTC).toInstant(), "day", List.of("assumed-zone"));
    }
    String seconds = found.group("s");
    int second = seconds == null ? 0 : Math.min(59, Integer.parseInt(seconds));
    Instant local =
        date.atTime(hour(Integer.parseInt(hours), found.group("ap")), number(found, "mi"), second)
            .toInstant(ZoneOffset.UTC);
    Integer offset = offsetMinutes(found.group("z"));
    return new NewsDate(
        local.minus(Duration.ofMinutes(offset == null ? 0 : offset)),
        seconds == null ? "minute" : "second",
        offset == null ? List.of("assumed-zone") : List.of());
  }

  private static int hour(int hour, @Nullable String half) {
    if (half == null || half.isEmpty()) {
      return hour;
    }
    if (hour < 1 || hour > 12) {
      throw new DateTimeException("no such hour of a half day: " + hour);
    }
    boolean afternoon = half.charAt(0) == 'p' || half.charAt(0) == 'P';
    return hour % 12 + (afternoon ? 12 : 0);
  }

  private static @Nullable Integer offsetMinutes(@Nullable String zone) {
    if (zone == null) {
      return null;
    }
    if (zone.charAt(0) == '+' || zone.charAt(0) == '-') {
      String digits = zone.replace(":", "").substring(1);
      int minutes = Integer.parseInt(digits.substring(0, 2)) * 60;
      minutes += digits.length() == 4 ? Integer.parseInt(digits.substring(2)) : 0;
      if (minutes > 18 * 60) {
        throw new DateTimeException("no such offset: " + zone);
      }
      return zone.charAt(0) == '-' ? -minutes : minutes;
    }
    Integer hours = ZONES.get(zone.replace("(", "").replace(")", "").toUpperCase(Locale.ROOT));
    return hours == null ? null : hours * 60;
  }
}
