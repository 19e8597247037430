package dev.slugline.app.http;

import dev.slugline.app.config.LanguageCode;
import dev.slugline.app.config.Moments;
import dev.slugline.app.http.Route.Access;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a request, read and refused in the same way wherever they are asked for. */
final class Parameters {
  private static final int LONGEST = 1_000;
  private static final int SHOWN = 50;

  /** Reads a time. */
  private interface Reading {
    Instant of(String text);
  }

  private Parameters() {}

  /** Refuses what a route does not take, and twice what it takes once. */
  static void check(Route route, Context context) throws Problem {
    for (Map.Entry<String, List<String>> given : QueryString.of(context).entrySet()) {
      String name = given.getKey();
      if (!route.parameters().contains(name) && !isTicket(name, route)) {
        String known = String.join(", ", route.parameters().stream().sorted().toList());
        throw new Problem(
                400,
                "unknown-parameter",
                "Unknown parameter",
                route.path()
                    + " does not take the parameter '"
                    + shown(name)
                    + "'; it takes "
                    + (known.isEmpty() ? "none" : known))
            .with("parameter", name);
      }
      if (given.getValue().size() > 1 && !route.repeated().contains(name)) {
        throw new Problem(
                400,
                "repeated-parameter",
                "Repeated parameter",
                "The parameter '" + name + "' is given " + times(given.getValue()) + ", not once")
            .with("parameter", name);
      }
    }
  }

  private static boolean isTicket(String parameter, Route route) {
    return parameter.equals(Admission.TICKET) && route.access() != Access.MANAGEMENT;
  }

  private static String times(List<String> values) {
    return values.size() == 2 ? "twice" : values.size() + " times";
  }

  /** What is given, whatever it is; null: nothing. */
  static @Nullable String given(Context context, String name) throws Problem {
    List<String> values = all(context, name);
    return values.isEmpty() ? null : values.get(0);
  }

  /** What is given of a parameter that may be repeated, whatever it is. */
  static List<String> all(Context context, String name) throws Problem {
    return QueryString.of(context).getOrDefault(name, List.of());
  }

  /** What is given; null: nothing. It is neither blank nor of unusual length. */
  static @Nullable String text(Context context, String name) throws Problem {
    String value = given(context, name);
    if (value != null && value.isBlank()) {
      throw bad(name, "is empty: leave it out, or say something");
    }
    if (value != null && value.length() > LONGEST) {
      throw bad(name, "takes at most " + LONGEST + " characters, not " + value.length());
    }
    return value;
  }

  static int number(Context context, String name, int usual, int least, int most) throws Problem {
    String value = text(context, name);
    if (value == null) {
      return usual;
    }
    int number = value.matches("\\d{1,4}") ? Integer.parseInt(value) : -1;
    if (number < least || number > most) {
      throw bad(name, "takes a whole number from " + least + " to " + most, value);
    }
    return number;
  }

  /** When something arrived. */
  static @Nullable Instant arrival(Context context, String name) throws Problem {
    return time(context, name, Moments::arrival);
  }

  /** When something happened, be it long ago. */
  static @Nullable Instant time(Context context, String name) throws Problem {
    return time(context, name, Moments::parse);
  }

  private static @Nullable Instant time(Context context, String name, Reading reading)
      throws Problem {
    String value = text(context, name);
    if (value == null) {
      return null;
    }
    try {
      return reading.of(value.replace(' ', '+')); // what a plus not encoded is read as
    } catch (IllegalArgumentException e) {
      throw bad(name, "takes " + Moments.FORMS, value);
    }
  }

  /** Refuses a time within which nothing can lie. */
  static void checkOrder(String from, @Nullable Instant start, String to, @Nullable Instant end)
      throws Problem {
    if (start != null && end != null && !start.isBefore(end)) {
      throw bad(to, "takes a time after '" + from + "': nothing lies from " + start + " to " + end);
    }
  }

  /** The code of a language, which may be one that nothing is written in. */
  static String language(String name, String code) throws Problem {
    if (!LanguageCode.isOne(code)) {
      throw bad(name, "takes " + LanguageCode.FORM, code);
    }
    return code;
  }

  /** A parameter that is wrong, {@code takes} telling what would be right. */
  static Problem bad(String name, String takes, String given) {
    return bad(name, takes + ", not '" + shown(given) + "'");
  }

  static Problem bad(String name, String what) {
    return new Problem(
            400, "bad-parameter", "Bad parameter", "The parameter '" + name + "' " + what)
        .with("parameter", name);
  }

  /** The begin of what may be long. */
  static String shown(String text) {
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
  }
}
