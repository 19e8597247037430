package dev.slugline.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.bench.engine.Corpus.Article;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewsroomTest {
  private static final int ARTICLES = 300;
  private static final Corpus CORPUS = Newsroom.articles(1, ARTICLES);

  @Test
  void shouldWriteTheSameForTheSameSeedOnly() {
    assertThat(Newsroom.articles(1, ARTICLES)).isEqualTo(CORPUS);
    assertThat(Newsroom.articles(1, 5).articles()).isEqualTo(CORPUS.articles().subList(0, 5));
    assertThat(Newsroom.articles(2, ARTICLES).articles())
        .doesNotContainAnyElementsOf(CORPUS.articles());
  }

  @Test
  void shouldBeAsLongAsNewsIs() {
    double words =
        CORPUS.articles().stream()
            .mapToInt(article -> article.body().split("\\s+", -1).length)
            .average()
            .orElseThrow();
    double bytes =
        CORPUS.articles().stream()
            .mapToInt(article -> article.body().getBytes(StandardCharsets.UTF_8).length)
            .average()
            .orElseThrow();

    assertThat(words).isBetween(800.0, 940.0);
    assertThat(bytes).isBetween(5_000.0, 5_800.0);
  }

  @Test
  void shouldRepeatFewWordsOftenAndMostSeldom() throws Exception {
    Collection<Integer> counts = TestItems.of(CORPUS).frequencies().values();

    assertThat(counts).filteredOn(n -> n > 0.3 * ARTICLES).hasSizeBetween(100, 250);
    assertThat(counts).filteredOn(n -> n <= 0.01 * ARTICLES).hasSizeGreaterThan(counts.size() / 2);
  }

  @Test
  void shouldStrewQuotesIn() {
    List<Article> quoting = Newsroom.articles(1, ARTICLES, List.of("Quoted as is.")).articles();

    assertThat(CORPUS.articles()).noneMatch(article -> article.body().contains("Quoted as is."));
    assertThat(quoting)
        .filteredOn(article -> article.body().contains("Quoted as is."))
        .hasSizeBetween(ARTICLES / 2, ARTICLES);
  }
}
