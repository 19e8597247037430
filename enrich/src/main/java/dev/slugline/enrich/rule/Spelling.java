package dev.slugline.enrich.rule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * How the words of a query were written before the analyser made terms of them: who reads why a
 * rule did not fire knows {@code policies}, not {@code polici}. Immutable.
 */
final class Spelling {
  /** Leaves terms as the analyser has them. */
  static final Spelling ANALYSED = new Spelling(Map.of());

  private static final Set<String> OPERATORS = Set.of("AND", "OR", "NOT", "TO");

  private static final Pattern FIELD =
      Pattern.compile("\\b(?:" + String.join("|", Fields.TEXTS) + "):");

  private final Map<String, String> written;

  private Spelling(Map<String, String> written) {
    this.written = written;
  }

  /** Of what is written several ways in a query, the first one. */
  static Spelling of(String query, Analysis analysis) {
    Map<String, String> written = new HashMap<>();
    try (Analyzer analyzer = analysis.analyzer();
        TokenStream stream = analyzer.tokenStream("body", withoutFields(query))) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      OffsetAttribute place = stream.addAttribute(OffsetAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        String word = query.substring(place.startOffset(), place.endOffset());
        if (!OPERATORS.contains(word)) {
          written.putIfAbsent(term.toString(), word);
        }
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Spelling(written);
  }

  /** A tokeniser takes a field, its colon and a word for one token; the places stay. */
  private static String withoutFields(String query) {
    return FIELD.matcher(query).replaceAll(field -> " ".repeat(field.group().length()));
  }

  /** The word of a term; the term where it stands nowhere in the query, as in a keyword's field. */
  String of(String field, String term) {
    boolean text = Fields.TEXTS.contains(field);
    return text ? written.getOrDefault(term, term) : term;
  }
}
