package dev.slugline.bench.engine;

import dev.slugline.bench.engine.Corpus.Article;
import dev.slugline.bench.engine.StoredRule.Part;
import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.enrich.rule.Catalogue;
import dev.slugline.enrich.rule.CatalogueException;
import dev.slugline.enrich.rule.Clause;
import dev.slugline.enrich.rule.Match;
import dev.slugline.enrich.rule.Rule;
import dev.slugline.enrich.rule.Rule.Counting;
import dev.slugline.enrich.rule.Text;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Our engine, with its evidence; the one place here that knows it. */
final class OurEngine implements RuleSide<List<Match>> {
  private static final String LANGUAGE = "en";

  private final Catalogue catalogue;

  private OurEngine(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** Compiles rules; keeps nothing but what was compiled. */
  static OurEngine compile(List<StoredRule> rules) {
    List<Rule> made = new ArrayList<>();
    for (int number = 0; number < rules.size(); number++) {
      made.add(rule(number, rules.get(number)));
    }
    try {
      return new OurEngine(Catalogue.compile(made));
    } catch (CatalogueException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** The English part of the shipped rules. */
  static List<StoredRule> shipped() {
    List<StoredRule> rules = new ArrayList<>();
    for (Rule rule : CatalogueLoader.shipped().catalogue().rules()) {
      List<Part> parts =
          rule.clauses().getOrDefault(LANGUAGE, List.of()).stream()
              .map(clause -> new Part(clause.weight(), clause.query()))
              .toList();
      if (!parts.isEmpty()) {
        rules.add(new StoredRule(rule.id(), rule.threshold(), parts));
      }
    }
    return rules;
  }

  /** Sentences that the shipped rules are about. */
  static List<String> shippedExamples() {
    return CatalogueLoader.shipped().documents().stream()
        .flatMap(document -> Stream.ofNullable(document.examples().get("en")))
        .flatMap(examples -> examples.match().stream())
        .toList();
  }

  @Override
  public String name() {
    return "slugline";
  }

  @Override
  public List<Match> match(Article article) {
    return catalogue.match(new Text(article.title(), article.body(), LANGUAGE, Map.of())).all();
  }

  @Override
  public BitSet fired(List<Match> result) {
    BitSet fired = new BitSet();
    for (Match match : result) {
      fired.set(Integer.parseInt(match.rule().label()));
    }
    return fired;
  }

  /** Its number in the list is its label. */
  private static Rule rule(int number, StoredRule rule) {
    List<Clause> clauses = new ArrayList<>();
    for (Part part : rule.parts()) {
      clauses.add(new Clause(null, part.weight(), part.query()));
    }
    return new Rule(
        rule.id(),
        Integer.toString(number),
        List.of(),
        "",
        rule.threshold(),
        false,
        true,
        Counting.ONCE,
        Map.of(),
        Map.of(LANGUAGE, clauses),
        "");
  }
}
