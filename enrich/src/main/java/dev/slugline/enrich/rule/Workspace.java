package dev.slugline.enrich.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a {@link Network} over one text after the other. Holds the tokens of the present text
 * and which nodes it meets; is reused, so that a text costs no allocation but that of words never
 * seen before. Not thread-safe.
 */
final class Workspace {
  /** Takes a node that could not be evaluated. */
  interface Failure {
    void in(int node, Throwable cause);
  }

  /** Takes a clause that fired, and its node. */
  interface Fired {
    void clause(int clause, int node);
  }

  /** A workspace that has grown to more tokens than this is not kept. */
  private static final int MAX_KEPT_TOKENS = 1 << 18;

  private final Network network;
  private final Reading reading;
  private final PhraseSearch phraseSearch;
  private @Nullable ArticleReader reader;

  // the state of nodes, reset after each text
  private final int[] mustMet;
  private final int[] shouldMet;
  private final boolean[] excluded;
  private final boolean[] met;
  private final boolean[] seen;
  private final int[] parts; // of each node, its last part that is met: in partNode and partNext
  private final Ints partNode = new Ints();
  private final Ints partNext = new Ints();
  private final Ints leavesMet = new Ints();
  private final Ints[] touched; // by level

  Workspace(Network network, Words words) {
    this.network = network;
    reading = new Reading(network, words);
    phraseSearch = new PhraseSearch(reading.occurrences, reading.tokens);
    int nodes = network.nodes();
    mustMet = new int[nodes];
    shouldMet = new int[nodes];
    excluded = new boolean[nodes];
    met = new boolean[nodes];
    seen = new boolean[nodes];
    parts = new int[nodes];
    Arrays.fill(parts, Occurrences.NONE);
    touched = new Ints[network.levels()];
    Arrays.setAll(touched, i -> new Ints());
  }

  /** Whether it is worth keeping: a huge text leaves huge arrays. */
  boolean keep() {
    return reading.tokens.word.length <= MAX_KEPT_TOKENS;
  }

  Reading reading() {
    return reading;
  }

  boolean met(int node) {
    return met[node];
  }

  /** Reads a text and finds which nodes it meets, each clause that fires being told. */
  void evaluate(Text text, Fired fired, Failure failure) {
    reset();
    reading.read(text, (atom, cause) -> fail(atom, cause, failure));
    leaves(text, fired, failure);
    for (int level = 1; level < touched.length; level++) {
      Ints nodes = touched[level];
      for (int i = 0; i < nodes.size(); i++) {
        int node = nodes.get(i);
        if (mustMet[node] == network.must()[node]
            && shouldMet[node] >= network.least()[node]
            && !excluded[node]
            && (network.kind()[node] != Network.INTERVAL || interval(node, failure))) {
          meet(node, fired);
        }
      }
    }
  }

  private void reset() {
    for (Ints nodes : touched) {
      for (int i = 0; i < nodes.size(); i++) {
        int node = nodes.get(i);
        mustMet[node] = 0;
        shouldMet[node] = 0;
        excluded[node] = false;
        met[node] = false;
        seen[node] = false;
        parts[node] = Occurrences.NONE;
      }
      nodes.clear();
    }
    for (int i = 0; i < leavesMet.size(); i++) {
      met[leavesMet.get(i)] = false;
    }
    leavesMet.clear();
    partNode.clear();
    partNext.clear();
    reader = null;
  }

  private void fail(int atom, Throwable cause, Failure failure) {
    Lists ofAtom = network.ofAtom();
    for (int i = ofAtom.from(atom); i < ofAtom.to(atom); i++) {
      failure.in(ofAtom.at(i), cause);
    }
  }

  // ---- from atoms to clauses ----------------------------------------------------------------

  private void leaves(Text text, Fired fired, Failure failure) {
    Lists ofAtom = network.ofAtom();
    Occurrences occurrences = reading.occurrences;
    Ints atoms = occurrences.atoms();
    for (int i = 0; i < atoms.size(); i++) {
      int atom = atoms.get(i);
      int fields = occurrences.fields(atom);
      for (int j = ofAtom.from(atom); j < ofAtom.to(atom); j++) {
        int node = ofAtom.at(j);
        if ((network.mask()[node] & fields) != 0
            && (network.kind()[node] == Network.TERM || phrase(node, failure))) {
          leavesMet.add(node);
          meet(node, fired);
        }
      }
    }
    for (Map.Entry<String, List<Network.Range>> ranges : network.numbers().entrySet()) {
      for (String value : text.fields().getOrDefault(ranges.getKey(), List.of())) {
        number(ranges.getKey(), value, ranges.getValue(), fired);
      }
    }
  }

  private void number(String field, String value, List<Network.Range> ranges, Fired fired) {
    long number = Long.parseLong(value);
    for (Network.Range range : ranges) {
      int node = range.node();
      if (range.low() <= number && number <= range.high() && !met[node]) {
        parts[node] = reading.tokens.count; // where its value stands
        leavesMet.add(node);
        meet(node, fired);
      }
    }
    reading.value(field, value);
  }

  private boolean phrase(int node, Failure failure) {
    int at = network.detail()[node];
    int[] phrases = network.phrases();
    int fields = network.mask()[node];
    for (int i = 0; i < phrases[at + 1]; i++) {
      fields &= reading.occurrences.fields(phrases[at + 2 + i]);
    }
    try {
      return ((fields & Network.TITLE) != 0 && phraseIn(at, 0, reading.bodyFrom))
          || ((fields & Network.BODY) != 0 && phraseIn(at, reading.bodyFrom, reading.valuesFrom));
    } catch (RuntimeException e) {
      failure.in(node, e);
      return false;
    }
  }

  private boolean phraseIn(int at, int from, int to) {
    phraseSearch.start(network.phrases(), at, from, to);
    return phraseSearch.next();
  }

  private boolean interval(int node, Failure failure) {
    try {
      Condition.Interval interval = network.intervals().get(network.detail()[node]);
      return IntervalCheck.matches(reader(), interval);
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      failure.in(node, e);
      return false;
    }
  }

  /** A node is met: counts for its parents, and fires its clauses. */
  private void meet(int node, Fired fired) {
    met[node] = true;
    Lists parents = network.parents();
    for (int i = parents.from(node); i < parents.to(node); i++) {
      int parent = parents.at(i) >>> 2;
      int role = parents.at(i) & 3;
      if (!seen[parent]) {
        seen[parent] = true;
        touched[network.level()[parent]].add(parent);
      }
      if (role == Network.NOT) {
        excluded[parent] = true;
      } else {
        if (role == Network.MUST) {
          mustMet[parent]++;
        } else {
          shouldMet[parent]++;
        }
        partNext.add(parts[parent]);
        parts[parent] = partNode.size();
        partNode.add(node);
      }
    }
    Lists clauses = network.clauses();
    for (int i = clauses.from(node); i < clauses.to(node); i++) {
      fired.clause(clauses.at(i), node);
    }
  }

  private ArticleReader reader() {
    if (reader == null) {
      reader = reading.reader();
    }
    return reader;
  }

  /** Adds the places in the text where a node that is met was met. */
  void spans(int node, Spans spans) {
    switch (network.kind()[node]) {
      case Network.TERM -> {
        if (network.detail()[node] != network.always()) {
          termSpans(network.detail()[node], network.mask()[node], spans);
        }
      }
      case Network.PHRASE -> {
        phraseSpans(node, Network.TITLE, 0, reading.bodyFrom, spans);
        phraseSpans(node, Network.BODY, reading.bodyFrom, reading.valuesFrom, spans);
      }
      case Network.NUMBER -> spans.value(parts[node] - reading.valuesFrom);
      case Network.INTERVAL -> intervalSpans(node, spans);
      default -> partSpans(node, spans);
    }
  }

  private void partSpans(int node, Spans spans) {
    for (int part = parts[node]; part != Occurrences.NONE; part = partNext.get(part)) {
      spans(partNode.get(part), spans);
    }
  }

  private void termSpans(int atom, int fields, Spans spans) {
    Occurrences occurrences = reading.occurrences;
    int found = 0;
    for (int o = occurrences.first(atom);
        o != Occurrences.NONE && found < Spans.MAX;
        o = occurrences.next(o)) {
      int token = occurrences.token(o);
      if (token >= reading.valuesFrom) {
        spans.value(token - reading.valuesFrom);
        found++;
      } else {
        boolean title = token < reading.bodyFrom;
        if ((fields & (title ? Network.TITLE : Network.BODY)) != 0) {
          spans.add(title, reading.tokens.start[token], reading.tokens.end[token]);
          found++;
        }
      }
    }
  }

  private void phraseSpans(int node, int field, int from, int to, Spans spans) {
    if ((network.mask()[node] & field) == 0) {
      return;
    }
    phraseSearch.start(network.phrases(), network.detail()[node], from, to);
    for (int found = 0; found < Spans.MAX && phraseSearch.next(); found++) {
      spans.add(field == Network.TITLE, phraseSearch.start, phraseSearch.end);
    }
  }

  /** Where Lucene cannot say where an interval is, the words that it needs are the evidence. */
  private void intervalSpans(int node, Spans spans) {
    Condition.Interval interval = network.intervals().get(network.detail()[node]);
    boolean title = network.mask()[node] == Network.TITLE;
    try {
      for (IntervalCheck.Span span : IntervalCheck.spans(reader(), interval, Spans.MAX)) {
        reading.addSpan(title, span.start(), span.end(), spans);
      }
    } catch (RuntimeException | AssertionError e) {
      partSpans(node, spans);
    }
  }
}
