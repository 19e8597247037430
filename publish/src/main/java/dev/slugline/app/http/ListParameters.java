package dev.slugline.app.http;

import dev.slugline.app.config.Moments;
import dev.slugline.app.view.Cursor;
import dev.slugline.app.view.ListQuery;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

  private final ListQuery query;

  /** As given, without the cursor. */
  private final Map<String, String> given = new TreeMap<>();

  ListParameters(Context context) throws Problem {
    String from = Parameters.text(context, "cursor");
    String language = Parameters.text(context, "lang");
    query =
        new ListQuery(
            Parameters.number(context, "limit", USUAL, 1, MOST),
            from == null ? null : cursor(from),
            Parameters.arrival(context, "since"),
            Parameters.arrival(context, "until"),
            Parameters.time(context, "publishedAfter"),
            Parameters.time(context, "publishedBefore"),
            Parameters.number(context, "minRelevance", 0, 0, 100),
            language == null ? null : Parameters.language("lang", language),
            Parameters.text(context, "source"));
    Parameters.checkOrder("since", query.since(), "until", query.until());
    Parameters.checkOrder(
        "publishedAfter", query.publishedAfter(), "publishedBefore", query.publishedBefore());
    for (String name : NAMES) {
      String value = Parameters.given(context, name);
      if (value != null && !name.equals("cursor")) {
        given.put(name, value);
      }
    }
  }

  ListQuery query() {
    return query;
  }

  /** Whether the same request means other times later: the list changes with them. */
  boolean moves() {
    return given.values().stream().anyMatch(Moments::isAgo);
  }

  /** The query of a URL that asks for the same from a place on; null: from the newest. */
  String urlQuery(@Nullable Cursor from) {
    Map<String, String> all = new TreeMap<>(given);
    if (from != null) {
      all.put("cursor", from.text());
    }
    return all.isEmpty()
        ? ""
        : all.entrySet().stream()
            .map(it -> it.getKey() + "=" + PublicAddress.encoded(it.getValue()))
            .collect(Collectors.joining("&", "?", ""));
  }

  private static Cursor cursor(String text) throws Problem {
    try {
      return Cursor.of(text);
    } catch (IllegalArgumentException e) {
      throw Parameters.bad("cursor", "takes what an answer gave as 'next'", text);
    }
  }
}
