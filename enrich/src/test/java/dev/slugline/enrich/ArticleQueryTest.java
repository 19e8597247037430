package dev.slugline.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slugline.enrich.EnrichedArticle.Span;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.ArticleBuilder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A query by itself matches what a rule's clause would. */
class ArticleQueryTest {
  private static final Article ENGLISH =
      article("Ferries stop", "The ferry was cancelled. The port stays closed.", "en");

  @Test
  void shouldGiveTheWordsThatItMatches() throws Exception {
    List<Span> words = ArticleQuery.of("ferry AND cancel*").match(ENGLISH).orElseThrow();

    assertThat(words).extracting(Span::text).containsExactly("Ferries", "ferry", "cancelled");
    assertThat(words.get(1))
        .satisfies(
            it -> assertThat("The ferry".substring(it.start(), it.end())).isEqualTo("ferry"));
    assertThat(ArticleQuery.of("ferry AND sunk").match(ENGLISH)).isEmpty();
    assertThat(ArticleQuery.of("lang:en").match(ENGLISH)).isPresent();
    assertThat(ArticleQuery.of("title:port").match(ENGLISH)).isEmpty();
  }

  @Test
  void shouldReadEachLanguageInItsWay() throws Exception {
    ArticleQuery query = ArticleQuery.of("häuser");

    assertThat(query.match(article(null, "Das Haus am Hafen", "de"))).isPresent();
    assertThat(query.match(article(null, "Das Haus am Hafen", "en"))).isEmpty();
    assertThat(query.match(article(null, "Die häuser am Hafen", null))).isPresent();
    assertThat(query.match(article(null, "Die Häuser am Hafen", "xx-unknown"))).isPresent();
  }

  @Test
  void shouldMatchNothingWhereItHasNoWordsThatCount() throws Exception {
    assertThat(ArticleQuery.of("the").match(ENGLISH)).isEmpty();
  }

  @Test
  void shouldSayWhyItCannotBeRead() {
    assertThatThrownBy(() -> ArticleQuery.of("(ferry"))
        .isInstanceOf(ArticleQuery.Invalid.class)
        .hasMessageContaining("(ferry")
        .hasMessageNotContaining("Exception");
    assertThatThrownBy(() -> ArticleQuery.of("colour:red"))
        .isInstanceOf(ArticleQuery.Invalid.class)
        .hasMessageContaining("colour");
    assertThatThrownBy(() -> ArticleQuery.of("NOT ferry"))
        .isInstanceOf(ArticleQuery.Invalid.class)
        .hasMessageStartingWith("the query 'NOT ferry' cannot be used: it matches nothing");
  }

  private static Article article(@Nullable String title, String body, @Nullable String language) {
    return new ArticleBuilder()
        .id("a")
        .revision(1)
        .title(title)
        .body(body)
        .language(language == null ? null : new Article.Language(language, 1))
        .receivedAt(Instant.EPOCH)
        .format("json")
        .build();
  }
}
