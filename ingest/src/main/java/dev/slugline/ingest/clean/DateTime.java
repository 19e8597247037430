package dev.slugline.ingest.clean;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** The time of a date as it is found piece by piece. Not thread-safe. */
final class DateTime {
  private static final int LEAP_SECOND = 60;

  private int hour = -1;
  private int minute;
  private int second = -1;
  private int nano;
  private @Nullable Boolean afternoon;

  boolean isSet() {
    return hour >= 0;
  }

  boolean hasSeconds() {
    return second >= 0;
  }

  /** Whether it is a time of a day. */
  boolean set(String hours, String minutes, @Nullable String seconds) {
    hour = Integer.parseInt(hours);
    minute = Integer.parseInt(minutes);
    second = seconds == null ? -1 : Integer.parseInt(seconds);
    boolean midnight = hour == 24 && minute == 0 && second <= 0;
    return (hour < 24 || midnight) && minute < 60 && second <= LEAP_SECOND;
  }

  /** Sets the digits behind the point of a second: an embargo ends then and not before. */
  void setFraction(String digits) {
    String nine = (digits + "000000000").substring(0, 9);
    nano = Integer.parseInt(nine);
  }

  void setSecond(String seconds) {
    second = Integer.parseInt(seconds);
  }

  /** Whether no other half of the day was said before. */
  boolean setAfternoon(boolean later) {
    boolean first = afternoon == null;
    afternoon = later;
    return first;
  }

  /**
   * The time on a day; without a time its midnight. The hour 24 is the next day's 0, a leap second
   * the one before it.
   *
   * @return null when half and hour contradict each other
   */
  @Nullable LocalDateTime on(LocalDate day) {
    if (!isSet()) {
      return afternoon == null ? day.atStartOfDay() : null;
    }
    int hours = hour;
    if (afternoon != null) {
      if (hours > 12 && !afternoon) {
        return null;
      }
      hours = hours > 12 ? hours : hours % 12 + (afternoon ? 12 : 0);
    }
    int seconds = Math.max(0, Math.min(second, LEAP_SECOND - 1));
    return day.plusDays(hours / 24).atTime(LocalTime.of(hours % 24, minute, seconds, nano));
  }
}
