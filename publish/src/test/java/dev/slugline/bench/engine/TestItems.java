package dev.slugline.bench.engine;

import org.apache.lucene.analysis.en.EnglishAnalyzer;

/** The items of a corpus, analysed as English. */
final class TestItems {
  private TestItems() {}

  static Items of(Corpus corpus) {
    try (EnglishAnalyzer analyzer = new EnglishAnalyzer()) {
      return Items.of(corpus, analyzer);
    }
  }
}
