package dev.slugline.ingest.clean;

import dev.slugline.ingest.clean.DateRules.Order;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a date says of its day in words: months by name with numbers beside them, or numbers with
 * their units behind them. Puts the day together once all is read.
 */
final class DayParts {
  private final List<Integer> months = new ArrayList<>();
  private final List<String> monthNames = new ArrayList<>();
  private final List<String> numbers = new ArrayList<>();
  private @Nullable String year;
  private @Nullable String month;
  private @Nullable String day;

  void month(int named, String name) {
    months.add(named);
    monthNames.add(name);
  }

  /** A number with nothing that says what it is of. */
  void number(String number) {
    numbers.add(number);
  }

  /** A number of years, months or days; false: the unit is none of these. */
  boolean unit(char unit, String number) {
    switch (unit) {
      case '年', '년' -> year = number;
      case '月', '월' -> month = number;
      case '日', '号', '號', '일' -> day = number;
      default -> {
        return false;
      }
    }
    return true;
  }

  boolean hasTwoNumbers() {
    return numbers.size() > 1;
  }

  boolean hasUnits() {
    return year != null || month != null || day != null;
  }

  boolean isEmpty() {
    return months.isEmpty() && numbers.isEmpty() && !hasUnits();
  }

  /** The days that it can be, none of them where there is no such day; null: unreadable. */
  @Nullable Set<LocalDate> days(@Nullable Order order, int latestYear) {
    if (hasUnits()) {
      if (year == null || month == null || day == null) {
        return null;
      }
      if (!numbers.isEmpty() || !months.isEmpty()) {
        return null;
      }
      LocalDate found = NumericDate.day(year, month, day, latestYear);
      return found == null ? Set.of() : Set.of(found);
    }
    if (months.isEmpty() || numbers.size() != 2) {
      return null;
    }
    boolean yearFirst =
        numbers.get(0).length() > 2 || (order == Order.YMD && numbers.get(1).length() == 2);
    Set<LocalDate> days = new LinkedHashSet<>();
    for (int named : named()) {
      LocalDate found =
          NumericDate.day(
              numbers.get(yearFirst ? 0 : 1),
              Integer.toString(named),
              numbers.get(yearFirst ? 1 : 0),
              latestYear);
      if (found != null) {
        days.add(found);
      }
    }
    return days;
  }

  /** Whether a month's name means one month here and another there. */
  boolean isOfSeveralMonths() {
    return named().contains(DateWords.SEVERAL);
  }

  /** The months named; a name that is also a day's, as the Italian "mar", is a day's if it can. */
  private Set<Integer> named() {
    Set<Integer> named = new LinkedHashSet<>(months);
    for (int i = 0; i < months.size() - 1 && named.size() > 1; i++) {
      if (DateWords.isDay(monthNames.get(i))) {
        named = new LinkedHashSet<>(months.subList(i + 1, months.size()));
      }
    }
    return named;
  }
}
