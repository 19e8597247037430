package dev.slugline.app.http;

import dev.slugline.app.view.Cursor;
import dev.slugline.app.view.ListQuery;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a request for a list asks for. */
final class ListParameters {
  static final Set<String> NAMES =
      Set.of(
          "limit",
          "cursor",
          "since",
          "until",
          "publishedAfter",
          "publishedBefore",
          "minRelevance",
          "lang",
          "source");

  private static final int USUAL = 50;
  private static final int MOST = 200;
  private static final int LONGEST = 1_000;

  private final ListQuery query;

  /** As given, without the cursor. */
  private final Map<String, String> given = new LinkedHashMap<>();

  ListParameters(Context context) throws Problem {
    int limit = number(context, "limit", USUAL, 1, MOST);
    String from = text(context, "cursor");
    query =
        new ListQuery(
            limit,
            from == null ? null : cursor(from),
            time(context, "since"),
            time(context, "until"),
            time(context, "publishedAfter"),
            time(context, "publishedBefore"),
            number(context, "minRelevance", 0, 0, 100),
            text(context, "lang"),
            text(context, "source"));
    given.remove("cursor");
  }

  ListQuery query() {
    return query;
  }

  /** The query of a URL that asks for the same from a place on; null: from the newest. */
  String urlQuery(@Nullable Cursor from) {
    Map<String, String> all = new LinkedHashMap<>(given);
    if (from != null) {
      all.put("cursor", from.text());
    }
    return all.isEmpty()
        ? ""
        : all.entrySet().stream()
            .map(it -> it.getKey() + "=" + PublicAddress.encoded(it.getValue()))
            .collect(Collectors.joining("&", "?", ""));
  }

  private @Nullable String text(Context context, String name) throws Problem {
    List<String> values = context.queryParams(name);
    if (values.isEmpty()) {
      return null;
    }
    String value = values.get(0);
    if (values.size() > 1 || value.isBlank() || value.length() > LONGEST) {
      throw bad(name, "must be given once and say something");
    }
    given.put(name, value);
    return value;
  }

  private int number(Context context, String name, int usual, int least, int most) throws Problem {
    String value = text(context, name);
    if (value == null) {
      return usual;
    }
    if (value.matches("\\d{1,4}")) {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw bad(name, "must be a number from " + least + " to " + most);
  }

  private @Nullable Instant time(Context context, String name) throws Problem {
    String value = text(context, name);
    if (value == null) {
      return null;
    }
    try {
      return value.indexOf('T') < 0
          ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeParseException e) {
      throw bad(name, "must be a time such as 2026-03-01T12:00:00Z, or a day such as 2026-03-01");
    }
  }

  private static Cursor cursor(String text) throws Problem {
    try {
      return Cursor.of(text);
    } catch (IllegalArgumentException e) {
      throw bad("cursor", "must be one that an answer gave");
    }
  }

  private static Problem bad(String name, String what) {
    return new Problem(400, "bad-parameter", "Bad parameter", name + " " + what)
        .with("parameter", name);
  }
}
