package dev.slugline.ingest.clean;

import dev.slugline.ingest.clean.DateRules.Order;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A date of three numbers: every order that gives a real day is weighed, none is preferred. */
final class NumericDate {
  private NumericDate() {}

  /**
   * The days that three numbers can mean: none, one, or several when it is ambiguous.
   *
   * @param parts as written, digits only
   * @param sep the mark between them; a dot stands where the day comes before the month
   * @param order of the source; null: unknown
   * @param latestYear the last year that a year of two digits may mean
   */
  static Set<LocalDate> read(List<String> parts, char sep, @Nullable Order order, int latestYear) {
    Set<LocalDate> days = new LinkedHashSet<>();
    LocalDate ordered = order == null ? null : day(parts, order, latestYear);
    if (ordered != null) {
      days.add(ordered);
      return days;
    }
    for (Order each : Order.values()) {
      LocalDate day = day(parts, each, latestYear);
      if (day != null) {
        days.add(day);
      }
    }
    LocalDate dayFirst = day(parts, Order.DMY, latestYear);
    LocalDate monthFirst = day(parts, Order.MDY, latestYear);
    if (sep == '.' && dayFirst != null && monthFirst != null && !dayFirst.equals(monthFirst)) {
      days.remove(monthFirst);
    }
    return days;
  }

  private static @Nullable LocalDate day(List<String> parts, Order order, int latestYear) {
    return switch (order) {
      case DMY -> day(parts.get(2), parts.get(1), parts.get(0), latestYear);
      case MDY -> day(parts.get(2), parts.get(0), parts.get(1), latestYear);
      case YMD -> day(parts.get(0), parts.get(1), parts.get(2), latestYear);
    };
  }

  /** The day; null when there is no such one. */
  static @Nullable LocalDate day(String year, String month, String day, int latestYear) {
    boolean numbers = (year.length() == 2 || year.length() == 4) && month.length() <= 2;
    if (!numbers || day.length() > 2) {
      return null;
    }
    try {
      return LocalDate.of(year(year, latestYear), Integer.parseInt(month), Integer.parseInt(day));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static int year(String digits, int latestYear) {
    int year = Integer.parseInt(digits);
    if (digits.length() == 4) {
      return year;
    }
    return year + 2000 > latestYear ? year + 1900 : year + 2000;
  }
}
