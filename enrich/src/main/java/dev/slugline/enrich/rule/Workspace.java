package dev.slugline.enrich.rule;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
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

  // The state of a node with parts stands beside what never changes of it, for nodes are touched in
  // no order. LAST_PART is where its last part that is met stands in partNode and partNext, plus
  // one. All of it zero between two texts.
  private static final int SIZE = Network.SIZE;
  private static final int SHOULD_MET = Network.SHOULD_MET;
  private static final int MUST_MET = Network.MUST_MET;
  private static final int LAST_PART = Network.LAST_PART;

  /** Added to the count of necessary parts where there is what must not be. */
  private static final int EXCLUDED = 1 << 30;

  private final int[] state;
  private final BitSet met = new BitSet(); // of nodes with parts only for explanations
  private final boolean explains;
  private final Map<Integer, Integer> numberFrom = new HashMap<>(); // the token of a number
  private final Ints partNode = new Ints();
  private final Ints partNext = new Ints();
  private final Ints[] touched; // by level

  /**
   * A workspace.
   *
   * @param explains whether {@link #met} can be asked
   */
  Workspace(Network network, Words words, boolean explains) {
    this.network = network;
    reading = new Reading(network, words);
    phraseSearch = new PhraseSearch(reading.occurrences, reading.tokens);
    state = network.shape().clone();
    this.explains = explains;
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

  /** Whether a node is met by the present text. */
  boolean met(int node) {
    return met.get(node);
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
        int at = node * SIZE;
        int needs = state[at + Network.NEEDS];
        if (state[at + MUST_MET] == Network.must(needs)
            && state[at + SHOULD_MET] >= Network.least(needs)
            && (needs >= 0 || groups(node))
            && (network.kind()[node] != Network.INTERVAL || interval(node, failure))) {
          meet(node, fired);
        }
      }
    }
  }

  private void reset() {
    for (Ints nodes : touched) {
      reset(nodes);
    }
    met.clear();
    numberFrom.clear();
    partNode.clear();
    partNext.clear();
    reader = null;
  }

  private void reset(Ints nodes) {
    for (int i = 0; i < nodes.size(); i++) {
      int at = nodes.get(i) * SIZE;
      state[at + SHOULD_MET] = 0;
      state[at + MUST_MET] = 0;
      state[at + LAST_PART] = 0;
    }
    nodes.clear();
  }

  private void fail(int atom, Throwable cause, Failure failure) {
    Lists ofAtom = network.ofAtom();
    int entry = ofAtom.entry(atom);
    for (int i = Lists.from(entry), to = ofAtom.to(entry); i < to; i++) {
      failure.in(ofAtom.at(i) >>> 4, cause);
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
      int entry = occurrences.nodes(atom);
      for (int j = Lists.from(entry), to = ofAtom.to(entry); j < to; j++) {
        int packed = ofAtom.at(j);
        int node = packed >>> 4;
        if ((packed >>> 1 & fields & 7) != 0 && ((packed & 1) == 0 || phrase(node, failure))) {
          met.set(node);
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
      if (range.low() <= number && number <= range.high() && !numberFrom.containsKey(node)) {
        numberFrom.put(node, reading.tokens.count);
        meet(node, fired);
      }
    }
    reading.value(field, value);
  }

  private boolean phrase(int node, Failure failure) {
    int at = network.detail()[node];
    int[] phrases = network.phrases();
    int fields = network.mask()[node];
    for (int i = 0; i < phrases[at + 1] && fields != 0; i++) {
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

  /** Whether the groups of a node are met too; the leaves that meet them are its parts. */
  private boolean groups(int node) {
    int[] groups = network.groups();
    int at = network.detail()[node];
    for (int left = groups[at++]; left > 0; left--) {
      boolean any = false;
      for (int end = at + 1 + groups[at++]; at < end; at++) {
        if (met.get(groups[at])) {
          any = true;
          part(node, groups[at]);
        }
      }
      if (!any) {
        return false;
      }
    }
    return true;
  }

  private void part(int whole, int part) {
    int at = whole * SIZE + LAST_PART;
    partNext.add(state[at]);
    partNode.add(part);
    state[at] = partNode.size();
  }

  /** A node is met: counts for its parents, and fires its clauses. */
  private void meet(int node, Fired fired) {
    if (explains) {
      met.set(node);
    }
    Lists parents = network.parents();
    int entry = parents.entry(node);
    for (int i = Lists.from(entry), to = parents.to(entry); i < to; i++) {
      int parent = parents.at(i) >>> 2;
      int role = parents.at(i) & 3;
      if (role == Network.CLAUSE) {
        fired.clause(parent, node);
        continue;
      }
      int at = parent * SIZE;
      if ((state[at + SHOULD_MET] | state[at + MUST_MET]) == 0) {
        touched[Network.level(state[at + Network.NEEDS])].add(parent);
      }
      if (role == Network.NOT) {
        state[at + MUST_MET] |= EXCLUDED;
        continue;
      }
      state[at + (role == Network.SHOULD ? SHOULD_MET : MUST_MET)]++;
      part(/* whole= */ parent, /* part= */ node);
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
      case Network.NUMBER -> spans.value(numberFrom.getOrDefault(node, 0) - reading.valuesFrom);
      case Network.INTERVAL -> intervalSpans(node, spans);
      default -> partSpans(node, spans);
    }
  }

  private void partSpans(int node, Spans spans) {
    for (int part = state[node * SIZE + LAST_PART]; part != 0; part = partNext.get(part - 1)) {
      spans(partNode.get(part - 1), spans);
    }
  }

  private void termSpans(int atom, int fields, Spans spans) {
    Occurrences occurrences = reading.occurrences;
    int found = 0;
    for (int o = occurrences.first(atom);
        o != Occurrences.NONE && found < Spans.GATHERED;
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
    for (int found = 0; found < Spans.GATHERED && phraseSearch.next(); found++) {
      spans.add(field == Network.TITLE, phraseSearch.start, phraseSearch.end);
    }
  }

  /** Where Lucene cannot say where an interval is, the words that it needs are the evidence. */
  private void intervalSpans(int node, Spans spans) {
    Condition.Interval interval = network.intervals().get(network.detail()[node]);
    boolean title = network.mask()[node] == Network.TITLE;
    if (!interval.hasSurePlaces()) {
      partSpans(node, spans);
      return;
    }
    try {
      for (IntervalCheck.Span span : IntervalCheck.spans(reader(), interval, Spans.GATHERED)) {
        reading.addSpan(title, span.start(), span.end(), spans);
      }
    } catch (RuntimeException | AssertionError e) {
      partSpans(node, spans);
    }
  }
}
