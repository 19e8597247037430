package dev.slugline.app.http;

import dev.slugline.app.config.Moments;
import dev.slugline.app.live.Position;
import dev.slugline.app.live.Query;
import dev.slugline.app.live.Start;
import dev.slugline.app.live.Wanted;
import dev.slugline.publish.PublishTopics;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
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

  /** Of tags, sources and languages each. */
  private static final int MOST_VALUES = 100;

  private static final List<String> CHANGES = List.of("new", "update", "correction", "minor");

  /**
   * Reads the request.
   *
   * @param isTag whether there is a rule of this id
   * @param partitions of {@code news.enriched}
   * @param longestQuery in characters
   * @throws Problem what is wrong with it
   */
  static StreamRequest of(
      Context context, Predicate<String> isTag, int partitions, int longestQuery) throws Problem {
    Instant since = since(context.queryParam("since"));
    Wanted wanted =
        new Wanted(
            tags(context, isTag),
            query(single(context, "q"), longestQuery),
            minRelevance(single(context, "minRelevance")),
            lowerCase(values(context, "source", false)),
            lowerCase(values(context, "lang", true)),
            choices(context, "changes", CHANGES),
            choices(context, "include", new TreeSet<>(Wanted.ASKED_FOR)),
            since == null ? 0 : since.toEpochMilli());
    return new StreamRequest(wanted, start(context, since, partitions));
  }

  private static Set<String> tags(Context context, Predicate<String> isTag) throws Problem {
    Set<String> tags = values(context, "tag", true);
    for (String tag : tags) {
      if (!tag.equals(PublishTopics.NONE) && !isTag.test(tag)) {
        throw bad("tag", "unknown-tag", "Unknown tag", "There is no tag '" + tag + "'.")
            .with("tag", tag);
      }
    }
    return tags;
  }

  private static @Nullable Query query(@Nullable String text, int longest) throws Problem {
    if (text == null) {
      return null;
    }
    if (text.length() > longest) {
      throw bad(
          "q",
          "query-too-long",
          "Query too long",
          "The query has " + text.length() + " characters; " + longest + " are allowed.");
    }
    try {
      return Query.of(text);
    } catch (Query.Unsound e) {
      String where = e.column() == 0 ? "The query: " : "The query, character " + e.column() + ": ";
      Problem problem = bad("q", "bad-query", "Bad query", where + e.getMessage()).with("q", text);
      throw e.column() == 0 ? problem : problem.with("column", e.column());
    }
  }

  private static int minRelevance(@Nullable String text) throws Problem {
    if (text == null) {
      return 0;
    }
    if (!text.matches("\\d{1,3}") || Integer.parseInt(text) > 100) {
      throw invalid("minRelevance", "takes a whole number from 0 to 100, not '" + text + "'");
    }
    return Integer.parseInt(text);
  }

  private static @Nullable Instant since(@Nullable String text) throws Problem {
    if (text == null) {
      return null;
    }
    try {
      return Moments.parse(text.replace(' ', '+')); // what a plus not encoded is read as
    } catch (IllegalArgumentException e) {
      throw invalid("since", String.valueOf(e.getMessage()));
    }
  }

  private static Start start(Context context, @Nullable Instant since, int partitions)
      throws Problem {
    String given = context.header("Last-Event-ID");
    String id = given == null || given.isBlank() ? single(context, "lastEventId") : given;
    if (id != null && !id.isBlank()) {
      try {
        return new Start.After(Position.parse(id, partitions));
      } catch (IllegalArgumentException e) {
        throw invalid("lastEventId", "is no id of an event of this stream: " + e.getMessage());
      }
    }
    return since == null ? new Start.Now() : new Start.Since(since);
  }

  private static @Nullable String single(Context context, String name) throws Problem {
    List<String> values = context.queryParams(name);
    if (values.size() > 1) {
      throw invalid(name, "may be given once");
    }
    return values.isEmpty() ? null : values.get(0);
  }

  private static Set<String> values(Context context, String name, boolean listed) throws Problem {
    Set<String> values = new LinkedHashSet<>();
    for (String value : context.queryParams(name)) {
      values.addAll(listed ? Arrays.asList(value.split(",", -1)) : List.of(value));
    }
    if (values.contains("")) {
      throw invalid(name, "is empty");
    }
    if (values.size() > MOST_VALUES) {
      throw invalid(name, "may have " + MOST_VALUES + " values, not " + values.size());
    }
    return values;
  }

  private static Set<String> choices(Context context, String name, Iterable<String> choices)
      throws Problem {
    Set<String> values = values(context, name, true);
    Set<String> wrong = new TreeSet<>(values);
    choices.forEach(wrong::remove);
    if (!wrong.isEmpty()) {
      throw invalid(
          name,
          "takes " + String.join(", ", choices) + "; not '" + String.join("', '", wrong) + "'");
    }
    return values;
  }

  private static Set<String> lowerCase(Set<String> values) {
    return values.stream()
        .map(value -> value.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Problem invalid(String parameter, String what) {
    return bad(parameter, "bad-parameter", "Bad parameter", parameter + ": " + what);
  }

  private static Problem bad(String parameter, String code, String title, String detail) {
    return new Problem(400, code, title, detail).with("parameter", parameter);
  }
}
