package dev.slugline.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.Article.Provenance;
import dev.slugline.ingest.article.ArticleBuilder;
import dev.slugline.ingest.identity.Arrival;
import dev.slugline.ingest.identity.ArticleId;
import dev.slugline.ingest.identity.ContentHash;
import dev.slugline.ingest.identity.Decision;
import dev.slugline.ingest.identity.Identity;
import dev.slugline.ingest.identity.KnownBytes;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How large the memory of the articles grows: in the store that the stream uses, with texts of 400
 * words of which every fifth was revised. {@code -Darticles=200000} measures more of them.
 */
class StoreSizeTest {
  private static final int ARTICLES = Integer.getInteger("articles", 3_000);
  private static final int WORDS = 400;
  private static final int VOCABULARY = 20_000;
  private static final Instant AT = Instant.parse("2026-06-01T10:00:00.123Z");

  private final Random random = new Random(11);

  @Test
  void shouldTakeAFewHundredBytesAnArticle(@TempDir Path dir) throws Exception {
    KeyValueStore<String, byte[]> store = open(dir);
    for (int i = 0; i < ARTICLES; i++) {
      String id = ArticleId.of("wire", "article " + i, null, "");
      Decision first = Identity.decide(null, arrival(id, 2L * i, AT), AT.toEpochMilli());
      Decision last =
          i % 5 > 0
              ? first
              : Identity.decide(
                  first.next(),
                  arrival(id, 2L * i + 1, AT.plusSeconds(60)),
                  AT.toEpochMilli() + 60_000);
      store.put(id, KnownBytes.write(last.next()));
    }
    store.close();

    long bytes = size(dir);
    System.out.printf(
        "%,d articles: %,d bytes on disk, %d MB a million%n", ARTICLES, bytes, bytes / ARTICLES);
    assertThat(bytes / ARTICLES).isBetween(150L, 350L);
  }

  private static KeyValueStore<String, byte[]> open(Path dir) {
    Properties config = ChainTest.config(dir);
    config.put(StreamsConfig.STATE_DIR_CONFIG, dir.toString());
    MockProcessorContext<Void, Void> context =
        new MockProcessorContext<>(config, new TaskId(0, 0), new File(dir.toString()));
    KeyValueStore<String, byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore("identity"), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    return store;
  }

  private Arrival arrival(String id, long offset, Instant at) {
    String body = text();
    Article article =
        new ArticleBuilder()
            .id(id)
            .title("A title of " + id)
            .body(body)
            .contentHash(ContentHash.of(id, body))
            .publishedAt(AT)
            .updatedAt(at)
            .receivedAt(at)
            .keywords(List.of())
            .provenance(new Provenance("news.raw", (int) (offset % 4), offset, 1))
            .build();
    return new Arrival(article, false, true);
  }

  /** Few words often and many seldom, as in a language. */
  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < WORDS; i++) {
      double at = random.nextDouble();
      text.append('w').append((int) (VOCABULARY * at * at * at * at)).append(' ');
    }
    return text.toString();
  }

  private static long size(Path dir) throws IOException {
    try (Stream<Path> files = Files.walk(dir)) {
      return files
          .filter(file -> file.toString().endsWith(".sst"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }
}
