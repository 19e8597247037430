package dev.slugline.enrich.rule;

import dev.slugline.enrich.rule.Explanation.About;
import dev.slugline.enrich.rule.Explanation.ClauseResult;
import dev.slugline.enrich.rule.Explanation.Part;
import java.util.ArrayList;
import java.util.List;

/** Explains one rule by compiling it alone, each part of its queries a node of its own. */
final class Explainer {
  /** The most parts that are named as missing in a clause. */
  static final int MAX_MISSING = 20;

  private final NetworkBuilder network = new NetworkBuilder(false);
  private final Text text;

  private Explainer(Text text) {
    this.text = text;
  }

  static Explanation explain(Rule rule, Text text) {
    return new Explainer(text).explain(rule);
  }

  private Explanation explain(Rule rule) {
    List<Clause> clauses = rule.clauses().getOrDefault(text.language(), List.of());
    RuleSetBuilder builder = new RuleSetBuilder(text.language(), rule.stemmed(), network);
    Analysis analysis = Analysis.of(text.language(), rule.stemmed());
    List<Condition> conditions = builder.addRead(rule, clauses);
    RuleSet set = builder.build();
    Scoring scoring = new Scoring(set, set.newWords(), true);
    Matches matched = scoring.score(text);
    List<Match> matches = matched.all();
    List<Fault> faults = matched.faults();
    List<ClauseResult> results = new ArrayList<>();
    scoring.open(0);
    for (int i = 0; i < conditions.size(); i++) {
      Condition condition = conditions.get(i);
      int node = network.builtNode(condition);
      Spelling spelling = Spelling.of(clauses.get(i).query(), analysis);
      Part part = part("must", condition, scoring, spelling);
      List<String> missing = new ArrayList<>();
      if (!part.met()) {
        missing(part, missing);
      }
      int counted = scoring.counted(i, node);
      List<Evidence> evidence = counted == 0 ? List.of() : scoring.evidence(i, node, text);
      List<Evidence> left = new ArrayList<>(scoring.met(i, node, text));
      left.removeAll(evidence);
      results.add(
          new ClauseResult(
              set.labels[i],
              set.weight(i),
              counted > 0,
              counted,
              evidence,
              left,
              clauses.get(i).company(),
              missing.size() > MAX_MISSING ? missing.subList(0, MAX_MISSING) : missing,
              faults.isEmpty() ? "" : faults.get(0).reason(),
              part));
    }
    boolean tagged = !matches.isEmpty();
    About about = tagged ? scoring.about() : About.NOTHING;
    return new Explanation(rule, tagged, scoring.score(0), rule.threshold(), about, results);
  }

  private Part part(String role, Condition condition, Scoring scoring, Spelling spelling) {
    List<Part> parts = new ArrayList<>();
    int least = 0;
    if (condition instanceof Condition.Bool bool) {
      bool.must().forEach(it -> parts.add(part("must", it, scoring, spelling)));
      bool.should().forEach(it -> parts.add(part("should", it, scoring, spelling)));
      bool.not().forEach(it -> parts.add(part("not", it, scoring, spelling)));
      least = bool.must().isEmpty() ? Math.max(1, bool.minimum()) : bool.minimum();
    }
    // asked again, the builder gives the node that it made
    boolean met = scoring.met(network.builtNode(condition));
    return new Part(role, condition.words(spelling), met, least, parts);
  }

  private static void missing(Part part, List<String> found) {
    long met = part.parts().stream().filter(it -> it.role().equals("should") && it.met()).count();
    long all = part.parts().stream().filter(it -> it.role().equals("should")).count();
    if (part.parts().isEmpty() || (all == part.parts().size() && met == 0)) {
      found.add(part.words());
      return;
    }
    for (Part inner : part.parts()) {
      if (inner.role().equals("not")) {
        if (inner.met()) {
          found.add("NOT " + inner.words());
        }
      } else if (!inner.met() && inner.role().equals("must")) {
        missing(inner, found);
      }
    }
    if (met < part.least()) {
      List<String> open =
          part.parts().stream()
              .filter(it -> it.role().equals("should") && !it.met())
              .map(Part::words)
              .toList();
      found.add(
          part.least() - met == open.size()
              ? String.join(" AND ", open)
              : (part.least() - met == 1 ? "" : (part.least() - met) + " of: ")
                  + String.join(" OR ", open));
    }
  }
}
