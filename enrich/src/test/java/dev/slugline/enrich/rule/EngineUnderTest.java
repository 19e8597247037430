package dev.slugline.enrich.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The engine as these tests see it: queries made into rules of one clause each. The only place that
 * names the engine's types beside those of its public interface.
 */
final class EngineUnderTest {
  /** The bound of evidence a clause. */
  static final int MAX_SPANS = Spans.MAX;

  private static final int WEIGHT = 10;

  private final Catalogue catalogue;
  private final List<String> ids;
  private final Map<String, String> refused;

  /**
   * What the engine says of one text.
   *
   * @param bounded whether a bound was hit or the rule failed, as the engine reports
   */
  record Answer(boolean matches, List<Span> spans, boolean bounded) {
    static final Answer NONE = new Answer(false, List.of(), false);
  }

  private EngineUnderTest(Catalogue catalogue, List<String> ids, Map<String, String> refused) {
    this.catalogue = catalogue;
    this.ids = ids;
    this.refused = refused;
  }

  /** One catalogue of many queries; those that are refused are left out of it. */
  static EngineUnderTest of(String language, List<String> queries) {
    List<String> ids = new ArrayList<>();
    Map<String, Rule> rules = new LinkedHashMap<>();
    for (int i = 0; i < queries.size(); i++) {
      ids.add("rule-" + i);
      rules.put(ids.get(i), rule(ids.get(i), language, queries.get(i)));
    }
    Map<String, String> refused = new HashMap<>();
    while (true) {
      try {
        return new EngineUnderTest(Catalogue.compile(rules.values()), ids, refused);
      } catch (CatalogueException e) {
        Set<String> bad = new HashSet<>();
        e.errors().forEach(error -> refused.put(error.ruleId(), error.reason()));
        e.errors().forEach(error -> bad.add(error.ruleId()));
        if (!rules.keySet().removeAll(bad)) {
          throw new AssertionError("refused for rules that are not there", e);
        }
      }
    }
  }

  private static Rule rule(String id, String language, String query) {
    List<Clause> clauses = List.of(new Clause("clause", WEIGHT, query));
    return Rule.of(id, WEIGHT, Map.of(language, clauses));
  }

  /** Why a query was refused; null where it was not. */
  @Nullable String refusal(int query) {
    return refused.get(ids.get(query));
  }

  Catalogue catalogue() {
    return catalogue;
  }

  /** What each query says of a text, in the order of the queries. */
  List<Answer> ask(Text text) {
    Map<String, Answer> fired = new HashMap<>();
    Matches matches = catalogue.match(text);
    for (Match match : matches.all()) {
      fired.put(match.rule().id(), new Answer(true, spans(match, text), false));
    }
    matches.faults().forEach(it -> fired.put(it.ruleId(), new Answer(false, List.of(), true)));
    return ids.stream().map(id -> fired.getOrDefault(id, Answer.NONE)).toList();
  }

  private static List<Span> spans(Match match, Text text) {
    List<Span> spans = new ArrayList<>();
    for (Evidence evidence : match.evidence()) {
      if (!Fields.TEXTS.contains(evidence.field())) {
        if (!text.fields().getOrDefault(evidence.field(), List.of()).contains(evidence.text())) {
          throw new AssertionError("evidence is not what stands there: " + evidence);
        }
        continue; // Lucene does not say where
      }
      Span span = new Span(evidence.field(), evidence.start(), evidence.end());
      if (!span.in(text).equals(evidence.text())) {
        throw new AssertionError("evidence is not what stands there: " + evidence);
      }
      spans.add(span);
    }
    if (!spans.equals(List.copyOf(new TreeSet<>(spans)))) {
      throw new AssertionError("evidence twice or not in order: " + spans);
    }
    return spans;
  }
}
