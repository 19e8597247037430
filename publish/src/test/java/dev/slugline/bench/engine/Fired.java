package dev.slugline.bench.engine;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Which rules one side said match each article that it has seen. Thread-safe. */
final class Fired<R> {
  private final RuleSide<R> side;
  private final Corpus corpus;
  private final AtomicReferenceArray<@Nullable BitSet> byArticle;

  Fired(RuleSide<R> side, Corpus corpus) {
    this.side = side;
    this.corpus = corpus;
    this.byArticle = new AtomicReferenceArray<>(corpus.articles().size());
  }

  /** Notes a result. Of an article that was seen before it must not tell otherwise; not checked. */
  void note(int article, R result) {
    if (byArticle.get(article) == null) {
      byArticle.set(article, side.fired(result));
    }
  }

  int articles() {
    int count = 0;
    for (int i = 0; i < byArticle.length(); i++) {
      count += byArticle.get(i) == null ? 0 : 1;
    }
    return count;
  }

  long matches() {
    long count = 0;
    for (int i = 0; i < byArticle.length(); i++) {
      BitSet fired = byArticle.get(i);
      count += fired == null ? 0 : fired.cardinality();
    }
    return count;
  }

  /**
   * Holds another side's matches, on each article that it has seen, against these.
   *
   * @throws IllegalStateException with an example, where they differ
   */
  void mustEqual(Fired<?> other, List<StoredRule> rules) throws IOException {
    for (int i = 0; i < byArticle.length(); i++) {
      BitSet theirs = other.byArticle.get(i);
      if (theirs == null) {
        continue;
      }
      if (byArticle.get(i) == null) {
        note(i, side.match(corpus.articles().get(i)));
      }
      BitSet difference = (BitSet) theirs.clone();
      BitSet ours = byArticle.get(i);
      if (ours != null) {
        difference.xor(ours);
      }
      if (!difference.isEmpty()) {
        int number = difference.nextSetBit(0);
        boolean onlyOurs = !theirs.get(number);
        throw new IllegalStateException(
            "the matches differ: %s matches article %d, \"%s\", according to %s, and not to %s"
                .formatted(
                    rules.get(number),
                    i + 1,
                    corpus.articles().get(i).title(),
                    onlyOurs ? side.name() : other.side.name(),
                    onlyOurs ? other.side.name() : side.name()));
      }
    }
  }
}
