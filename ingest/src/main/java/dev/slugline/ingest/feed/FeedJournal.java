package dev.slugline.ingest.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.slugline.ingest.article.ArticleJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Remembers how far each file of a feed is settled, in a file that outlives the process. It is
 * written after the fact, so it may know less than the topic holds, never more: what it says is
 * settled is, and what of ours it does not know lies in the topic at or behind {@link #next}. Each
 * line is whole or does not count, so it needs no flush to the disk to be right. Thread-safe.
 */
final class FeedJournal implements AutoCloseable {
  private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /**
   * One line.
   *
   * @param next of each partition that changed, the first offset that may be unknown to us
   * @param files that changed
   * @param settled whether nothing was under way; false: from here on something may be
   */
  record Line(
      @Nullable Map<Integer, Long> next, @Nullable List<Entry> files, @Nullable Boolean settled) {}

  /** A file as a line tells of it. */
  record Entry(String file, long size, long modified, long pieces, int sum, boolean done) {
    static Entry of(String file, FileState state) {
      FileStamp stamp = state.stamp();
      return new Entry(
          file, stamp.size(), stamp.modified(), state.pieces(), state.sum(), state.done());
    }

    FileState state() {
      return new FileState(new FileStamp(size, modified), pieces, sum, done);
    }
  }

  private final @Nullable Path path;
  private final Map<Long, FileState> states = new HashMap<>();
  private final Map<Integer, Long> next = new TreeMap<>();
  private final Map<String, FileState> changed = new LinkedHashMap<>();
  private final Map<Integer, Long> changedNext = new TreeMap<>();
  private @Nullable FileChannel channel;
  private boolean settled;
  private boolean existed;
  private long flushed = System.nanoTime();

  private FeedJournal(@Nullable Path path) {
    this.path = path;
  }

  /** Remembers as long as the process lives. */
  static FeedJournal ofMemory() {
    return new FeedJournal(null);
  }

  /**
   * Opens a journal, which no other process may have open.
   *
   * @param goOn whether what it holds still counts; else it begins anew
   */
  static FeedJournal open(Path path, boolean goOn) throws IOException {
    FeedJournal journal = new FeedJournal(path);
    Files.createDirectories(path.toAbsolutePath().getParent());
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      lock(channel, path);
      channel.truncate(goOn ? journal.read(channel) : 0);
      channel.position(channel.size());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    journal.channel = channel;
    return journal;
  }

  private static void lock(FileChannel channel, Path path) throws IOException {
    boolean locked;
    try {
      locked = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      locked = false; // held in this very process
    }
    if (!locked) {
      throw new IOException("the same inputs are being fed by another process (" + path + ")");
    }
  }

  /** Reads all whole lines; their length in bytes. */
  private long read(FileChannel from) throws IOException {
    // not closed: that would close the channel
    CharsetDecoder utf8 =
        StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE);
    BufferedReader reader = new BufferedReader(Channels.newReader(from, utf8, 1 << 16));
    long length = 0;
    String text = reader.readLine();
    while (text != null) {
      long after = length + text.getBytes(StandardCharsets.UTF_8).length + 1;
      if (after > from.size() || !take(text)) {
        return length;
      }
      length = after;
      text = reader.readLine();
    }
    return length;
  }

  /** Takes a line in; false: it was cut off when it was written. */
  private boolean take(String text) {
    Line line;
    try {
      line = ArticleJson.mapper().readValue(text, Line.class);
    } catch (JsonProcessingException e) {
      return false;
    }
    existed = true;
    if (line.next() != null) {
      next.putAll(line.next());
    }
    if (line.files() != null) {
      line.files().forEach(it -> states.put(Hash.of(it.file()), it.state()));
    }
    settled = line.settled() != null && line.settled();
    return true;
  }

  /** Where it is kept; null: nowhere. */
  @Nullable Path path() {
    return path;
  }

  /** Whether an earlier run has begun it. */
  boolean existed() {
    return existed;
  }

  /** Whether the earlier run left nothing under way. */
  boolean isSettled() {
    return settled;
  }

  /** Of each partition the first offset at which a record of ours can lie that is not settled. */
  synchronized Map<Integer, Long> next() {
    return new TreeMap<>(next);
  }

  /** How far a file was fed; null: it was not. */
  synchronized @Nullable FileState known(String file) {
    return states.get(Hash.of(file));
  }

  /** From now on something may be under way; what of it is not told later, lies behind these. */
  synchronized void begin(Map<Integer, Long> ends) throws IOException {
    settled = false;
    next.putAll(ends);
    write(new Line(next(), null, false));
    if (channel != null) {
      channel.force(true);
    }
  }

  /** A file is settled that far. */
  synchronized void settle(String file, FileState state) {
    states.put(Hash.of(file), state);
    if (channel != null) {
      changed.put(file, state);
    }
  }

  /** A record of ours is settled; all settled before it in its partition lie before it. */
  synchronized void settle(int partition, long offset) {
    if (channel != null && next.merge(partition, offset + 1, Math::max) == offset + 1) {
      changedNext.put(partition, offset + 1);
    }
  }

  /** Writes what has changed, if the last time is a while ago. */
  synchronized void flushNowAndThen() throws IOException {
    if (System.nanoTime() - flushed > EVERY_NANOS) {
      flush(false);
    }
  }

  /**
   * Writes what has changed.
   *
   * @param end whether nothing is under way, nor will be
   */
  synchronized void flush(boolean end) throws IOException {
    if (!changed.isEmpty() || !changedNext.isEmpty() || end) {
      List<Entry> files =
          changed.entrySet().stream().map(it -> Entry.of(it.getKey(), it.getValue())).toList();
      // one line: what is settled and where the rest would lie must not part
      write(new Line(new TreeMap<>(changedNext), files, end ? true : null));
      changed.clear();
      changedNext.clear();
    }
    flushed = System.nanoTime();
    if (end && channel != null) {
      channel.force(true);
    }
  }

  private void write(Line line) throws IOException {
    FileChannel to = channel;
    if (to == null) {
      return;
    }
    String text = ArticleJson.mapper().writeValueAsString(line) + "\n";
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    try {
      while (bytes.hasRemaining()) {
        to.write(bytes);
      }
    } catch (IOException e) {
      close(); // a line behind one that was cut off would not count
      throw new IOException("the journal " + path + " cannot be written: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
  }
}
