package dev.slugline.enrich.rule;

import dev.slugline.enrich.rule.Tokens.Occurrences;
import java.util.List;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.jspecify.annotations.Nullable;

/** A compiled query: matches where Lucene says the query it was made from matches. Immutable. */
sealed interface Node permits Node.Constant, Node.Term, Node.Wildcard, Node.Bool, Phrase {
  /** Whether the text matches; the places of what matched are added. */
  boolean matches(Tokens tokens, Hits hits);

  /** How a person would name it. */
  String words();

  /** Whether no text can match, as when a query has nothing but stop words or exclusions. */
  default boolean matchesNothing() {
    return false;
  }

  /** Matches all, or nothing. */
  record Constant(boolean all) implements Node {
    @Override
    public boolean matches(Tokens tokens, Hits hits) {
      return all;
    }

    @Override
    public String words() {
      return all ? "*:*" : "(nothing)";
    }

    @Override
    public boolean matchesNothing() {
      return !all;
    }
  }

  /** One term of one field. */
  record Term(String field, String term) implements Node {
    @Override
    public boolean matches(Tokens tokens, Hits hits) {
      return add(field, tokens.get(field, term), hits);
    }

    @Override
    public String words() {
      return field + ":" + term;
    }
  }

  /** All terms of one field with a prefix, and of a form where it has wildcards further on. */
  record Wildcard(String field, String prefix, @Nullable CharacterRunAutomaton form, String words)
      implements Node {
    @Override
    public boolean matches(Tokens tokens, Hits hits) {
      boolean any = false;
      for (var entry : tokens.withPrefix(field, prefix).entrySet()) {
        if (form == null || form.run(entry.getKey())) {
          any |= add(field, entry.getValue(), hits);
        }
      }
      return any;
    }
  }

  /** AND, OR, NOT and minimum-should-match, as a BooleanQuery has them. */
  record Bool(List<Node> must, List<Node> should, List<Node> not, int minimum) implements Node {
    @Override
    public boolean matches(Tokens tokens, Hits hits) {
      int mark = hits.mark();
      for (Node node : must) {
        if (!node.matches(tokens, hits)) {
          hits.back(mark);
          return false;
        }
      }
      int count = 0;
      for (Node node : should) {
        if (node.matches(tokens, hits)) {
          count++;
        }
      }
      if (count < minimum || (must.isEmpty() && count == 0)) {
        hits.back(mark);
        return false;
      }
      for (Node node : not) {
        if (node.matches(tokens, new Hits())) {
          hits.back(mark);
          return false;
        }
      }
      return true;
    }

    @Override
    public boolean matchesNothing() {
      long possible = should.stream().filter(node -> !node.matchesNothing()).count();
      return possible < Math.max(minimum, must.isEmpty() ? 1 : 0)
          || must.stream().anyMatch(Node::matchesNothing)
          || not.stream().anyMatch(node -> node instanceof Constant constant && constant.all());
    }

    @Override
    public String words() {
      return should.isEmpty()
          ? String.join(" AND ", must.stream().map(Node::words).toList())
          : String.join(" OR ", should.stream().map(Node::words).toList());
    }
  }

  private static boolean add(String field, @Nullable Occurrences found, Hits hits) {
    if (found == null) {
      return false;
    }
    for (int i = 0; i < found.count; i++) {
      hits.add(field, found.starts[i], found.ends[i]);
    }
    return true;
  }
}
