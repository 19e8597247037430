package dev.slugline.bench;

import dev.slugline.app.StreamRunner;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How fast a stream works off raw articles that are there when it starts: all receipts but those of
 * the first commit that is seen, by the time from that commit to the last. Start and rebalance are
 * not in it. A receipt is committed together with the article's other outputs.
 */
final class Backlog {
  private static final Duration STALLED_AFTER = Duration.ofSeconds(60);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Lab lab;
  private final BenchArticles articles;
  private final int count;

  Backlog(Lab lab, BenchArticles articles, int count) {
    this.lab = lab;
    this.articles = articles;
    this.count = count;
  }

  /**
   * How fast.
   *
   * @param cpuMillis processor time of an article, that of the broker and of our reader included,
   *     that of compiler and garbage collector not; it depends less than the other on what else the
   *     machine does
   */
  record Speed(double articlesPerSecond, double cpuMillis) {}

  /** Our stream on topics of its own, which stay. */
  Speed ours(String prefix) throws Exception {
    try (StreamRunner stream = lab.ours(prefix)) {
      return speed(prefix, stream);
    }
  }

  /** The pass-through on topics of its own, which stay. */
  Speed passThrough(String prefix, Outputs outputs) throws Exception {
    try (StreamRunner stream = lab.passThrough(prefix, outputs)) {
      return speed(prefix, stream);
    }
  }

  private Speed speed(String prefix, StreamRunner stream) throws Exception {
    lab.fill(prefix, articles, count);
    try (CommittedReader receipts =
        new CommittedReader(lab.bootstrap(), List.of(prefix + ".receipts"))) {
      stream.start();
      long heard = System.nanoTime();
      int seen = 0;
      int atFirst = 0;
      long first = 0;
      long last = 0;
      Map<Long, Long> cpuAtFirst = Map.of();
      while (seen < count) {
        int got = receipts.poll().count();
        if (got > 0) {
          last = System.nanoTime();
          heard = last;
          if (seen == 0) {
            first = last;
            cpuAtFirst = cpuNanos();
            atFirst = got;
          }
          seen += got;
        } else if (stream.failed() || System.nanoTime() - heard > STALLED_AFTER.toNanos()) {
          throw new IOException(
              prefix + ": " + seen + " of " + count + " articles came out; " + stream.state());
        }
      }
      if (last == first) {
        throw new IOException("too few articles: all came out in one commit");
      }
      double worked = seen - atFirst;
      return new Speed(worked * 1e9 / (last - first), spent(cpuAtFirst, cpuNanos()) / 1e6 / worked);
    }
  }

  /** Processor time of each thread so far. */
  private static Map<Long, Long> cpuNanos() {
    Map<Long, Long> nanos = new HashMap<>();
    for (long thread : THREADS.getAllThreadIds()) {
      nanos.put(thread, Math.max(0, THREADS.getThreadCpuTime(thread)));
    }
    return nanos;
  }

  private static long spent(Map<Long, Long> before, Map<Long, Long> after) {
    return after.entrySet().stream()
        .mapToLong(it -> it.getValue() - before.getOrDefault(it.getKey(), 0L))
        .sum();
  }

  /**
   * Counts what each topic holds.
   *
   * @param outputs what ours makes of each text
   * @throws IOException when that is not what it must be: something is missing, twice or wrong
   */
  void check(String prefix, Outputs outputs) throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    try (CommittedReader reader = new CommittedReader(lab.bootstrap(), lab.written(prefix))) {
      reader.toEnd(
          record -> counts.merge(record.topic().substring(prefix.length()), 1, Integer::sum));
    }
    Map<String, Integer> expected = outputs.counts(count);
    if (!counts.equals(expected)) {
      throw new IOException(prefix + " holds " + counts + " but must hold " + expected);
    }
  }
}
