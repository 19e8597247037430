package dev.slugline.enrich.catalogue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the rule log on a thread of its own, and puts each catalogue that is applied in the place
 * of the one before: as a whole, or, where it cannot be made here, not at all. While the broker
 * does not answer, the catalogue at hand stays. Thread-safe.
 */
public final class LiveCatalogue implements CurrentCatalogue, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveCatalogue.class);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
  private static final Duration READ_WITHIN = Duration.ofSeconds(5);

  private final RuleLog log;
  private final Before before;
  private final Thread following;
  private volatile Live live;
  private volatile boolean beingMade;
  private volatile Instant since = Instant.now();
  private volatile @Nullable String problem;

  /** The catalogue that cannot be made here. */
  private volatile @Nullable Refused refused;

  /** The rules of every catalogue up to the one of this sequence. */
  private final Set<String> ever = ConcurrentHashMap.newKeySet();

  private long everUpTo = -1;
  private final CountDownLatch read = new CountDownLatch(1);
  private final CountDownLatch closing = new CountDownLatch(1);

  private record Refused(long sequence, String reason) {}

  /** What has to be there before a catalogue holds, such as the topics of its tags. */
  public interface Before {
    /**
     * Makes it; called anew a second later where it throws.
     *
     * @throws IOException when it cannot be made now
     */
    void catalogue(LoadedCatalogue next) throws IOException, InterruptedException;
  }

  /**
   * Begins to follow.
   *
   * @param first the catalogue that holds until a later one comes
   */
  public LiveCatalogue(RuleLog log, Live first, Before before) {
    this.log = log;
    this.live = first;
    this.before = before;
    this.following = new Thread(this::follow, "live-catalogue");
    following.setDaemon(true);
    following.start();
  }

  @Override
  public Live now() {
    return live;
  }

  /** Since when the catalogue holds here. */
  public Instant since() {
    return since;
  }

  /** Why a later catalogue than the one at hand does not hold here; empty: there is none. */
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /**
   * Whether a rule of this id is in any catalogue that was ever applied: in one that does not hold
   * here yet, or in one of long ago. Waits, shortly after the start, until the log is read.
   */
  public boolean everHad(String rule) throws InterruptedException {
    return ever.contains(rule)
        || (read.await(READ_WITHIN.toMillis(), TimeUnit.MILLISECONDS) && ever.contains(rule));
  }

  @Override
  public boolean await(long sequence, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    synchronized (this) {
      while (live.sequence() < sequence) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0 || isClosed() || isRefused(sequence)) {
          return false;
        }
        wait(left);
      }
    }
    return true;
  }

  @Override
  public boolean isBeingMade() {
    return beingMade;
  }

  /** It will not come: what was refused is the newest, and none in between is taken any more. */
  private boolean isRefused(long sequence) {
    Refused it = refused;
    return it != null && sequence <= it.sequence();
  }

  private void follow() {
    try {
      while (!isClosed()) {
        try (RuleLogReader reader = log.reader()) {
          reader.readToEnd();
          while (!isClosed()) {
            note(reader.history());
            take(reader.history());
            reader.readNext();
          }
        } catch (IOException | RuntimeException e) {
          if (!isClosed()) {
            failed(e);
            closing.await(AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tried again every second: what stays as it is is logged once. */
  private void failed(Exception e) {
    String reason = String.valueOf(e.getMessage());
    if (!reason.equals(problem)) {
      if (e instanceof IOException) {
        LOG.warn("the rules stay as they are for now: {}", reason);
      } else {
        LOG.warn("the rules stay as they are for now: {}", reason, e); // a defect
      }
    }
    problem = reason;
  }

  private boolean isClosed() {
    return closing.getCount() == 0;
  }

  private void note(RuleHistory history) {
    long newest = history.current().map(RuleHistory.Applied::sequence).orElse(-1L);
    if (newest > everUpTo) {
      history.applied().stream()
          .filter(it -> it.sequence() > everUpTo)
          .forEach(it -> ever.addAll(it.manifest().rules().keySet()));
      everUpTo = newest;
    }
    read.countDown();
  }

  private void take(RuleHistory history) throws IOException, InterruptedException {
    RuleHistory.Applied newest = history.current().orElse(null);
    long holds = live.sequence();
    if (newest != null && newest.sequence() < holds) {
      throw new IOException(
          "the rule log was deleted and begins anew, its newest catalogue has sequence "
              + newest.sequence()
              + ", the one here "
              + holds
              + "; restart the instance to take it");
    }
    if (newest == null || newest.sequence() == holds) {
      problem = null; // of a broker that did not answer for a while
      return;
    }
    Refused known = refused;
    if (known != null && known.sequence() == newest.sequence()) {
      problem = known.reason();
      return;
    }
    beingMade = true;
    try {
      replace(history, newest);
    } finally {
      beingMade = false;
    }
  }

  private void replace(RuleHistory history, RuleHistory.Applied newest)
      throws IOException, InterruptedException {
    LoadedCatalogue next;
    try {
      next = made(history, newest);
    } catch (InvalidRulesException e) {
      String reason = String.valueOf(e.getMessage());
      synchronized (this) {
        refused = new Refused(newest.sequence(), reason);
        problem = reason;
        notifyAll();
      }
      LOG.error(
          "catalogue {} (sequence {}) cannot be made here, {} stays: {}",
          newest.manifest().hash(),
          newest.sequence(),
          live.catalogue().hash(),
          reason);
      return;
    }
    before.catalogue(next);
    synchronized (this) {
      live = new Live(next, newest.sequence());
      since = Instant.now();
      problem = null;
      notifyAll();
    }
    LOG.info(
        "catalogue {} holds: {} rules, sequence {}, by {}",
        next.hash(),
        next.documents().size(),
        newest.sequence(),
        newest.manifest().by());
  }

  private LoadedCatalogue made(RuleHistory history, RuleHistory.Applied newest)
      throws InvalidRulesException {
    LoadedCatalogue running = live.catalogue();
    String hash = newest.manifest().hash();
    return running.hash().equals(hash) ? running : history.catalogue(hash);
  }

  /** Stops to follow; the catalogue at hand stays. */
  @Override
  public void close() {
    closing.countDown();
    synchronized (this) {
      notifyAll();
    }
    try {
      following.join(STOP_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
