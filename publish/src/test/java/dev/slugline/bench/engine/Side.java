package dev.slugline.bench.engine;

import dev.slugline.bench.engine.Corpus.Article;
import java.io.Closeable;
import java.io.IOException;

/**
 * One of those that are compared. Thread-safe.
 *
 * @param <R> what it makes of an article
 */
interface Side<R> extends Closeable {
  String name();

  /** Does its work on an article; this is what is timed. */
  R match(Article article) throws IOException;

  @Override
  default void close() throws IOException {}
}
