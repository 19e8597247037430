package dev.slugline.enrich.rule;

import dev.slugline.enrich.rule.QueryReader.Unreadable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.queryparser.flexible.core.nodes.FieldQueryNode;
import org.apache.lucene.util.BytesRef;

/** Analyses the words and phrases of a query as Lucene's AnalyzerQueryNodeProcessor does. */
final class TextAnalysis {
  private final Analyzer analyzer;

  TextAnalysis(Analyzer analyzer) {
    this.analyzer = analyzer;
  }

  /**
   * One word: a term; several in quotation marks: a phrase with holes for stop words; several
   * without, as of {@code wi-fi}: any of them.
   *
   * @return empty where no word is left
   */
  Optional<Condition> condition(String field, String text, boolean quoted, int slop, int position)
      throws Unreadable {
    List<String> terms = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    try (TokenStream stream = analyzer.tokenStream(field, text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      PositionIncrementAttribute step = stream.addAttribute(PositionIncrementAttribute.class);
      stream.reset();
      // a stop word in front is no part of a phrase
      int at = 0;
      while (stream.incrementToken()) {
        if (!terms.isEmpty()) {
          if (step.getPositionIncrement() == 0) {
            throw new Unreadable(
                "'"
                    + QuerySyntax.shortened(text)
                    + "' is analysed into several terms at one place,"
                    + " which is not supported",
                position,
                null);
          }
          at += step.getPositionIncrement();
        }
        terms.add(wellFormed(term.toString()));
        positions.add(at);
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (terms.isEmpty()) {
      return Optional.empty();
    } else if (terms.size() == 1) {
      return Optional.of(new Condition.Term(field, terms.get(0)));
    } else if (quoted) {
      return Optional.of(
          new Condition.Phrase(field, List.copyOf(terms), List.copyOf(positions), slop));
    }
    List<Condition> any = new ArrayList<>();
    terms.forEach(term -> any.add(new Condition.Term(field, term)));
    return Optional.of(new Condition.Bool(List.of(), List.copyOf(any), List.of(), 0));
  }

  /** A bound of a range, as far as analysis leaves whole terms as they are; empty where open. */
  String normalized(String field, FieldQueryNode bound) {
    return ValueReader.open(bound)
        ? ""
        : analyzer.normalize(field, bound.getTextAsString()).utf8ToString();
  }

  /** As in an index, where half a surrogate pair is U+FFFD. */
  static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return new BytesRef(text).utf8ToString();
      }
    }
    return text;
  }
}
