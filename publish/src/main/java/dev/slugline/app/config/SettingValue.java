package dev.slugline.app.config;

import java.util.Objects;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** What a setting's text stands for by a table of Kafka's kind, or in plain words why nothing. */
final class SettingValue {
  private SettingValue() {}

  /**
   * The value of a text.
   *
   * @throws IllegalArgumentException when the table has no room for it; the message is for a
   *     person, and names neither key nor value
   */
  static Object of(ConfigKey key, String text) {
    Object value;
    try {
      value = Objects.requireNonNull(ConfigDef.parseType(key.name, text, key.type));
    } catch (ConfigException e) {
      throw new IllegalArgumentException(wrongType(key, text.strip(), e), e);
    }
    try {
      if (key.validator != null) {
        key.validator.ensureValid(key.name, value);
      }
    } catch (ConfigException e) {
      throw new IllegalArgumentException(plain(key.name, e), e);
    }
    return value;
  }

  private static String wrongType(ConfigKey key, String text, ConfigException failure) {
    return switch (key.type) {
      case INT, LONG, SHORT ->
          text.matches("[+-]?\\d+")
              ? "must be within " + bounds(key.type)
              : "not a whole number" + example(key, text);
      case DOUBLE -> "not a number" + example(key, text);
      case BOOLEAN -> "must be true or false";
      case CLASS -> "there is no class of this name";
      default -> plain(key.name, failure);
    };
  }

  private static String bounds(ConfigDef.Type type) {
    return switch (type) {
      case SHORT -> Short.MIN_VALUE + " and " + Short.MAX_VALUE;
      case INT -> Integer.MIN_VALUE + " and " + Integer.MAX_VALUE;
      default -> Long.MIN_VALUE + " and " + Long.MAX_VALUE;
    };
  }

  /** What would be right: what was meant, where that can be seen, or else the default. */
  private static String example(ConfigKey key, String text) {
    String unit = unit(key.name);
    String such = unit.equals("milliseconds") ? millis(text) : null;
    if (such == null && key.defaultValue instanceof Number it && isUsual(it)) {
      such = it.toString();
    }
    String before = unit.isEmpty() ? "" : "; " + unit;
    return before + (such == null ? "" : ", such as " + such);
  }

  /** Neither "none" nor "without end". */
  private static boolean isUsual(Number number) {
    return number.doubleValue() > 0
        && number.longValue() != Integer.MAX_VALUE
        && number.longValue() != Long.MAX_VALUE;
  }

  private static String unit(String key) {
    if (key.endsWith(".ms")) {
      return "milliseconds";
    }
    if (key.endsWith(".bytes")) {
      return "bytes";
    }
    return key.endsWith(".seconds") ? "seconds" : "";
  }

  private static @Nullable String millis(String text) {
    try {
      return Long.toString(Moments.span(text).toMillis());
    } catch (IllegalArgumentException e) {
      return null; // it is no span of time either
    }
  }

  /** Kafka's words without key and value, which are told already, and without its types. */
  private static String plain(String key, ConfigException failure) {
    String said = String.valueOf(failure.getMessage());
    for (String before :
        new String[] {" for configuration " + key + ": ", " for configuration " + key + ". "}) {
      int at = said.indexOf(before);
      said = at < 0 ? said : said.substring(at + before.length());
    }
    return said.replaceFirst("^Configuration '[^']*' ", "")
        .replaceFirst("^(?:The value|Value|String) must ", "must ")
        .replaceFirst("^must be non-empty", "must not be empty")
        .replaceFirst("^must be one of(?: \\(case insensitive\\))?: ", "must be one of ")
        .replaceFirst("\\. Valid values include: any non-empty value$", "")
        .replaceFirst("\\.$", "");
  }
}
