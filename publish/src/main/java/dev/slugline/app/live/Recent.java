package dev.slugline.app.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The last records that the {@link Tail} has read, as many as a bound of bytes allows: who is not
 * far behind goes on from them. Not thread-safe.
 */
final class Recent {
  private final long maxBytes;
  private final Deque<NewsRecord> records = new ArrayDeque<>();
  private long bytes;
  private Position start;

  Recent(long maxBytes, Position start) {
    this.maxBytes = maxBytes;
    this.start = start;
  }

  /** From where on it has everything. */
  Position start() {
    return start;
  }

  void add(NewsRecord record) {
    records.addLast(record);
    bytes += record.size();
    while (bytes > maxBytes) {
      NewsRecord oldest = records.removeFirst();
      bytes -= oldest.size();
      start = start.with(oldest.partition(), oldest.offset() + 1);
    }
  }

  /** What it has from a position on, in the order in which it was read. */
  List<NewsRecord> since(Position position) {
    List<NewsRecord> since = new ArrayList<>();
    for (NewsRecord record : records) {
      if (record.offset() >= position.next(record.partition())) {
        since.add(record);
      }
    }
    return since;
  }
}
