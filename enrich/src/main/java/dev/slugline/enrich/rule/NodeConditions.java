package dev.slugline.enrich.rule;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;

/** Conditions of the evaluator's nodes: the same meaning, for the reasoning about it. */
final class NodeConditions {
  private NodeConditions() {}

  static Condition of(Node node) {
    if (node instanceof Node.Constant constant) {
      return new Condition.Constant(constant.all());
    } else if (node instanceof Node.Term term) {
      return new Condition.Term(term.field(), term.term());
    } else if (node instanceof Node.Wildcard wildcard) {
      CharacterRunAutomaton form = wildcard.form();
      Predicate<String> test = form == null ? null : form::run;
      return new Condition.Terms(wildcard.field(), wildcard.prefix(), test, wildcard.words());
    } else if (node instanceof Phrase phrase) {
      return new Condition.Phrase(
          phrase.field(),
          List.of(phrase.terms()),
          Arrays.stream(phrase.positions()).boxed().toList(),
          phrase.slop());
    }
    Node.Bool bool = (Node.Bool) node;
    return new Condition.Bool(
        all(bool.must()), all(bool.should()), all(bool.not()), bool.minimum());
  }

  private static List<Condition> all(List<Node> nodes) {
    return nodes.stream().map(NodeConditions::of).toList();
  }
}
