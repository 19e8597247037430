package dev.slugline.ingest.feed;

import dev.slugline.ingest.RawSplitter;
import dev.slugline.ingest.RawSplitter.Piece;
import dev.slugline.ingest.format.json.JsonKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Sends pieces, and settles them in the order in which they came: each is told, and then its file's
 * journal moved on. What is under way is bounded in number and in bytes. Thread-safe: one thread
 * sends, others may {@link #settleDone}, {@link #stop} and count.
 */
final class Sends {
  private static final int MOST_PENDING = 5_000;
  private static final long MOST_PENDING_BYTES = 16 * 1024 * 1024;

  /** How far a file is settled once a piece is. */
  record Mark(String file, FileState state) {}

  /** What was sent or refused, or is the end of a file, and is not settled yet. */
  private record Pending(
      String input,
      long line,
      @Nullable Future<RecordMetadata> sent,
      @Nullable Fed unsent,
      int bytes,
      @Nullable Mark mark) {
    boolean isSettled() {
      return sent == null || sent.isDone();
    }
  }

  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final FeedOptions options;
  private final FeedJournal journal;
  private final AlreadyThere there;
  private final Consumer<Fed> told;
  private final Consumer<String> notes;
  private final Pace pace;
  private final Deque<Pending> pending = new ArrayDeque<>();
  private volatile boolean lost;
  private volatile boolean stopped;
  private long pendingBytes;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private final AtomicLong found = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  Sends(
      Producer<byte[], byte[]> producer,
      String topic,
      FeedOptions options,
      FeedJournal journal,
      AlreadyThere there,
      Consumer<Fed> told,
      Consumer<String> notes) {
    this.producer = producer;
    this.topic = topic;
    this.options = options;
    this.journal = journal;
    this.there = there;
    this.told = told;
    this.notes = notes;
    this.pace = new Pace(options.rate());
  }

  /** Whether Kafka does not answer any more. */
  boolean isLost() {
    return lost;
  }

  /** Whether nothing more is taken. */
  boolean isStopped() {
    return stopped || lost;
  }

  /**
   * Sends or refuses a piece, and settles what is acknowledged.
   *
   * @param mark null: the piece is of no file that can be gone on with
   */
  void take(Piece piece, @Nullable Mark mark) throws InterruptedException {
    if (!(piece instanceof Piece.Chunk chunk)) {
      add(new Pending(piece.input(), piece.line(), null, unsent(piece), 0, mark));
      return;
    }
    ProducerRecord<byte[], byte[]> record = record(chunk);
    RecordMetadata at = there.take(record);
    if (at == null) {
      pace.await(this::isStopped);
    }
    synchronized (this) {
      if (isStopped()) {
        return;
      }
      Future<RecordMetadata> result;
      if (at == null) {
        result = producer.send(record);
        sent.incrementAndGet();
      } else {
        result = CompletableFuture.completedFuture(at);
        found.incrementAndGet();
      }
      add(new Pending(piece.input(), piece.line(), result, null, chunk.bytes().length, mark));
    }
  }

  void refuse(String input, String reason) throws InterruptedException {
    add(new Pending(input, 0, null, new Fed.Refused(input, 0, reason), 0, null));
  }

  private static Fed unsent(Piece piece) {
    return piece instanceof Piece.Skipped it
        ? new Fed.Skipped(it.input(), it.line(), it.reason())
        : new Fed.Refused(piece.input(), piece.line(), ((Piece.Refused) piece).reason());
  }

  /** A file has no more pieces. */
  void end(Mark mark) throws InterruptedException {
    add(new Pending(mark.file(), 0, null, null, 0, mark));
  }

  private synchronized void add(Pending next) throws InterruptedException {
    pending.add(next);
    pendingBytes += next.bytes();
    while (pending.size() > MOST_PENDING || pendingBytes > MOST_PENDING_BYTES) {
      settleOldest();
    }
    settleDone();
  }

  /** Settles what is acknowledged or refused by now, and waits for nothing. */
  synchronized void settleDone() throws InterruptedException {
    while (!pending.isEmpty() && pending.element().isSettled()) {
      settleOldest();
    }
    keep(false);
  }

  /** Waits for all that is under way, and settles it. */
  synchronized void settle() throws InterruptedException {
    if (!pending.isEmpty()) {
      producer.flush();
    }
    while (!pending.isEmpty()) {
      settleOldest();
    }
  }

  /** Settles all, and takes no more. */
  void stop() throws InterruptedException {
    stopped = true;
    synchronized (this) {
      settle();
      keep(true);
    }
  }

  private void keep(boolean end) {
    try {
      if (end) {
        journal.flush(!lost);
      } else {
        journal.flushNowAndThen();
      }
    } catch (IOException e) {
      notes.accept(e.getMessage() + "; --resume will know less than was fed");
    }
  }

  private void settleOldest() throws InterruptedException {
    Pending head = pending.remove();
    pendingBytes -= head.bytes();
    Future<RecordMetadata> result = head.sent();
    if (result != null) {
      try {
        acknowledged(head, result.get());
      } catch (ExecutionException e) {
        lost |= !isOfRecord(e.getCause());
        String reason = "Kafka did not take it: " + RawTopic.root(e);
        unsent(new Fed.Refused(head.input(), head.line(), reason));
      }
    } else if (head.unsent() != null) {
      unsent(Objects.requireNonNull(head.unsent()));
    }
    Mark mark = head.mark();
    if (mark != null && !lost) { // what is in doubt, and all behind it, is to be asked for again
      journal.settle(mark.file(), mark.state());
    }
  }

  private void acknowledged(Pending head, RecordMetadata at) {
    acknowledged.incrementAndGet();
    bytes.addAndGet(head.bytes());
    if (!lost) {
      journal.settle(at.partition(), at.offset());
    }
    told.accept(new Fed.Sent(head.input(), head.line(), at.topic(), at.partition(), at.offset()));
  }

  private void unsent(Fed what) {
    if (what instanceof Fed.Skipped) {
      skipped.incrementAndGet();
    } else {
      refused.incrementAndGet();
    }
    told.accept(what);
  }

  /**
   * Whether the fault lies in this record alone. Otherwise the next one will fare no better: what
   * can be tried again was, for as long as we wait.
   */
  private static boolean isOfRecord(@Nullable Throwable cause) {
    return cause instanceof RecordTooLargeException
        || cause instanceof RecordBatchTooLargeException
        || cause instanceof InvalidRecordException;
  }

  /**
   * What it has come to so far, at once, whatever is waited for.
   *
   * @param files that were left out
   * @param read bytes of files that are dealt with
   */
  FeedTotals totals(long files, long read) {
    return new FeedTotals(
        sent.get(),
        acknowledged.get(),
        refused.get(),
        skipped.get(),
        found.get(),
        bytes.get(),
        files,
        read);
  }

  private ProducerRecord<byte[], byte[]> record(Piece.Chunk chunk) {
    String key = chunk.url() == null ? JsonKey.of(chunk.bytes()) : chunk.url();
    if (key == null) {
      String input = chunk.input();
      String name = input.substring(input.lastIndexOf('/') + 1);
      String file = input.equals(RawSplitter.STDIN) ? "stdin" : name;
      key = chunk.line() == 0 ? file : file + ":" + chunk.line();
    }
    return new ProducerRecord<>(
        topic,
        null,
        key.getBytes(StandardCharsets.UTF_8),
        chunk.bytes(),
        options.headers(chunk.contentType()));
  }
}
