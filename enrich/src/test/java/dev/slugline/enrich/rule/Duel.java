package dev.slugline.enrich.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.queryparser.flexible.core.QueryNodeException;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/** Lucene and the engine on one query and one text, and a smaller pair on which they differ. */
final class Duel {
  /** So many smaller pairs are tried at most. */
  private static final int TRIES = 4_000;

  private final LuceneOracle oracle;
  private final EvidenceCheck evidence;
  private int tries;

  /** A query and a text. */
  record Pair(QueryTree query, Text text) {}

  Duel(LuceneOracle oracle) {
    this.oracle = oracle;
    this.evidence = new EvidenceCheck(oracle);
  }

  /** How the two answers differ; null where they do not. */
  @Nullable String difference(
      Pair pair, Query query, LuceneOracle.Answer lucene, EngineUnderTest.Answer ours) {
    if (lucene.matches() != ours.matches()) {
      return lucene.matches() ? "Lucene matches, we do not" : "we match, Lucene does not";
    }
    return lucene.matches()
        ? evidence.problem(pair.query(), query, pair.text(), lucene, ours.spans())
        : null;
  }

  /** Makes a pair on which they differ as small as it goes, and says what each says of it. */
  String shrunk(Pair pair) {
    tries = 0;
    Pair smallest = pair;
    Pair next = pair;
    while (next != null) {
      smallest = next;
      next =
          smaller(smallest).stream()
              .filter(candidate -> tries++ < TRIES && verdict(candidate) != null)
              .findFirst()
              .orElse(null);
    }
    String verdict = verdict(smallest);
    return verdict == null ? "no difference where the rule is alone" : verdict;
  }

  /** Asks both, the rule alone in its catalogue; null where they agree or one does not answer. */
  private @Nullable String verdict(Pair pair) {
    String query = pair.query().text();
    try {
      Query parsed = oracle.parse(query);
      LuceneOracle.Answer lucene = oracle.ask(parsed, oracle.index(pair.text()));
      EngineUnderTest engine = EngineUnderTest.of(pair.text().language(), List.of(query));
      EngineUnderTest.Answer ours = engine.ask(pair.text()).get(0);
      if (engine.refusal(0) != null || ours.bounded()) {
        return null;
      }
      String difference = difference(pair, parsed, lucene, ours);
      return difference == null
          ? null
          : """
            %s
              query:   %s
              title:   %s
              body:    %s
              fields:  %s (%s)
              Lucene:  %s %s
              we:      %s %s"""
              .formatted(
                  difference,
                  query,
                  pair.text().title(),
                  pair.text().body(),
                  pair.text().fields(),
                  pair.text().language(),
                  lucene.matches(),
                  shown(lucene.spans(), pair.text()),
                  ours.matches(),
                  shown(ours.spans(), pair.text()));
    } catch (QueryNodeException | RuntimeException e) {
      return null;
    }
  }

  private static List<String> shown(List<Span> spans, Text text) {
    return spans.stream()
        .map(s -> s.field() + " " + s.start() + "-" + s.end() + " '" + s.in(text) + "'")
        .toList();
  }

  private static List<Pair> smaller(Pair pair) {
    List<Pair> found = new ArrayList<>();
    Text text = pair.text();
    pair.query().smaller().forEach(query -> found.add(new Pair(query, text)));
    if (!text.fields().isEmpty()) {
      found.add(
          new Pair(pair.query(), new Text(text.title(), text.body(), text.language(), Map.of())));
    }
    if (text.title() != null) {
      found.add(
          new Pair(pair.query(), new Text(null, text.body(), text.language(), text.fields())));
      for (String title : shorter(text.title())) {
        found.add(
            new Pair(pair.query(), new Text(title, text.body(), text.language(), text.fields())));
      }
    }
    for (String body : shorter(text.body())) {
      found.add(
          new Pair(pair.query(), new Text(text.title(), body, text.language(), text.fields())));
    }
    return found;
  }

  /** Without half of the words, or without one. */
  private static List<String> shorter(String text) {
    List<String> words = RandomTexts.words(text);
    List<String> found = new ArrayList<>();
    for (int size = Math.max(1, words.size() / 2); size > 0; size = size == 1 ? 0 : 1) {
      for (int from = 0; from < words.size(); from += size) {
        List<String> fewer = new ArrayList<>(words);
        fewer.subList(from, Math.min(words.size(), from + size)).clear();
        found.add(String.join(" ", fewer));
      }
    }
    return found;
  }
}
