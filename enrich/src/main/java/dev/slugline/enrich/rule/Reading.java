package dev.slugline.enrich.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One text as the network asks for it: its tokens, and where each atom occurs in them. The tokens
 * of the title come first, then those of the body, then one for each value of the other fields. Is
 * reused from text to text; which atoms a word has is looked up once. Not thread-safe.
 */
final class Reading {
  private static final int UNKNOWN = -1;

  /** A single atom stands for itself: this less its number. */
  private static final int ONE = -2;

  private final Network network;
  private final Words words;
  final TokenBuffer tokens = new TokenBuffer();
  final Occurrences occurrences;

  /** The first token of the body, and the first that is no text: the values of other fields. */
  int bodyFrom;

  int valuesFrom;

  // the atoms of each word: one, or where they stand in atomLists, after their number
  private int[] atomsOf = new int[0];
  private final Ints atomLists = new Ints();
  private int epoch = -1;

  private final List<String> valueFields = new ArrayList<>();
  private final List<String> values = new ArrayList<>();

  Reading(Network network, Words words) {
    this.network = network;
    this.words = words;
    occurrences = new Occurrences(network.atoms(), network.ofAtom());
  }

  /** The term of a token of title or body. */
  String term(int token) {
    return words.term(tokens.word[token]);
  }

  /** Title and body for Lucene's own iterators. */
  ArticleReader reader() {
    return new ArticleReader(words, tokens.slice(0, bodyFrom), tokens.slice(bodyFrom, valuesFrom));
  }

  /** Adds the place of the tokens at some positions, first and last included. */
  void addSpan(boolean title, int first, int last, Spans spans) {
    int to = title ? bodyFrom : valuesFrom;
    int token = tokens.firstAt(first, title ? 0 : bodyFrom, to);
    int end = -1;
    for (int i = token; i < to && tokens.position[i] <= last; i++) {
      end = Math.max(end, tokens.end[i]);
    }
    if (end >= 0) {
      spans.add(title, tokens.start[token], end);
    }
  }

  /** The field of a token that is no text. */
  String field(int token) {
    return valueFields.get(token - valuesFrom);
  }

  /** The value of a token that is no text, as the article has it. */
  String value(int token) {
    return values.get(token - valuesFrom);
  }

  private void clear() {
    occurrences.clear();
    tokens.clear();
    values.clear();
    valueFields.clear();
  }

  /** Reads a text; the last one is forgotten. */
  void read(Text text, Lexicon.Failure failure) {
    clear();
    words.begin();
    if (words.epoch() != epoch) {
      epoch = words.epoch();
      atomLists.clear();
      Arrays.fill(atomsOf, UNKNOWN);
    }
    String title = text.title();
    if (title != null) {
      words.analyse("title", title, tokens);
    }
    bodyFrom = tokens.count;
    words.analyse("body", text.body(), tokens);
    valuesFrom = tokens.count;
    growTo(words.size());
    place(0, bodyFrom, Network.TITLE, failure);
    place(bodyFrom, valuesFrom, Network.BODY, failure);
    occurrences.add(network.always(), tokens.count, Network.VALUE);
    network.values().forEach((field, lexicon) -> values(field, lexicon, text, failure));
  }

  private void growTo(int size) {
    int had = atomsOf.length;
    if (size > had) {
      atomsOf = Arrays.copyOf(atomsOf, Math.max(size, had * 2));
      Arrays.fill(atomsOf, had, atomsOf.length, UNKNOWN);
    }
  }

  private void place(int from, int to, int field, Lexicon.Failure failure) {
    int[] word = tokens.word;
    for (int i = from; i < to; i++) {
      int found = atomsOf[word[i]];
      if (found == UNKNOWN) {
        found = lookUp(word[i], failure);
      }
      if (found <= ONE) {
        occurrences.add(ONE - found, i, field);
      } else {
        int count = atomLists.get(found);
        for (int j = 1; j <= count; j++) {
          occurrences.add(atomLists.get(found + j), i, field);
        }
      }
    }
  }

  private int lookUp(int word, Lexicon.Failure failure) {
    int list = atomLists.size();
    atomLists.add(0);
    boolean sound = network.lexicon().find(words.term(word), atomLists, failure);
    int count = atomLists.size() - list - 1;
    atomLists.set(list, count);
    int found = list;
    if (count == 1) {
      found = ONE - atomLists.get(list + 1);
      atomLists.cut(list);
    }
    if (sound) {
      atomsOf[word] = found;
    }
    return found;
  }

  /** Values of other fields: one token each, in lower case. */
  private void values(String field, Lexicon lexicon, Text text, Lexicon.Failure failure) {
    for (String value : text.fields().getOrDefault(field, List.of())) {
      int list = atomLists.size();
      lexicon.find(lowerCase(value), atomLists, failure);
      for (int i = list; i < atomLists.size(); i++) {
        occurrences.add(atomLists.get(i), tokens.count, Network.VALUE);
      }
      atomLists.cut(list);
      value(field, value);
    }
  }

  /** Each character by itself, as Lucene's LowerCaseFilter does. */
  private static String lowerCase(String value) {
    StringBuilder lower = new StringBuilder(value.length());
    value.codePoints().map(Character::toLowerCase).forEach(lower::appendCodePoint);
    return lower.toString();
  }

  /** Adds the value of a field that is not text; its token has the number that is next. */
  void value(String field, String value) {
    tokens.add(UNKNOWN, 0, 0, value.length());
    valueFields.add(field);
    values.add(value);
  }
}
