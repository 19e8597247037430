package dev.slugline.app.config;

import dev.slugline.ingest.clean.DateRules;
import dev.slugline.ingest.clean.DateRules.Order;
import dev.slugline.ingest.clean.DateRules.Reading;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * The settings {@code source.NAME.zone} and {@code source.NAME.date.order}: how the dates of a
 * source are meant, by its domain or its name. Not thread-safe while it is filled.
 */
final class SourceDates {
  /** The zone of all sources that have none of their own. */
  static final String ZONE = "date.zone";

  /** The order of all sources that have none of their own. */
  static final String ORDER = "date.order";

  private static final String PREFIX = "source.";
  private static final String ORDER_SUFFIX = "." + ORDER;
  private static final String ZONE_SUFFIX = ".zone";

  private final Map<String, Reading> sources = new TreeMap<>();

  static boolean isOne(String key) {
    return key.startsWith(PREFIX);
  }

  /** Takes a setting; what is wrong with it, or null. */
  @Nullable String put(String key, String value) {
    boolean order = key.endsWith(ORDER_SUFFIX);
    String suffix = order ? ORDER_SUFFIX : ZONE_SUFFIX;
    int end = key.length() - suffix.length();
    if (!key.endsWith(suffix) || end <= PREFIX.length()) {
      return "no such setting; a source has source.NAME.zone, source.NAME.date.order and"
          + " source.NAME.full.text";
    }
    String source = DateRules.key(key.substring(PREFIX.length(), end));
    Reading before = sources.getOrDefault(source, Reading.NONE);
    try {
      sources.put(
          source,
          order
              ? new Reading(before.zone(), order(value))
              : new Reading(zone(value), before.order()));
      return null;
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  /** The rules, with what holds for all other sources. */
  DateRules rules(String zone, String order) {
    return new DateRules(new Reading(zone(zone), order(order)), sources);
  }

  static void checkZone(String key, Object value) {
    try {
      zone(value.toString());
    } catch (IllegalArgumentException e) {
      throw new ConfigException(key, value, e.getMessage());
    }
  }

  static void checkOrder(String key, Object value) {
    try {
      order(value.toString());
    } catch (IllegalArgumentException e) {
      throw new ConfigException(key, value, e.getMessage());
    }
  }

  private static @Nullable ZoneId zone(String value) {
    try {
      return value.isBlank() ? null : ZoneId.of(value.strip());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("no zone of IANA, such as Europe/Berlin", e);
    }
  }

  private static @Nullable Order order(String value) {
    String wanted = value.strip().toUpperCase(Locale.ROOT);
    for (Order order : Order.values()) {
      if (order.name().equals(wanted)) {
        return order;
      }
    }
    if (wanted.isEmpty()) {
      return null;
    }
    throw new IllegalArgumentException("must be dmy, mdy or ymd");
  }
}
