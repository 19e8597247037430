package dev.slugline.enrich.rule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.jspecify.annotations.Nullable;

/** The analysed tokens of one text by field and term: one pass over the text. */
final class Tokens {
  /** The occurrences of one term in one field, in order. */
  static final class Occurrences {
    int[] positions = new int[2];
    int[] starts = new int[2];
    int[] ends = new int[2];
    int count;

    void add(int position, int start, int end) {
      if (count == positions.length) {
        positions = Arrays.copyOf(positions, count * 2);
        starts = Arrays.copyOf(starts, count * 2);
        ends = Arrays.copyOf(ends, count * 2);
      }
      positions[count] = position;
      starts[count] = start;
      ends[count] = end;
      count++;
    }
  }

  private final Map<String, Map<String, Occurrences>> fields = new HashMap<>();
  private final Map<String, TreeMap<String, Occurrences>> sorted = new HashMap<>();

  static Tokens of(Text text, Analyzer analyzer) {
    Tokens tokens = new Tokens();
    if (text.title() != null) {
      tokens.analyse("title", text.title(), analyzer);
    }
    tokens.analyse("body", text.body(), analyzer);
    return tokens;
  }

  /** Values of a field that is not analysed: one lower-cased token a value, 100 positions apart. */
  void keywords(String field, List<String> values) {
    Map<String, Occurrences> terms = fields.computeIfAbsent(field, f -> new HashMap<>());
    int position = 0;
    for (String value : values) {
      terms.computeIfAbsent(lowerCase(value), t -> new Occurrences()).add(position, 0, 0);
      position += 100;
    }
  }

  /** Code point by code point, as Lucene's filter does it: no final sigma. */
  private static String lowerCase(String value) {
    return value
        .codePoints()
        .map(Character::toLowerCase)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Nullable Occurrences get(String field, String term) {
    Map<String, Occurrences> terms = fields.get(field);
    return terms == null ? null : terms.get(term);
  }

  /** The terms of a field that start with a prefix. */
  Map<String, Occurrences> withPrefix(String field, String prefix) {
    Map<String, Occurrences> terms = fields.get(field);
    if (terms == null) {
      return Map.of();
    }
    return sorted
        .computeIfAbsent(field, f -> new TreeMap<>(terms))
        .subMap(prefix, true, prefix + Character.MAX_VALUE, true);
  }

  private void analyse(String field, String value, Analyzer analyzer) {
    Map<String, Occurrences> terms = fields.computeIfAbsent(field, f -> new HashMap<>());
    try (TokenStream stream = analyzer.tokenStream(field, value)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
      PositionIncrementAttribute step = stream.addAttribute(PositionIncrementAttribute.class);
      stream.reset();
      int position = -1;
      while (stream.incrementToken()) {
        position += step.getPositionIncrement();
        terms
            .computeIfAbsent(term.toString(), t -> new Occurrences())
            .add(position, offset.startOffset(), offset.endOffset());
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
