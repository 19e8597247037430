package dev.slugline.app.http;

import dev.slugline.app.live.Query;
import dev.slugline.app.live.Start;
import dev.slugline.app.live.Wanted;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of {@code GET /v1/stream}.
 *
 * @param wanted which events it is to get
 * @param start from where on
 */
record StreamRequest(Wanted wanted, Start start) {
  static final Set<String> PARAMETERS =
      Set.of(
          "tag",
          "q",
          "minRelevance",
          "since",
          "source",
          "lang",
          "changes",
          "include",
          "lastEventId");

  /** Those that may be given several times. */
  static final Set<String> REPEATED = Set.of("tag", "source", "lang", "changes", "include");

  /** Of tags, sources and languages each. */
  private static final int MOST_VALUES = 100;

  private static final List<String> CHANGES = List.of("new", "update", "correction", "minor");

  /** Refuses what is no tag. */
  interface TagCheck {
    void check(String parameter, String tag) throws Problem, InterruptedException;
  }

  /**
   * Reads the request.
   *
   * @param partitions of {@code news.enriched}
   * @param longestQuery in characters
   * @throws Problem what is wrong with it
   */
  static StreamRequest of(Context context, TagCheck known, int partitions, int longestQuery)
      throws Problem, InterruptedException {
    Instant since = Parameters.arrival(context, "since");
    Wanted wanted =
        new Wanted(
            tags(context, known),
            query(Parameters.given(context, "q"), longestQuery),
            Parameters.number(context, "minRelevance", 0, 0, 100),
            lowerCase(values(context, "source", false)),
            lowerCase(languages(context)),
            choices(context, "changes", CHANGES),
            choices(context, "include", new TreeSet<>(Wanted.ASKED_FOR)),
            since == null ? 0 : since.toEpochMilli());
    return new StreamRequest(wanted, start(context, since, partitions));
  }

  private static Set<String> tags(Context context, TagCheck known)
      throws Problem, InterruptedException {
    Set<String> tags = values(context, "tag", true);
    for (String tag : tags) {
      known.check("tag", tag);
    }
    return tags;
  }

  private static Set<String> languages(Context context) throws Problem {
    Set<String> languages = values(context, "lang", true);
    for (String language : languages) {
      Parameters.language("lang", language);
    }
    return languages;
  }

  private static @Nullable Query query(@Nullable String text, int longest) throws Problem {
    if (text == null) {
      return null;
    }
    if (text.length() > longest) {
      throw new Problem(
              400,
              "query-too-long",
              "Query too long",
              "The parameter 'q' takes at most "
                  + longest
                  + " characters (stream.query.max.chars), not "
                  + text.length())
          .with("parameter", "q");
    }
    try {
      return Query.of(text);
    } catch (Query.Unsound e) {
      String where = e.column() == 0 ? "" : ", character " + e.column();
      Problem problem =
          new Problem(
                  400,
                  "bad-query",
                  "Bad query",
                  "The parameter 'q'" + where + ": " + e.getMessage())
              .with("parameter", "q")
              .with("q", text);
      throw e.column() == 0 ? problem : problem.with("column", e.column());
    }
  }

  private static Start start(Context context, @Nullable Instant since, int partitions)
      throws Problem {
    String given = context.header("Last-Event-ID");
    String id = given == null || given.isBlank() ? Parameters.given(context, "lastEventId") : given;
    if (id != null && !id.isBlank()) {
      try {
        return Start.behind(id, partitions);
      } catch (IllegalArgumentException e) {
        throw Parameters.bad(
            "lastEventId", "takes the id of an event of this stream: " + e.getMessage());
      }
    }
    return since == null ? new Start.Now() : new Start.Since(since);
  }

  private static Set<String> values(Context context, String name, boolean listed) throws Problem {
    Set<String> values = new LinkedHashSet<>();
    for (String value : Parameters.all(context, name)) {
      values.addAll(listed ? Arrays.asList(value.split(",", -1)) : List.of(value));
    }
    if (values.contains("")) {
      throw Parameters.bad(name, "has an empty value");
    }
    if (values.size() > MOST_VALUES) {
      throw Parameters.bad(name, "takes at most " + MOST_VALUES + " values, not " + values.size());
    }
    return values;
  }

  private static Set<String> choices(Context context, String name, Iterable<String> choices)
      throws Problem {
    Set<String> values = values(context, name, true);
    Set<String> wrong = new TreeSet<>(values);
    choices.forEach(wrong::remove);
    if (!wrong.isEmpty()) {
      throw Parameters.bad(name, "takes " + String.join(", ", choices), String.join(",", wrong));
    }
    return values;
  }

  private static Set<String> lowerCase(Set<String> values) {
    return values.stream()
        .map(value -> value.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }
}
