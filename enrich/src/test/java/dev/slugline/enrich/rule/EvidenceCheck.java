package dev.slugline.enrich.rule;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds evidence to the places that Lucene's Matches give.
 *
 * <p>Terms, patterns and exact phrases, however combined: the very same places, in order, up to the
 * bound. With a sloppy phrase or an interval function among them Lucene's places are not always
 * what a reader expects (they may run on to a token that has been passed already), so there each of
 * ours must begin and end with a token and overlap one of Lucene's, and each of Lucene's one of
 * ours.
 */
final class EvidenceCheck {
  private static final Pattern LOOSE = Pattern.compile("\"~[1-9]|fn:");

  private EvidenceCheck() {}

  static boolean isExact(String query) {
    return !LOOSE.matcher(query).find();
  }

  /** What is wrong with evidence; null where nothing is. */
  static @Nullable String problem(
      String query, List<Span> lucene, List<Span> ours, List<Span> tokens) {
    boolean cut = lucene.size() > EngineUnderTest.MAX_SPANS;
    if (ours.size() > EngineUnderTest.MAX_SPANS) {
      return "more evidence than the bound";
    } else if (isExact(query)) {
      boolean same = cut ? lucene.containsAll(ours) : lucene.equals(ours);
      return same && (!cut || !ours.isEmpty()) ? null : "other places";
    } else if (!betweenTokens(ours, tokens)) {
      return "evidence that does not begin and end with a token";
    } else if (!ours.stream().allMatch(span -> lucene.stream().anyMatch(span::overlaps))) {
      return "evidence where Lucene has none";
    }
    boolean full = ours.size() == EngineUnderTest.MAX_SPANS;
    boolean all = lucene.stream().allMatch(span -> ours.stream().anyMatch(span::overlaps));
    return all || cut || full ? null : "no evidence where Lucene has some";
  }

  private static boolean betweenTokens(List<Span> spans, List<Span> tokens) {
    Set<String> starts = new HashSet<>();
    Set<String> ends = new HashSet<>();
    for (Span token : tokens) {
      starts.add(token.field() + token.start());
      ends.add(token.field() + token.end());
    }
    return spans.stream()
        .allMatch(
            span ->
                starts.contains(span.field() + span.start())
                    && ends.contains(span.field() + span.end()));
  }
}
