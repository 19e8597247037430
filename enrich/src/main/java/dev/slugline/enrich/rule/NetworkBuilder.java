package dev.slugline.enrich.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Network} of conditions. Not thread-safe. */
final class NetworkBuilder {
  private record TestKey(String field, String prefix, @Nullable Predicate<String> test) {}

  private record TermKey(int atom, int mask) {}

  private record PhraseKey(List<Integer> atoms, List<Integer> positions, int slop, int mask) {}

  private record IntervalKey(String field, String words) {}

  /**
   * A node with parts.
   *
   * @param groups further necessary parts, each an OR of leaves: see {@link Network}
   */
  private record BoolKey(
      List<Integer> must,
      List<Integer> should,
      List<Integer> not,
      int least,
      List<List<Integer>> groups) {}

  /** The atom that every text has. */
  private static final int ALWAYS = 0;

  /** A longer list is no group, for all of a group is looked at. */
  private static final int MAX_GROUP = 32;

  private final boolean merge;
  private final Lexicon lexicon = new Lexicon();
  private final Map<String, Lexicon> values = new HashMap<>();
  private final Map<Object, Integer> known = new HashMap<>();
  private final Nodes nodes = new Nodes();
  private final Map<TestKey, Integer> tests = new HashMap<>();

  private int atoms = 1;

  /**
   * A builder.
   *
   * @param merge whether a condition on title or body becomes one node, and an OR within an OR
   *     joins it; without, each condition has a node of its own
   */
  NetworkBuilder(boolean merge) {
    this.merge = merge;
  }

  /** Why a condition is too large for a network; null: it is not. */
  static @Nullable String tooLarge(Condition condition) {
    return needed(condition) > Network.MAX_NEEDED
        ? "more than " + Network.MAX_NEEDED + " parts of one group would have to match"
        : null;
  }

  private static int needed(Condition condition) {
    int most = 0;
    if (condition instanceof Condition.Bool bool) {
      most = Math.max(bool.must().size(), bool.minimum());
      for (List<Condition> parts : List.of(bool.must(), bool.should(), bool.not())) {
        for (Condition part : parts) {
          most = Math.max(most, needed(part));
        }
      }
    }
    return most;
  }

  /** Adds a clause. */
  void add(Condition condition, int clauseNumber) {
    nodes.decide(node(condition), clauseNumber);
  }

  Network build() {
    return nodes.build(lexicon, values, atoms, ALWAYS);
  }

  /** The node of a condition that was added, in the network that was built. */
  int builtNode(Condition condition) {
    return nodes.built(node(condition));
  }

  /** The node of a condition. */
  int node(Condition condition) {
    Object leaf = leaf(condition);
    if (leaf != null) {
      return intern(leaf);
    } else if (condition instanceof Condition.Numbers range) {
      return range(range);
    } else if (condition instanceof Condition.Interval interval) {
      return interval(interval);
    } else if (condition instanceof Condition.Bool bool) {
      return bool(bool);
    }
    return intern(new BoolKey(List.of(), List.of(), List.of(), 1, List.of()));
  }

  /** The key of what is asked of single words or of a phrase; null for all else. */
  private @Nullable Object leaf(Condition condition) {
    if (condition instanceof Condition.Constant constant && constant.all()) {
      return new TermKey(ALWAYS, Network.VALUE);
    } else if (condition instanceof Condition.Term term) {
      return new TermKey(atom(term), bit(term.field()));
    } else if (condition instanceof Condition.Terms terms) {
      return new TermKey(atom(terms), bit(terms.field()));
    } else if (condition instanceof Condition.Phrase phrase) {
      List<Integer> atomsOf = new ArrayList<>();
      for (String term : phrase.terms()) {
        atomsOf.add(atom(new Condition.Term(phrase.field(), term)));
      }
      return new PhraseKey(atomsOf, phrase.positions(), phrase.slop(), bit(phrase.field()));
    }
    return null;
  }

  private int intern(Object key) {
    Integer before = known.get(key);
    if (before != null) {
      return before;
    }
    int node = make(key);
    known.put(key, node);
    return node;
  }

  private int make(Object key) {
    if (key instanceof TermKey term) {
      return nodes.term(term.atom(), term.mask());
    } else if (key instanceof PhraseKey phrase) {
      return nodes.phrase(phrase.atoms(), phrase.positions(), phrase.slop(), phrase.mask());
    }
    BoolKey bool = (BoolKey) key;
    return nodes.bool(bool.must(), bool.should(), bool.not(), bool.least(), bool.groups());
  }

  private static int bit(String field) {
    return switch (field) {
      case "title" -> Network.TITLE;
      case "body" -> Network.BODY;
      default -> Network.VALUE;
    };
  }

  private Lexicon lexicon(String field) {
    return bit(field) == Network.VALUE
        ? values.computeIfAbsent(field, f -> new Lexicon())
        : lexicon;
  }

  private int atom(Condition.Term term) {
    int atom = lexicon(term.field()).term(term.term(), atoms);
    atoms += atom == atoms ? 1 : 0;
    return atom;
  }

  private int atom(Condition.Terms terms) {
    // one test for title and body
    String field = bit(terms.field()) == Network.VALUE ? terms.field() : "";
    Integer known = tests.putIfAbsent(new TestKey(field, terms.prefix(), terms.test()), atoms);
    if (known != null) {
      return known;
    }
    lexicon(terms.field()).test(terms.prefix(), terms.test(), atoms);
    return atoms++;
  }

  private int range(Condition.Numbers range) {
    Integer before = known.get(range);
    if (before != null) {
      return before;
    }
    int node = nodes.range(range);
    known.put(range, node);
    return node;
  }

  private int interval(Condition.Interval interval) {
    Object key = new IntervalKey(interval.field(), interval.words());
    Integer before = known.get(key);
    if (before != null) {
      return before;
    }
    int node = nodes.interval(interval, bit(interval.field()), node(interval.needs()));
    known.put(key, node);
    return node;
  }

  private int bool(Condition.Bool bool) {
    int atLeast = bool.must().isEmpty() ? Math.max(1, bool.minimum()) : bool.minimum();
    List<List<Integer>> groups = new ArrayList<>();
    List<Integer> musts = musts(bool.must(), groups);
    List<Integer> shoulds = new ArrayList<>();
    if (merge && atLeast <= 1) {
      Map<Object, Integer> parts = new LinkedHashMap<>();
      bool.should().forEach(part -> gather(part, parts));
      parts.forEach((key, fields) -> shoulds.add(withFields(key, fields)));
    } else {
      bool.should().forEach(part -> shoulds.add(node(part)));
    }
    List<Integer> nots = bool.not().stream().map(this::node).toList();
    if (merge && nots.isEmpty() && groups.isEmpty()) {
      if (musts.isEmpty() && shoulds.size() == 1 && atLeast == 1) {
        return shoulds.get(0);
      } else if (musts.size() == 1 && shoulds.isEmpty() && atLeast == 0) {
        return musts.get(0);
      }
    }
    return intern(new BoolKey(musts, shoulds, nots, atLeast, groups));
  }

  /**
   * The nodes of necessary parts. Where there are several, those that are plain lists of words and
   * phrases become groups, looked at only where the rest is met; all but the shortest.
   */
  private List<Integer> musts(List<Condition> parts, List<List<Integer>> groups) {
    List<Integer> musts = new ArrayList<>();
    List<Map<Object, Integer>> lists = new ArrayList<>();
    for (Condition part : parts) {
      Map<Object, Integer> list = merge && parts.size() > 1 ? plainList(part) : Map.of();
      if (list.isEmpty()) {
        musts.add(node(part));
      } else {
        lists.add(list);
      }
    }
    lists.sort(Comparator.comparingInt(Map::size));
    for (Map<Object, Integer> list : lists) {
      List<Integer> leaves = new ArrayList<>();
      list.forEach((key, fields) -> leaves.add(withFields(key, fields)));
      if (!musts.isEmpty()) {
        groups.add(leaves);
      } else if (leaves.size() == 1) {
        musts.add(leaves.get(0));
      } else {
        musts.add(intern(new BoolKey(List.of(), leaves, List.of(), 1, List.of())));
      }
    }
    return musts;
  }

  /** The keys of an OR of terms and phrases; empty where it is anything else. */
  private Map<Object, Integer> plainList(Condition condition) {
    Map<Object, Integer> parts = new LinkedHashMap<>();
    gather(condition, parts);
    boolean plain =
        parts.size() <= MAX_GROUP
            && parts.keySet().stream()
                .allMatch(key -> key instanceof PhraseKey || key instanceof TermKey);
    return plain ? parts : Map.of();
  }

  /**
   * Collects the parts of an OR of which one is enough: an OR within it joins it, and what is asked
   * of the title and of the body alike is asked once of both.
   */
  private void gather(Condition part, Map<Object, Integer> parts) {
    Object leaf = leaf(part);
    if (leaf instanceof TermKey term) {
      parts.merge(new TermKey(term.atom(), 0), term.mask(), (a, b) -> a | b);
    } else if (leaf instanceof PhraseKey phrase) {
      PhraseKey bare = new PhraseKey(phrase.atoms(), phrase.positions(), phrase.slop(), 0);
      parts.merge(bare, phrase.mask(), (a, b) -> a | b);
    } else if (part instanceof Condition.Bool inner
        && inner.must().isEmpty()
        && inner.not().isEmpty()
        && inner.minimum() <= 1) {
      inner.should().forEach(it -> gather(it, parts));
    } else {
      parts.put(node(part), 0);
    }
  }

  private int withFields(Object key, int fields) {
    if (key instanceof TermKey term) {
      return intern(new TermKey(term.atom(), fields));
    } else if (key instanceof PhraseKey phrase) {
      return intern(new PhraseKey(phrase.atoms(), phrase.positions(), phrase.slop(), fields));
    }
    return (Integer) key;
  }
}
