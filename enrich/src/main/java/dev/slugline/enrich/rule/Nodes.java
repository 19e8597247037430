package dev.slugline.enrich.rule;

import dev.slugline.enrich.rule.Network.Range;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The nodes of a {@link Network} that is being built, parts before what they are parts of, and
 * their layout in the end. Not thread-safe.
 */
final class Nodes {
  private final Ints kind = new Ints();
  private final Ints mask = new Ints();
  private final Ints level = new Ints();
  private final Ints must = new Ints();
  private final Ints least = new Ints();
  private final Ints detail = new Ints();
  private final Ints phrases = new Ints();
  private final List<Condition.Interval> intervals = new ArrayList<>();
  private final Map<String, List<Range>> numbers = new HashMap<>();
  private final Ints atomOf = new Ints();
  private final Ints nodeOfAtom = new Ints();
  private final Ints child = new Ints();
  private final Ints parent = new Ints();
  private final Ints root = new Ints();
  private final Ints clause = new Ints();

  /** How often each atom is used in phrases: the rarest one of a phrase is its trigger. */
  private final Map<Integer, Integer> used = new HashMap<>();

  /** The groups of necessary parts: of each node how many; of each how many leaves, and those. */
  private final Ints groups = new Ints();

  // the same the other way round: a leaf, and the node that it is looked at for
  private final Ints grouped = new Ints();
  private final Ints groupedIn = new Ints();

  private int inner;
  private int[] numbered = {};

  Nodes() {
    groups.add(0);
  }

  int term(int atom, int fields) {
    int node = add(Network.TERM, fields, atom);
    atomOf.add(atom);
    nodeOfAtom.add(node);
    return node;
  }

  int phrase(List<Integer> atoms, List<Integer> positions, int slop, int fields) {
    int at = phrases.size();
    phrases.add(slop);
    phrases.add(atoms.size());
    atoms.forEach(phrases::add);
    positions.forEach(phrases::add);
    atoms.forEach(atom -> used.merge(atom, 1, Integer::sum));
    return add(Network.PHRASE, fields, at);
  }

  /**
   * A node with parts.
   *
   * @param least how many of {@code should} have to be met
   * @param inGroups further necessary parts, each an OR of leaves: see {@link Network}
   */
  int bool(
      List<Integer> musts,
      List<Integer> should,
      List<Integer> not,
      int least,
      List<List<Integer>> inGroups) {
    int node = add(Network.BOOL, 0, groups(inGroups));
    must.set(node, musts.size());
    this.least.set(node, least);
    link(node, musts, Network.MUST);
    link(node, should, Network.SHOULD);
    link(node, not, Network.NOT);
    for (List<Integer> group : inGroups) {
      for (int leaf : group) {
        grouped.add(leaf);
        groupedIn.add(node);
      }
    }
    return node;
  }

  int range(Condition.Numbers range) {
    int node = add(Network.NUMBER, Network.VALUE, 0);
    numbers
        .computeIfAbsent(range.field(), f -> new ArrayList<>())
        .add(new Range(range.low(), range.high(), node));
    return node;
  }

  /** An interval function, asked only where another node is met. */
  int interval(Condition.Interval interval, int fields, int needs) {
    int node = add(Network.INTERVAL, fields, intervals.size());
    intervals.add(interval);
    must.set(node, 1);
    link(node, List.of(needs), Network.MUST);
    return node;
  }

  /** Has a node decide a clause. */
  void decide(int node, int clauseNumber) {
    root.add(node);
    clause.add(clauseNumber);
  }

  /** The number that a node got in the network that was built. */
  int built(int node) {
    return numbered[node];
  }

  private int add(byte ofKind, int fields, int details) {
    kind.add(ofKind);
    mask.add(fields);
    level.add(0);
    must.add(0);
    least.add(0);
    detail.add(details);
    return kind.size() - 1;
  }

  private void link(int node, List<Integer> parts, int role) {
    for (int part : parts) {
      level.set(node, Math.max(level.get(node), level.get(part) + 1));
      child.add(part);
      parent.add(node << 2 | role);
    }
  }

  /** Where the groups of a node stand; 0: it has none. */
  private int groups(List<List<Integer>> of) {
    if (of.isEmpty()) {
      return 0;
    }
    int at = groups.size();
    groups.add(of.size());
    for (List<Integer> group : of) {
      groups.add(group.size());
      group.forEach(groups::add);
    }
    return at;
  }

  private int trigger(int phrase) {
    int best = phrases.get(phrase + 2);
    for (int i = 1; i < phrases.get(phrase + 1); i++) {
      int atom = phrases.get(phrase + 2 + i);
      if (used.getOrDefault(atom, 0) < used.getOrDefault(best, 0)) {
        best = atom;
      }
    }
    return best;
  }

  /** Numbers the nodes anew, those with parts first: their state changes most. */
  Network build(Lexicon lexicon, Map<String, Lexicon> values, int atoms, int always) {
    int nodes = kind.size();
    numbers(nodes);
    byte[] kinds = new byte[nodes];
    byte[] masks = new byte[nodes];
    int[] details = new int[nodes];
    int[] shape = new int[inner * Network.SIZE];
    int levels = 1;
    for (int i = 0; i < nodes; i++) {
      int node = numbered[i];
      kinds[node] = (byte) kind.get(i);
      masks[node] = (byte) mask.get(i);
      details[node] = detail.get(i);
      if (node < inner) {
        shape[node * Network.SIZE + Network.NEEDS] =
            Network.needs(must.get(i), least.get(i), level.get(i))
                | (kinds[node] == Network.BOOL && details[node] > 0 ? Network.HAS_GROUPS : 0);
        levels = Math.max(levels, level.get(i) + 1);
      } else if (kinds[node] == Network.PHRASE) {
        atomOf.add(trigger(detail.get(i)));
        nodeOfAtom.add(i);
      }
    }
    for (int i = 0; i < nodeOfAtom.size(); i++) {
      int node = numbered[nodeOfAtom.get(i)];
      nodeOfAtom.set(i, node << 4 | masks[node] << 1 | (kinds[node] == Network.PHRASE ? 1 : 0));
    }
    for (int i = 0; i < parent.size(); i++) {
      parent.set(i, numbered[parent.get(i) >>> 2] << 2 | (parent.get(i) & 3));
    }
    for (int i = 0; i < root.size(); i++) {
      child.add(root.get(i));
      parent.add(clause.get(i) << 2 | Network.CLAUSE);
    }
    Map<String, List<Range>> ranges = new HashMap<>();
    numbers.forEach((field, of) -> ranges.put(field, of.stream().map(this::numbered).toList()));
    return new Network(
        lexicon,
        values,
        ranges,
        atoms,
        kinds,
        masks,
        details,
        inner,
        shape,
        levels,
        Lists.of(atoms, atomOf, nodeOfAtom),
        Lists.of(nodes, numbered(child), parent),
        phrases.toArray(),
        numberedGroups(),
        Lists.of(nodes, numbered(grouped), numbered(groupedIn)),
        List.copyOf(intervals),
        always);
  }

  private void numbers(int nodes) {
    numbered = new int[nodes];
    for (boolean leaves : new boolean[] {false, true}) {
      int next = leaves ? inner : 0;
      for (int i = 0; i < nodes; i++) {
        boolean leaf = kind.get(i) != Network.BOOL && kind.get(i) != Network.INTERVAL;
        if (leaf == leaves) {
          numbered[i] = next++;
        }
      }
      inner = leaves ? inner : next;
    }
  }

  private int[] numberedGroups() {
    int[] made = groups.toArray();
    for (int i = 1; i < made.length; ) {
      int of = made[i++];
      for (int group = 0; group < of; group++) {
        int end = i + 1 + made[i];
        for (i++; i < end; i++) {
          made[i] = numbered[made[i]];
        }
      }
    }
    return made;
  }

  private Ints numbered(Ints nodes) {
    for (int i = 0; i < nodes.size(); i++) {
      nodes.set(i, numbered[nodes.get(i)]);
    }
    return nodes;
  }

  private Range numbered(Range range) {
    return new Range(range.low(), range.high(), numbered[range.node()]);
  }
}
