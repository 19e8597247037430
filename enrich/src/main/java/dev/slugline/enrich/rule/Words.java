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
import org.jspecify.annotations.Nullable;

/**
 * Turns text into tokens, the very same as a Lucene analyser makes, and numbers the words it meets.
 * The numbers hold until {@link #epoch} changes, which happens only in {@link #begin}. Where the
 * analyser looks at each token alone ({@link Analysis#eachTokenAlone}), it is asked once for each
 * token and what it said is remembered; a text of known tokens then allocates nothing. Not
 * thread-safe.
 */
final class Words {
  private static final int MAX_TOKENS = 1 << 17;
  private static final int MAX_CHARACTERS = 1 << 22;

  private final Analyzer analyzer;
  private final Characters characters;
  private final @Nullable WordTable table;
  private final Tokeniser tokeniser = new Tokeniser();
  private final int maxTokens;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> terms = new ArrayList<>();
  private int kept;
  private int epoch;

  /** The words of any analyser, by way of its token stream. */
  Words(Analyzer analyzer) {
    this(analyzer, false, false, MAX_TOKENS);
  }

  /** The words of a language's analyser, the fast way where there is one. */
  Words(Analysis analysis) {
    this(analysis, MAX_TOKENS);
  }

  /**
   * The words of a language's analyser.
   *
   * @param maxTokens above how many different tokens all are forgotten at the next text
   */
  Words(Analysis analysis, int maxTokens) {
    this(analysis.analyzer(), analysis.eachTokenAlone(), analysis == Analysis.PERSIAN, maxTokens);
  }

  private Words(
      Analyzer analyzer, boolean eachTokenAlone, boolean nonJoinersAreSpaces, int maxTokens) {
    this.analyzer = analyzer;
    this.characters = new Characters(nonJoinersAreSpaces);
    this.table = eachTokenAlone ? new WordTable(this::ask) : null;
    this.maxTokens = maxTokens;
  }

  /** To be called before the first field of every text: here all words may be forgotten. */
  void begin() {
    int tokens = table == null ? terms.size() : table.size();
    if (tokens > maxTokens || kept > MAX_CHARACTERS) {
      numbers.clear();
      terms.clear();
      kept = 0;
      if (table != null) {
        table.clear();
      }
      epoch++;
    }
  }

  /** Changes when the words are numbered anew. */
  int epoch() {
    return epoch;
  }

  /** How many words have numbers: from 0 to this, exclusive. No two have the same term. */
  int size() {
    return terms.size();
  }

  /** The term that the analyser makes of a word. */
  String term(int word) {
    return terms.get(word);
  }

  /** Adds the tokens of a text. */
  void analyse(String field, String text, TokenBuffer out) {
    if (table == null) {
      analyseAsStream(field, text, out);
      return;
    }
    characters.set(text);
    tokeniser.analyse(characters, table, out);
  }

  private void analyseAsStream(String field, String text, TokenBuffer out) {
    try (TokenStream stream = analyzer.tokenStream(field, text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
      PositionIncrementAttribute step = stream.addAttribute(PositionIncrementAttribute.class);
      stream.reset();
      int position = -1;
      while (stream.incrementToken()) {
        position += step.getPositionIncrement();
        out.add(number(term.toString()), position, offset.startOffset(), offset.endOffset());
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the analyser makes of one token of its tokeniser. */
  private int ask(String token) {
    kept += token.length();
    try (TokenStream stream = analyzer.tokenStream("", token)) {
      CharTermAttribute attribute = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      if (!stream.incrementToken()) {
        stream.end();
        return WordTable.DROPPED;
      }
      String term = attribute.toString();
      if (stream.incrementToken()) {
        throw new IllegalStateException("'" + token + "' is more than one token");
      }
      stream.end();
      return number(term);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int number(String term) {
    Integer known = numbers.get(term);
    if (known != null) {
      return known;
    }
    numbers.put(term, terms.size());
    kept += term.length();
    terms.add(term);
    return terms.size() - 1;
  }
}
