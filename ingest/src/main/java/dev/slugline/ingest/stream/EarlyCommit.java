package dev.slugline.ingest.stream;

import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Commits soon while the stream keeps up, and seldom while it is behind. Under exactly-once a
 * record waits for the commit at each hop, and each commit costs the broker a marker in every
 * partition that was written. So a record that has only just arrived asks for a commit at once, at
 * most every {@value #EVERY_MILLIS} ms; one that has waited already leaves it to the commit
 * interval, whose larger transactions cost less. One a task, on the task's thread; a commit takes
 * all tasks of the thread, so they count together.
 */
public final class EarlyCommit {
  /** A record older than this is part of a backlog. */
  private static final long FRESH_MILLIS = 250;

  private static final long EVERY_MILLIS = 20;

  /** When a task of this thread asked last. */
  private static final ThreadLocal<long[]> ASKED = ThreadLocal.withInitial(() -> new long[1]);

  private final ProcessorContext<?, ?> context;

  /** When the last record was processed that waits for a commit, epoch ms; 0: none does. */
  private long waitsSince;

  private EarlyCommit(ProcessorContext<?, ?> context) {
    this.context = context;
  }

  /** Watches the task of a processor, from its {@code init}. */
  public static EarlyCommit of(ProcessorContext<?, ?> context) {
    EarlyCommit commit = new EarlyCommit(context);
    context.schedule(
        Duration.ofMillis(EVERY_MILLIS), PunctuationType.WALL_CLOCK_TIME, commit::askIfOneWaits);
    return commit;
  }

  /** A record was processed; its timestamp is when the raw record arrived. */
  public void after(Record<?, ?> record) {
    long now = context.currentSystemTimeMs();
    if (now - record.timestamp() < FRESH_MILLIS) {
      at(now);
    }
  }

  /** Something was made just now that nobody sent, such as the release of an embargo. */
  public void at(long now) {
    waitsSince = now;
    askIfOneWaits(now);
  }

  private void askIfOneWaits(long now) {
    long[] asked = ASKED.get();
    if (asked[0] > waitsSince) {
      waitsSince = 0; // another task's commit took it along
    }
    if (waitsSince > 0 && now - asked[0] >= EVERY_MILLIS) {
      context.commit();
      asked[0] = now;
      waitsSince = 0;
    }
  }
}
