package dev.slugline.app.view;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.stream.Withdrawal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * All enriched articles as they stand now, by id and by tag, and the register of retractions: of
 * the whole installation, on this instance's disk. A restart goes on where the last run stopped;
 * what is lost, broken or of another installation is read anew. Thread-safe.
 */
public final class View implements AutoCloseable {
  private static final Executor SOON = CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);

  private final ViewFollower follower;

  private View(ViewFollower follower) {
    this.follower = follower;
  }

  /**
   * Opens the view of an installation and begins to follow its topics.
   *
   * @param stateDir where instances keep their state; those that share it get a folder each
   * @throws IOException when nothing can be kept there
   */
  public static View open(SluglineConfig config, Path stateDir) throws IOException {
    ViewFolder folder = ViewFolder.hold(stateDir.resolve("view"), config.text("application.id"));
    try {
      return new View(new ViewFollower(config, folder));
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** How far it is; until it is ready it answers nothing. */
  public Progress progress() {
    return follower.progress();
  }

  /** How old what it shows may be; null: it shows nothing yet. */
  public @Nullable Duration age() {
    Instant asOf = follower.asOf();
    return asOf == null ? null : Duration.between(asOf, Instant.now());
  }

  /** The enriched record of an article; empty: there is none now. */
  public Optional<byte[]> article(String id) throws RestoringException {
    return follower.ask(store -> Optional.ofNullable(store.article(id)));
  }

  /** How an article was withdrawn; empty: it was not, or it came back. */
  public Optional<Withdrawal> withdrawal(String id) throws RestoringException {
    return follower
        .ask(store -> Optional.ofNullable(store.withdrawal(id)))
        .map(View::withdrawal)
        .filter(it -> it.returnedAt() == null);
  }

  /**
   * Waits until it shows an article as withdrawn, as it soon does where the stream has withdrawn
   * it.
   *
   * @return completed then, or after the time, or where it answers nothing
   */
  public CompletableFuture<Void> awaitWithdrawal(String id, Duration atMost) {
    return awaitWithdrawal(id, System.nanoTime() + atMost.toNanos());
  }

  private CompletableFuture<Void> awaitWithdrawal(String id, long end) {
    if (System.nanoTime() - end >= 0 || showsWithdrawn(id)) {
      return CompletableFuture.completedFuture(null);
    }
    return CompletableFuture.runAsync(() -> {}, SOON).thenCompose(it -> awaitWithdrawal(id, end));
  }

  private boolean showsWithdrawn(String id) {
    try {
      return article(id).isEmpty() && withdrawal(id).isPresent();
    } catch (RestoringException e) {
      return true; // whoever asks is told that it answers nothing
    }
  }

  private static Withdrawal withdrawal(byte[] json) {
    try {
      return ArticleJson.mapper().readValue(json, Withdrawal.class);
    } catch (IOException e) {
      throw new IllegalStateException("what was read could not be read again", e);
    }
  }

  /** The articles that have a tag, {@code none} included, newest first. */
  public Page articles(String tag, ListQuery query) throws RestoringException {
    return follower.ask(store -> store.list(tag, query));
  }

  /** How a tag stands. */
  public TagState tag(String tag) throws RestoringException {
    return follower.ask(store -> store.tag(tag));
  }

  /** How all tags stand that are or were on articles. */
  public Map<String, TagState> tags() throws RestoringException {
    return follower.ask(View::states);
  }

  private static Map<String, TagState> states(ViewStore store) throws RocksDBException {
    Map<String, TagState> states = new TreeMap<>();
    for (String tag : store.tags().keySet()) {
      states.put(tag, store.tag(tag));
    }
    return states;
  }

  /** Stops to follow, within seconds; what was read is kept. */
  @Override
  public void close() throws IOException {
    follower.close();
  }
}
