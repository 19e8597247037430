package dev.slugline.enrich.rule;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** Holds the tokens that {@link Words} makes against those of the Lucene analyser itself. */
final class LuceneTokens {
  private final Analysis analysis;
  private final Analyzer analyzer;
  private final Words words;
  private final TokenBuffer buffer = new TokenBuffer();

  record Token(String term, int position, int start, int end) {}

  LuceneTokens(Analysis analysis) {
    this.analysis = analysis;
    this.analyzer = analysis.analyzer();
    this.words = new Words(analysis, 20_000);
  }

  /** Lucene's tokens of a text. */
  List<Token> expected(String text) throws IOException {
    List<Token> tokens = new ArrayList<>();
    try (TokenStream stream = analyzer.tokenStream("body", text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
      PositionIncrementAttribute step = stream.addAttribute(PositionIncrementAttribute.class);
      stream.reset();
      int position = -1;
      while (stream.incrementToken()) {
        position += step.getPositionIncrement();
        tokens.add(new Token(term.toString(), position, offset.startOffset(), offset.endOffset()));
      }
      stream.end();
    }
    return tokens;
  }

  /** Ours. */
  List<Token> actual(String text) {
    words.begin();
    buffer.clear();
    words.analyse("body", text, buffer);
    List<Token> tokens = new ArrayList<>();
    for (int i = 0; i < buffer.count; i++) {
      tokens.add(
          new Token(
              words.term(buffer.word[i]), buffer.position[i], buffer.start[i], buffer.end[i]));
    }
    return tokens;
  }

  /** Where both differ on a text: the text made as short as can be, and both lists. */
  Optional<String> difference(String text) throws IOException {
    if (same(text)) {
      return Optional.empty();
    }
    String shortest = text;
    for (int size = text.length() / 2; size > 0; size /= 2) {
      for (int at = 0; at + size <= shortest.length(); ) {
        String less = shortest.substring(0, at) + shortest.substring(at + size);
        if (same(less)) {
          at += size;
        } else {
          shortest = less;
        }
      }
    }
    return Optional.of(
        "%s on '%s' (%s): Lucene %s, ours %s"
            .formatted(
                analysis, shortest, escaped(shortest), expected(shortest), actual(shortest)));
  }

  private boolean same(String text) throws IOException {
    return expected(text).equals(actual(text));
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars().forEach(c -> escaped.append("\\u%04x".formatted(c)));
    return escaped.toString();
  }
}
