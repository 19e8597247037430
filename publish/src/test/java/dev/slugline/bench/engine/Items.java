package dev.slugline.bench.engine;

import dev.slugline.bench.engine.Corpus.Article;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * What a rule can ask for of a corpus: its words, and phrases of two or three of its neighbouring
 * words, each with the articles that it occurs in. Immutable.
 */
final class Items {
  /** A pick is among at least so many, where there are so many. */
  private static final int CHOICE = 24;

  /** The share of the articles from which a word says too little to stand in a phrase. */
  private static final double COMMON = 0.25;

  private static final int SKETCH = 1 << 22;

  /**
   * A word or phrase.
   *
   * @param text as it stands in a text, in lower case
   * @param in the numbers of the articles that have it, once analysed
   */
  record Item(String text, BitSet in) {
    int articles() {
      return in.cardinality();
    }
  }

  private record Token(String term, int step, int start, int end, boolean plain) {}

  private final int articles;
  private final List<Item> words;
  private final List<Item> phrases;
  private final int[] wordCounts;
  private final int[] phraseCounts;
  private final Map<String, Integer> frequencies = new HashMap<>();

  private Items(int articles, Map<String, Item> words, Map<String, Item> phrases) {
    this.articles = articles;
    Comparator<Item> byFrequency =
        Comparator.comparingInt(Item::articles).thenComparing(Item::text);
    this.words = words.values().stream().sorted(byFrequency).toList();
    this.phrases =
        phrases.entrySet().stream()
            .filter(it -> it.getValue().articles() > 1 && telling(it.getKey(), words))
            .map(Map.Entry::getValue)
            .sorted(byFrequency)
            .toList();
    this.wordCounts = this.words.stream().mapToInt(Item::articles).toArray();
    this.phraseCounts = this.phrases.stream().mapToInt(Item::articles).toArray();
    words.forEach((term, item) -> frequencies.put(term, item.articles()));
  }

  /**
   * The items of a corpus.
   *
   * @throws IllegalArgumentException where it has too few to choose from
   */
  static Items of(Corpus corpus, Analyzer analyzer) {
    Map<String, Item> words = new HashMap<>();
    Map<String, Item> phrases = new HashMap<>();
    // most neighbours meet once: those that do are counted, not kept
    byte[] seen = new byte[SKETCH];
    for (boolean counting : new boolean[] {true, false}) {
      for (int i = 0; i < corpus.articles().size(); i++) {
        Article article = corpus.articles().get(i);
        for (String text : List.of(article.title(), article.body())) {
          List<Token> tokens = tokens(text, analyzer);
          if (!counting) {
            for (Token token : tokens) {
              if (token.plain()) {
                put(words, token.term(), text.substring(token.start(), token.end()), i);
              }
            }
          }
          collect(tokens, text, i, phrases, seen, counting);
        }
      }
    }
    Items items = new Items(corpus.articles().size(), words, phrases);
    if (items.words.size() < CHOICE || items.phrases.isEmpty()) {
      throw new IllegalArgumentException(
          "cannot make rules: the articles have %d different words, %d phrases come twice"
              .formatted(items.words.size(), items.phrases.size()));
    }
    return items;
  }

  /** No analyst asks for "been his": none of the terms may be in many articles. */
  private boolean telling(String key, Map<String, Item> words) {
    for (String term : key.split(" ", -1)) {
      Item word = words.get(term);
      if (word != null && word.articles() > COMMON * articles) {
        return false;
      }
    }
    return true;
  }

  /** How many articles there are. */
  int articles() {
    return articles;
  }

  /** In how many articles each term of letters occurs. */
  Map<String, Integer> frequencies() {
    return frequencies;
  }

  /** Any of the words whose share of the articles is about the wanted one, or comes nearest. */
  Item word(SplittableRandom random, double share) {
    return pick(random, words, wordCounts, share * articles);
  }

  /** Any of the phrases whose share of the articles is about the wanted one, or comes nearest. */
  Item phrase(SplittableRandom random, double share) {
    return pick(random, phrases, phraseCounts, share * articles);
  }

  private static Item pick(SplittableRandom random, List<Item> of, int[] counts, double wanted) {
    int from = first(counts, Math.max(1, (int) Math.floor(wanted * 0.6)));
    int to = first(counts, Math.max(2, (int) Math.ceil(wanted * 1.5)));
    if (to - from < CHOICE) {
      to = Math.min(of.size(), from + CHOICE);
      from = Math.max(0, to - CHOICE);
    }
    return of.get(from + random.nextInt(to - from));
  }

  /** The index of the first count that is not smaller. */
  private static int first(int[] counts, int count) {
    int low = 0;
    int high = counts.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (counts[middle] < count) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static void collect(
      List<Token> tokens,
      String text,
      int article,
      Map<String, Item> phrases,
      byte[] seen,
      boolean counting) {
    for (int i = 1; i < tokens.size(); i++) {
      Token before = tokens.get(i - 1);
      Token here = tokens.get(i);
      if (!neighbours(before, here, text)) {
        continue;
      }
      String two = before.term() + (here.step() == 1 ? " " : " _ ") + here.term();
      phrase(two, before, here, text, article, phrases, seen, counting);
      if (here.step() == 1 && i + 1 < tokens.size()) {
        Token next = tokens.get(i + 1);
        if (next.step() == 1 && neighbours(here, next, text)) {
          String three = two + " " + next.term();
          phrase(three, before, next, text, article, phrases, seen, counting);
        }
      }
    }
  }

  private static void phrase(
      String key,
      Token first,
      Token last,
      String text,
      int article,
      Map<String, Item> phrases,
      byte[] seen,
      boolean counting) {
    int slot = (key.hashCode() * 0x9E3779B1) >>> 10;
    if (counting) {
      seen[slot] = (byte) Math.min(2, seen[slot] + 1);
    } else if (seen[slot] > 1) {
      put(phrases, key, text.substring(first.start(), last.end()), article);
    }
  }

  private static void put(Map<String, Item> items, String key, String text, int article) {
    items
        .computeIfAbsent(key, k -> new Item(text.toLowerCase(Locale.ROOT), new BitSet()))
        .in()
        .set(article);
  }

  /** Two words with a space between them, or a space, a stop word and a space. */
  private static boolean neighbours(Token before, Token here, String text) {
    if (!before.plain() || !here.plain() || here.step() > 2) {
      return false;
    }
    int spaces = 0;
    for (int at = before.end(); at < here.start(); at++) {
      char between = text.charAt(at);
      if (between == ' ') {
        spaces++;
      } else if (!Character.isLetter(between)) {
        return false;
      }
    }
    return spaces == here.step();
  }

  private static boolean letters(String text, int start, int end) {
    for (int at = start; at < end; at++) {
      int letter = text.charAt(at) | 0x20;
      if (letter < 'a' || letter > 'z') {
        return false;
      }
    }
    return true;
  }

  private static List<Token> tokens(String text, Analyzer analyzer) {
    List<Token> tokens = new ArrayList<>();
    try (TokenStream stream = analyzer.tokenStream("body", text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
      PositionIncrementAttribute step = stream.addAttribute(PositionIncrementAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        int start = offset.startOffset();
        int end = offset.endOffset();
        boolean plain = end - start > 2 && letters(text, start, end);
        tokens.add(new Token(term.toString(), step.getPositionIncrement(), start, end, plain));
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tokens;
  }
}
