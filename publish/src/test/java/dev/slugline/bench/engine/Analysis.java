package dev.slugline.bench.engine;

import dev.slugline.bench.engine.Corpus.Article;
import java.io.IOException;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** What the words alone cost: Lucene's English analyser over title and body, and no rule. */
final class Analysis implements Side<Integer> {
  private final Analyzer analyzer = new EnglishAnalyzer();

  @Override
  public String name() {
    return "EnglishAnalyzer";
  }

  /** The sum of all that a consumer reads, so that none of it can be left out. */
  @Override
  public Integer match(Article article) throws IOException {
    return analyse("title", article.title()) + analyse("body", article.body());
  }

  private int analyse(String field, String text) throws IOException {
    int sum = 0;
    try (TokenStream stream = analyzer.tokenStream(field, text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
      PositionIncrementAttribute step = stream.addAttribute(PositionIncrementAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        sum += term.length() + offset.endOffset() + step.getPositionIncrement();
      }
      stream.end();
    }
    return sum;
  }
}
