package dev.slugline.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.ingest.article.ArticleJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

/** The store against a model of it in plain maps. */
class ViewStoreTest {
  private static final List<String> TAGS = List.of("harvest", "harbours", "har", "tides");
  private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");

  @TempDir Path dir = Path.of("");

  private record Stood(long arrived, Set<String> tags) {}

  @Test
  void shouldListAndCountWhatStandsAfterAnyChanges() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Map<String, Stood> model = new HashMap<>();
    ViewStore store = ViewStore.open(dir.resolve("store"));
    try {
      for (int round = 0; round < 60; round++) {
        try (ViewBatch batch = new ViewBatch(store)) {
          for (int i = 0; i < 20; i++) {
            change(random, model, batch);
          }
          batch.commit(NOW.plusSeconds(round));
        }
        if (round % 20 == 7) {
          store.close();
          store = ViewStore.open(dir.resolve("store"));
        }
      }
      for (String tag : List.of("harvest", "harbours", "har", "tides", "none")) {
        List<String> expected =
            model.entrySet().stream()
                .filter(it -> it.getValue().tags().contains(tag))
                .sorted(
                    Comparator.comparingLong(
                            (Map.Entry<String, Stood> it) -> it.getValue().arrived())
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(all(store, tag, 7)).as("%s, seed %d", tag, seed).isEqualTo(expected);
        TagState state = store.tag(tag);
        assertThat(state.count()).as("%s, seed %d", tag, seed).isEqualTo(expected.size());
        assertThat(state.lastSeen())
            .as("%s, seed %d", tag, seed)
            .isEqualTo(
                expected.isEmpty()
                    ? null
                    : Instant.ofEpochMilli(
                        Objects.requireNonNull(model.get(expected.get(0))).arrived()));
      }
    } finally {
      store.close();
    }
  }

  private static void change(Random random, Map<String, Stood> model, ViewBatch batch)
      throws Exception {
    String id = "a" + random.nextInt(60);
    if (random.nextInt(4) == 0) {
      batch.remove(id);
      model.remove(id);
      return;
    }
    Set<String> tags = new TreeSet<>();
    TAGS.stream().filter(tag -> random.nextBoolean()).forEach(tags::add);
    Stood before = model.get(id);
    // a retag leaves the arrival, a revision does not; several arrive in one millisecond
    long arrived =
        before != null && random.nextBoolean()
            ? before.arrived()
            : NOW.toEpochMilli() + random.nextInt(200);
    batch.put(id, article(id, arrived, tags), NOW.toEpochMilli());
    model.put(id, new Stood(arrived, tags.isEmpty() ? Set.of("none") : tags));
  }

  @Test
  void shouldPageWithoutGapOrDoubleWhileArticlesArrive() throws Exception {
    try (ViewStore store = ViewStore.open(dir.resolve("store"))) {
      Set<String> before = new HashSet<>();
      for (int i = 0; i < 95; i++) {
        put(store, "old" + i, NOW.toEpochMilli() + i / 3);
        before.add("old" + i);
      }
      List<String> seen = new ArrayList<>();
      Cursor next = null;
      int page = 0;
      do {
        Page read = store.list("tides", query(10, next));
        seen.addAll(ids(read));
        next = read.next() == null ? null : Cursor.of(read.next().text());
        put(store, "new" + page++, NOW.toEpochMilli() + 1_000 + page);
      } while (next != null);

      assertThat(seen).doesNotHaveDuplicates().hasSize(95).containsAll(before);
      assertThat(page).isEqualTo(10);
      assertThat(ids(store.list("tides", query(2, null)))).containsExactly("new9", "new8");
    }
  }

  @Test
  void shouldKeepToEachBoundOfAQuery() throws Exception {
    try (ViewStore store = ViewStore.open(dir.resolve("store"))) {
      long at = NOW.toEpochMilli();
      put(store, "one", at, "pt", "The Evening Crab", "crab.example", "2026-05-01T00:00:00Z", 20);
      put(store, "two", at + 1, "en", "Harbour", "www.harbour.example", "2026-05-02T00:00:00Z", 60);
      put(store, "three", at + 2, "en", "Harbour", "harbour.example", null, 90);

      ListQuery all = ListQuery.newest(10);
      assertThat(ids(store.list("tides", all))).containsExactly("three", "two", "one");
      assertThat(ids(store.list("tides", bounds(NOW.plusMillis(1), NOW.plusMillis(2), null, null))))
          .containsExactly("two");
      assertThat(
              ids(
                  store.list(
                      "tides", bounds(null, null, Instant.parse("2026-05-02T00:00:00Z"), null))))
          .containsExactly("two");
      assertThat(
              ids(
                  store.list(
                      "tides", bounds(null, null, null, Instant.parse("2026-05-02T00:00:00Z")))))
          .containsExactly("one");
      assertThat(ids(store.list("tides", of(60, null, null)))).containsExactly("three", "two");
      assertThat(ids(store.list("tides", of(0, "PT", null)))).containsExactly("one");
      assertThat(ids(store.list("tides", of(0, null, "harbour.example"))))
          .containsExactly("three", "two");
      assertThat(ids(store.list("tides", of(0, null, "the evening crab")))).containsExactly("one");
      assertThat(ids(store.list("tides", of(0, null, "arbour.example")))).isEmpty();
    }
  }

  @Test
  void shouldLookAtNoMoreThanAPieceOfAListForOnePage() throws Exception {
    try (ViewStore store = ViewStore.open(dir.resolve("store"))) {
      try (ViewBatch batch = new ViewBatch(store)) {
        for (int i = 0; i <= ViewStore.MAX_LOOKED_AT; i++) {
          long arrived = NOW.toEpochMilli() + i;
          batch.put("a" + i, article("a" + i, arrived, Set.of("tides")), arrived);
        }
        batch.commit(NOW);
      }
      ListQuery rare = new ListQuery(5, null, null, NOW.plusMillis(1), null, null, 0, null, null);
      assertThat(ids(store.list("tides", rare))).containsExactly("a0");
      Page none = store.list("tides", of(0, "xx", null));
      assertThat(none.articles()).isEmpty();
      assertThat(none.next()).isEqualTo(new Cursor(NOW.toEpochMilli() + 1, "a1"));
    }
  }

  @Test
  void shouldPlaceWhatWasHeldAtItsRelease() throws Exception {
    Instant released = NOW.plus(Duration.ofDays(2));
    String held =
        new String(article("held", NOW.toEpochMilli(), Set.of("tides")), StandardCharsets.UTF_8)
            .replace(
                "\"enrichedAt\":\"" + NOW,
                "\"embargoedUntil\":\"" + released + "\",\"enrichedAt\":\"" + released);
    assertThat(Listed.of(held.getBytes(StandardCharsets.UTF_8), 0).arrived())
        .isEqualTo(released.toEpochMilli());
    // marked, not held: it was published before the time of its embargo
    String marked = held.replace("\"enrichedAt\":\"" + released, "\"enrichedAt\":\"" + NOW);
    assertThat(Listed.of(marked.getBytes(StandardCharsets.UTF_8), 0).arrived())
        .isEqualTo(NOW.toEpochMilli());
  }

  @Test
  void shouldForgetWhatIsOlderThanTheHistory() throws Exception {
    try (ViewStore store = ViewStore.open(dir.resolve("store"))) {
      try (ViewBatch batch = new ViewBatch(store)) {
        for (int i = 0; i < 2_500; i++) {
          long arrived = NOW.toEpochMilli() + i;
          String id = "a%04d".formatted(i);
          long touched = NOW.minus(Duration.ofDays(i % 2 == 0 ? 3 : 1)).toEpochMilli();
          batch.put(id, article(id, arrived, Set.of("tides")), touched);
        }
        batch.commit(NOW);
      }
      ViewSweep sweep = new ViewSweep(Duration.ofDays(2));
      sweep.sweep(store, NOW);
      assertThat(store.tag("tides").count()).as("a slice").isEqualTo(2_000);
      sweep.sweep(store, NOW.plusSeconds(1));
      assertThat(store.tag("tides").count()).as("not yet time").isEqualTo(2_000);
      sweep.sweep(store, NOW.plusSeconds(11));
      sweep.sweep(store, NOW.plusSeconds(22));
      assertThat(store.tag("tides").count()).isEqualTo(1_250);
      assertThat(all(store, "tides", 200)).hasSize(1_250).doesNotContain("a0000", "a2498");
      assertThat(store.article("a0000")).isNull();
    }
  }

  @Test
  void shouldKeepOffsetsWithWhatTheyStandFor() throws Exception {
    TopicPartition partition = new TopicPartition("news.enriched", 3);
    try (ViewStore store = ViewStore.open(dir.resolve("store"))) {
      try (ViewBatch batch = new ViewBatch(store)) {
        batch.put("a", article("a", 1, Set.of()), 1);
        batch.offset(partition, 42);
        // not committed: neither the one nor the other
      }
      assertThat(store.offset("news.enriched", 3)).isEqualTo(-1);
      assertThat(store.article("a")).isNull();
      try (ViewBatch batch = new ViewBatch(store)) {
        batch.offset(partition, 42);
        batch.commit(NOW);
      }
    }
    try (ViewStore store = ViewStore.open(dir.resolve("store"))) {
      assertThat(store.offset("news.enriched", 3)).isEqualTo(42);
    }
  }

  private static ListQuery query(int limit, @Nullable Cursor after) {
    return new ListQuery(limit, after, null, null, null, null, 0, null, null);
  }

  private static ListQuery bounds(
      @Nullable Instant since,
      @Nullable Instant until,
      @Nullable Instant publishedAfter,
      @Nullable Instant publishedBefore) {
    return new ListQuery(10, null, since, until, publishedAfter, publishedBefore, 0, null, null);
  }

  private static ListQuery of(
      int minRelevance, @Nullable String language, @Nullable String source) {
    return new ListQuery(10, null, null, null, null, null, minRelevance, language, source);
  }

  private static List<String> all(ViewStore store, String tag, int limit) throws Exception {
    List<String> ids = new ArrayList<>();
    Cursor next = null;
    do {
      Page page = store.list(tag, query(limit, next));
      ids.addAll(ids(page));
      next = page.next();
    } while (next != null);
    return ids;
  }

  private static List<String> ids(Page page) throws IOException {
    List<String> ids = new ArrayList<>();
    for (byte[] article : page.articles()) {
      JsonNode json = ArticleJson.mapper().readTree(article);
      ids.add(json.path("id").asText());
    }
    return ids;
  }

  private static void put(ViewStore store, String id, long arrived)
      throws IOException, RocksDBException {
    put(store, id, arrived, "en", "wire", "wire.example", "2026-05-03T00:00:00Z", 50);
  }

  private static void put(
      ViewStore store,
      String id,
      long arrived,
      String language,
      String source,
      String domain,
      @Nullable String published,
      int relevance)
      throws IOException, RocksDBException {
    String date = published == null ? "" : "\"publishedAt\":\"" + published + "\",";
    String json =
        "{\"id\":\"%s\",\"receivedAt\":\"%s\",%s\"language\":{\"code\":\"%s\",\"confidence\":1},"
                .formatted(id, Instant.ofEpochMilli(arrived), date, language)
            + "\"source\":{\"name\":\"%s\",\"domain\":\"%s\"},".formatted(source, domain)
            + "\"tags\":[{\"id\":\"tides\",\"relevance\":%d}]}".formatted(relevance);
    try (ViewBatch batch = new ViewBatch(store)) {
      batch.put(id, json.getBytes(StandardCharsets.UTF_8), arrived);
      batch.commit(NOW);
    }
  }

  /** An enriched record, as far as the view reads it. */
  private static byte[] article(String id, long arrived, Set<String> tags) {
    StringBuilder list = new StringBuilder();
    tags.forEach(
        tag ->
            list.append(list.isEmpty() ? "" : ",")
                .append("{\"id\":\"%s\",\"relevance\":50}".formatted(tag)));
    return "{\"id\":\"%s\",\"receivedAt\":\"%s\",\"enrichedAt\":\"%s\",\"tags\":[%s]}"
        .formatted(id, Instant.ofEpochMilli(arrived), NOW, list)
        .getBytes(StandardCharsets.UTF_8);
  }
}
