package dev.slugline.enrich.rule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * Turns text into tokens, the very same as a Lucene analyser makes, and numbers the words it meets.
 * The numbers hold until {@link #epoch} changes, which happens only in {@link #begin}. Not
 * thread-safe.
 */
final class Words {
  private static final int MAX_WORDS = 1 << 16;

  private final Analyzer analyzer;
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<String> terms = new ArrayList<>();
  private int epoch;

  Words(Analyzer analyzer) {
    this.analyzer = analyzer;
  }

  /** To be called before the first field of every text: here all words may be forgotten. */
  void begin() {
    if (terms.size() > MAX_WORDS) {
      ids.clear();
      terms.clear();
      epoch++;
    }
  }

  /** Changes when the words are numbered anew. */
  int epoch() {
    return epoch;
  }

  /** How many words have numbers: from 0 to this, exclusive. Two words may have the same term. */
  int size() {
    return terms.size();
  }

  /** The term that the analyser makes of a word. */
  String term(int word) {
    return terms.get(word);
  }

  /** Adds the tokens of a text. */
  void analyse(String field, String text, TokenBuffer out) {
    try (TokenStream stream = analyzer.tokenStream(field, text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
      PositionIncrementAttribute step = stream.addAttribute(PositionIncrementAttribute.class);
      stream.reset();
      int position = -1;
      while (stream.incrementToken()) {
        position += step.getPositionIncrement();
        Integer id = ids.get(term.toString());
        if (id == null) {
          id = terms.size();
          terms.add(term.toString());
          ids.put(term.toString(), id);
        }
        out.add(id, position, offset.startOffset(), offset.endOffset());
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
