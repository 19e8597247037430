package dev.slugline.bench.engine;

import dev.slugline.bench.engine.Corpus.Article;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Times one side, slice after slice, each going on in the corpus where the last ended. Speed is
 * given in articles of the corpus' mean length, so that a side that saw fewer is not judged by the
 * length of those. Only the matching is timed, not what is done with its result. Not thread-safe.
 */
final class Lane<R> {
  /** Of a slice, however short it is. */
  private static final int LEAST = 4;

  /** What is done with each result, by the number of its article; called by several threads. */
  interface Seen<R> {
    void accept(int article, R result);
  }

  private final Side<R> side;
  private final Corpus corpus;
  private final double meanChars;
  private final int threads;
  private final LongSupplier clock;
  private final Seen<R> seen;
  private final AtomicInteger next = new AtomicInteger();

  /**
   * A lane of one side.
   *
   * @param clock gives the nanoseconds of the thread that asks
   */
  Lane(Side<R> side, Corpus corpus, int threads, LongSupplier clock, Seen<R> seen) {
    this.side = side;
    this.corpus = corpus;
    this.meanChars = corpus.meanChars();
    this.threads = threads;
    this.clock = clock;
    this.seen = seen;
  }

  /** Works for so long, and says how many articles a second that was. */
  double articlesPerSecond(long nanos) throws IOException, InterruptedException {
    long end = System.nanoTime() + nanos;
    int least = next.get() + LEAST;
    if (threads == 1) {
      return work(end, least);
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Double>> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        workers.add(() -> work(end, least));
      }
      double sum = 0;
      for (Future<Double> worker : pool.invokeAll(workers)) {
        sum += worker.get();
      }
      return sum;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private double work(long end, int least) throws IOException {
    long busy = 0;
    long chars = 0;
    int number;
    do {
      number = next.getAndIncrement();
      int index = Math.floorMod(number, corpus.articles().size());
      Article article = corpus.articles().get(index);
      long start = clock.getAsLong();
      R result = side.match(article);
      busy += clock.getAsLong() - start;
      chars += article.chars();
      seen.accept(index, result);
    } while (System.nanoTime() < end || number + 1 < least);
    return chars / meanChars / (busy / 1e9);
  }
}
