package dev.slugline.ingest.feed;

import dev.slugline.ingest.RawSplitter;
import dev.slugline.ingest.RawSplitter.Piece;
import dev.slugline.ingest.fetch.FetchSettings;
import dev.slugline.ingest.fetch.Fetched;
import dev.slugline.ingest.fetch.Fetcher;
import dev.slugline.ingest.format.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Splits what is found into pieces and sends them, from where the journal says that an earlier run
 * got to. A file is fed once, however often it is named. One that has changed since is gone on with
 * where what was fed of it still stands at its start, as in a file that grows; otherwise it is fed
 * again, for it is another one under the same name, and what did not change in it is a repeat.
 */
final class FileFeed implements FeedInput.Visitor, AutoCloseable {
  private final Sends sends;
  private final FeedJournal journal;
  private final Limits limits;
  private final InputStream stdin;
  private final @Nullable FetchSettings fetching;
  private final Consumer<String> notes;
  private final Set<Long> visited = new HashSet<>();
  private final AtomicLong left = new AtomicLong();
  private final AtomicLong read = new AtomicLong();
  private @Nullable Fetcher fetcher;

  /**
   * @param fetching null: nothing is fetched
   */
  FileFeed(
      Sends sends,
      FeedJournal journal,
      Limits limits,
      InputStream stdin,
      @Nullable FetchSettings fetching,
      Consumer<String> notes) {
    this.sends = sends;
    this.fetching = fetching;
    this.journal = journal;
    this.limits = limits;
    this.stdin = stdin;
    this.notes = notes;
  }

  @Override
  public void close() {
    if (fetcher != null) {
      fetcher.close();
    }
  }

  FeedTotals totals() {
    return sends.totals(left.get(), read.get());
  }

  @Override
  public boolean stopped() {
    return sends.isStopped();
  }

  @Override
  public void refuse(String input, String reason) {
    try {
      sends.refuse(input, reason);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void url(String url) throws InterruptedException {
    if (fetching == null) {
      refuse(url, "a URL, and nothing is fetched here");
      return;
    }
    try {
      fetcher = fetcher == null ? new Fetcher(fetching) : fetcher;
      Fetched fetched = fetcher.fetch(url);
      InputStream bytes = new ByteArrayInputStream(fetched.bytes());
      stream(url, RawSplitter.split(bytes, url, limits).map(piece -> told(piece, fetched)));
    } catch (IOException e) {
      refuse(url, FolderWalk.told(e));
    }
  }

  /**
   * What was fetched, as what the server says that it is; an archive's entries say it themselves.
   */
  private static Piece told(Piece piece, Fetched fetched) {
    return piece instanceof Piece.Chunk chunk
            && chunk.contentType() == null
            && chunk.input().indexOf('!') < 0
        ? new Piece.Chunk(
            chunk.input(),
            chunk.line(),
            chunk.bytes(),
            fetched.contentType(),
            fetched.url().toString())
        : piece;
  }

  @Override
  public void stdin() throws InterruptedException {
    try {
      stream(RawSplitter.STDIN, RawSplitter.split(stdin, RawSplitter.STDIN, limits));
    } catch (IOException e) {
      refuse(RawSplitter.STDIN, FolderWalk.told(e));
    }
  }

  @Override
  public void pipe(String input, Path pipe) throws InterruptedException {
    try {
      stream(input, RawSplitter.split(Files.newInputStream(pipe), input, limits));
    } catch (IOException e) {
      refuse(input, FolderWalk.told(e));
    }
  }

  private void stream(String input, Stream<Piece> found) throws InterruptedException {
    try (Stream<Piece> pieces = found) {
      Iterator<Piece> each = pieces.iterator();
      while (!stopped() && each.hasNext()) {
        Piece piece = each.next();
        sends.take(piece, null);
        read.addAndGet(size(piece));
      }
      tellOfRest(input, each);
    } catch (UncheckedIOException e) {
      refuse(input, FolderWalk.told(Objects.requireNonNull(e.getCause())));
    }
  }

  @Override
  public void file(String input, Path file) throws InterruptedException {
    try {
      String name = name(file);
      if (visited.add(Hash.of(name))) {
        feed(input, file, name);
      }
    } catch (IOException e) {
      refuse(input, FolderWalk.told(e));
    }
  }

  /** The same, also when this run has fed the file before. */
  void again(String input, Path file) throws InterruptedException {
    try {
      feed(input, file, name(file));
    } catch (IOException e) {
      refuse(input, FolderWalk.told(e));
    }
  }

  /** One name for each file, whatever path and links lead to it, in bytes that stay as they are. */
  private static String name(Path file) throws IOException {
    return file.toRealPath().toUri().getRawPath();
  }

  private void feed(String input, Path file, String name) throws IOException, InterruptedException {
    FileStamp stamp = FileStamp.of(file);
    FileState known = journal.known(name);
    long before = read.get();
    if (known != null && known.isAllOf(stamp)) {
      left.incrementAndGet();
    } else {
      try {
        if (!feed(input, file, new PieceCount(stamp), name, known)) {
          notes.accept(input + ": has changed since it was fed: is fed again from its start");
          read.set(before);
          feed(input, file, new PieceCount(stamp), name, null);
        }
      } catch (UncheckedIOException e) {
        refuse(input, FolderWalk.told(Objects.requireNonNull(e.getCause())));
      }
    }
    read.set(before + stamp.size());
  }

  /**
   * Feeds what a file has beyond what is known of it; false: it does not begin with that, and
   * nothing is fed.
   */
  private boolean feed(
      String input, Path file, PieceCount count, String name, @Nullable FileState known)
      throws IOException, InterruptedException {
    try (Stream<Piece> pieces = RawSplitter.split(file, input, limits)) {
      Iterator<Piece> each = pieces.iterator();
      if (known != null) {
        while (!count.reached(known) && !stopped() && each.hasNext()) {
          count.add(each.next());
        }
        if (!stopped() && !count.isSame(known)) {
          return false;
        }
      }
      long most = read.get() + count.state(false).stamp().size();
      boolean any = known != null;
      while (!stopped() && each.hasNext()) {
        Piece piece = each.next();
        count.add(piece);
        any |= piece instanceof Piece.Chunk || piece.line() > 0;
        sends.take(piece, any ? new Sends.Mark(name, count.state(false)) : null);
        read.set(Math.min(most, read.get() + size(piece)));
      }
      if (!stopped()) {
        // a file that is refused as a whole is to be refused again by the next run
        if (any || count.state(true).pieces() == 0) {
          sends.end(new Sends.Mark(name, count.state(true)));
        }
      } else {
        tellOfRest(input, each);
      }
    }
    return true;
  }

  private static int size(Piece piece) {
    return piece instanceof Piece.Chunk chunk ? chunk.bytes().length : 0;
  }

  private void tellOfRest(String input, Iterator<Piece> each) {
    if (sends.isLost() && each.hasNext()) {
      refuse(input, "the rest is not fed: Kafka does not answer any more");
    }
  }
}
