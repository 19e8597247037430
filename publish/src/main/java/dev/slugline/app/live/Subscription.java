package dev.slugline.app.live;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one client wants, where its events go, and how far it has got while it catches up. It is in
 * the hands of one thread after the other, never of two.
 */
final class Subscription {
  private final Wanted wanted;
  private final Outlet outlet;
  private final Start start;
  private @Nullable Position position;
  private long spokenAt = System.nanoTime();

  /** Whether its position is known to be one that the topic had. */
  private boolean resolved;

  Subscription(Wanted wanted, Outlet outlet, Start start) {
    this.wanted = wanted;
    this.outlet = outlet;
    this.start = start;
    if (start instanceof Start.After after) {
      position = after.position();
    }
  }

  Wanted wanted() {
    return wanted;
  }

  Outlet outlet() {
    return outlet;
  }

  Start start() {
    return start;
  }

  boolean isResolved() {
    return resolved;
  }

  /** How far it has got; null: it has not begun. */
  @Nullable Position position() {
    return position;
  }

  /** Says how far it has got. */
  void resolve(Position to) {
    position = to;
    resolved = true;
  }

  /**
   * Goes on by what it wants of some records, until more than so many bytes wait to be sent. Those
   * that it has passed already are left out.
   *
   * @param records all that there are from a position on that it has reached
   * @param matching which queries match a record
   * @return whether it took all of them
   */
  boolean catchUp(
      List<NewsRecord> records, Function<NewsRecord, Predicate<Query>> matching, long mostWaiting) {
    long[] next = Objects.requireNonNull(position).offsets();
    boolean all = true;
    for (NewsRecord record : records) {
      if (record.offset() < next[record.partition()]) {
        continue;
      }
      if (outlet.waiting() > mostWaiting || !outlet.isOpen()) {
        all = false;
        break;
      }
      next[record.partition()] = record.offset() + 1;
      EventType type = wanted.event(record, matching.apply(record));
      if (type != null) {
        spokenAt = System.nanoTime();
        StringBuilder id = Position.write(new StringBuilder(), next);
        outlet.offer(EventText.event(type, record, id));
      }
    }
    position = Position.of(next);
    return all;
  }

  /** Gives a sign of life where there was none for a while; false: it is closed. */
  boolean speak(long everyNanos) {
    if (System.nanoTime() - spokenAt < everyNanos) {
      return outlet.isOpen();
    }
    spokenAt = System.nanoTime();
    return outlet.offer(
        position == null || !resolved ? EventText.waiting() : EventText.heartbeat(position));
  }
}
