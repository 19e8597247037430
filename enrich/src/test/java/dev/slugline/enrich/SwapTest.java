package dev.slugline.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.enrich.EnrichedArticle.Tag;
import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.Article.Language;
import dev.slugline.ingest.article.ArticleBuilder;
import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A new catalogue takes the place of the running one between two articles. */
class SwapTest {
  private static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");
  private static final int THREADS = 3;
  private static final int SWAPS = 200;

  @Test
  void shouldTagEachArticleWithOneCatalogueAsAWhole() throws Exception {
    // Given two catalogues that share no rule, and threads that tag without a pause
    LoadedCatalogue odd = catalogue("odd", 50);
    LoadedCatalogue even = catalogue("even", 50);
    AtomicReference<LoadedCatalogue> live = new AtomicReference<>(odd);
    AtomicBoolean done = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(THREADS);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<Integer>> counts = new ArrayList<>();
    Callable<Integer> tagging =
        () -> {
          Tagger tagger = new Tagger(live::get, "test");
          int tagged = 0;
          while (!done.get()) {
            EnrichedArticle enriched = tagger.tag(article(), NOW);
            String name = enriched.catalogue().hash().equals(odd.hash()) ? "odd" : "even";
            assertThat(enriched.tags()).hasSize(50);
            assertThat(enriched.tags()).extracting(Tag::id).allMatch(it -> it.startsWith(name));
            tagged++;
            if (tagged == 1) {
              begun.countDown();
            }
          }
          return tagged;
        };
    for (int i = 0; i < THREADS; i++) {
      counts.add(threads.submit(tagging));
    }

    // When they are swapped again and again
    for (int i = 0; i < SWAPS; i++) {
      live.set(i % 2 == 0 ? even : odd);
      new Tagger(live::get, "test").tag(article(), NOW);
    }
    assertThat(begun.await(90, TimeUnit.SECONDS)).isTrue();
    done.set(true);
    threads.shutdown();

    // Then no article has seen a mixture, and all threads went on
    assertThat(threads.awaitTermination(90, TimeUnit.SECONDS)).isTrue();
    for (Future<Integer> count : counts) {
      assertThat(count.get()).isPositive();
    }
  }

  @Test
  void shouldLetTheOldCatalogueGo() throws Exception {
    AtomicReference<LoadedCatalogue> live = new AtomicReference<>(catalogue("old", 500));
    Tagger tagger = new Tagger(live::get, "test");
    tagger.tag(article(), NOW);
    WeakReference<LoadedCatalogue> old = new WeakReference<>(live.get());

    live.set(catalogue("new", 5));
    EnrichedArticle enriched = tagger.tag(article(), NOW);

    assertThat(enriched.tags()).hasSize(5);
    for (int i = 0; i < 20 && old.get() != null; i++) {
      System.gc();
    }
    assertThat(old.get()).isNull();
  }

  private static Article article() {
    return new ArticleBuilder()
        .id("id")
        .title("Sanctions")
        .body("The council has agreed on new sanctions against three banks, it said on Monday.")
        .language(new Language("en", 1))
        .wordCount(14)
        .receivedAt(NOW)
        .build();
  }

  private static LoadedCatalogue catalogue(String name, int rules) throws Exception {
    Map<String, String> texts = new HashMap<>();
    for (int i = 0; i < rules; i++) {
      texts.put(
          name + i + ".yaml",
          """
          id: %s-%d
          label: Rule
          description: A rule.
          threshold: 10
          clauses:
            - {name: a, weight: 10, query: 'sanction* OR "rule %d"'}
          examples:
            match: ["The sanctions."]
            reject: ["None."]
          """
              .formatted(name, i, i));
    }
    return CatalogueLoader.fromTexts(texts);
  }
}
