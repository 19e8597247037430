package dev.slugline.app.http;

import dev.slugline.app.live.Outlet;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client of a stream: what waits for it, and the connection that takes it. No thread ever waits
 * for a client: where the connection takes no more, the server calls again when it does.
 */
final class StreamClient implements Outlet, WriteListener {
  private static final Logger LOG = LoggerFactory.getLogger(StreamClient.class);

  /** What is written at once: a client that takes a long event slowly still takes something. */
  private static final int PIECE = 32 * 1024;

  private static final byte[] NOTHING = {};

  private final HttpServletResponse response;
  private final ServletOutputStream out;
  private final Executor writers;
  private final long maxBytes;
  private final long stallNanos;
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

  // guarded by this
  private final Deque<byte[]> queue = new ArrayDeque<>();
  private long waiting;

  /** A writer is at work or was asked for, or the server will call: nobody else may write. */
  private boolean busy = true;

  private boolean ending;
  private boolean closed;

  /** When the connection last took something that waited, or something began to wait. */
  private long movedAt;

  // of the one who writes
  private byte[] current = NOTHING;
  private int written;
  private boolean unflushed;

  /**
   * A client that is not yet written to.
   *
   * @param writers a few threads that write for all
   * @param maxBytes how much may wait; the last event may go beyond
   * @param stallNanos how long it may take nothing while something waits
   */
  StreamClient(HttpServletResponse response, Executor writers, long maxBytes, long stallNanos)
      throws IOException {
    this.response = response;
    this.out = response.getOutputStream();
    this.writers = writers;
    this.maxBytes = maxBytes;
    this.stallNanos = stallNanos;
  }

  /** Begins to write. */
  void start() {
    out.setWriteListener(this);
  }

  /** Is completed when it is closed, whoever closed it; true: with all that it was to get. */
  CompletableFuture<Boolean> ended() {
    return ended;
  }

  @Override
  public boolean offer(byte[] bytes) {
    boolean stalled;
    boolean write;
    synchronized (this) {
      if (closed || ending) {
        return false;
      }
      stalled = waiting > 0 && System.nanoTime() - movedAt > stallNanos;
      movedAt = waiting == 0 ? System.nanoTime() : movedAt;
      queue.addLast(bytes);
      waiting += bytes.length;
      write = !busy;
      busy = true;
    }
    if (stalled) {
      LOG.info(
          "the client of a live stream took nothing for {} ms and is cut off",
          stallNanos / 1_000_000);
      cutOff();
      return false;
    }
    if (write) {
      hand();
    }
    return true;
  }

  @Override
  public synchronized long waiting() {
    return waiting;
  }

  @Override
  public synchronized boolean isFull() {
    return !closed && waiting > maxBytes;
  }

  @Override
  public synchronized boolean isOpen() {
    return !closed && !ending;
  }

  @Override
  public void end(byte[] last) {
    boolean write;
    synchronized (this) {
      if (closed || ending) {
        return;
      }
      queue.addLast(last);
      waiting += last.length;
      ending = true;
      write = !busy;
      busy = true;
    }
    if (write) {
      hand();
    }
  }

  private void hand() {
    try {
      writers.execute(this::write);
    } catch (RejectedExecutionException e) {
      cutOff(); // the server stops
    }
  }

  @Override
  public void onWritePossible() {
    write();
  }

  @Override
  public void onError(Throwable failure) {
    close(false); // the client is gone
  }

  /** Writes until nothing waits, or the connection takes no more: then the server calls again. */
  private void write() {
    try {
      while (out.isReady()) {
        int length = nextPiece();
        if (length > 0) {
          unflushed = true;
          written += length;
          out.write(current, written - length, length);
        } else if (unflushed) {
          unflushed = false;
          out.flush();
        } else if (isDone()) {
          return;
        }
      }
    } catch (IOException | IllegalStateException e) {
      cutOff(); // the client is gone
    }
  }

  /** How much of {@link #current} to write next; 0: nothing waits. */
  private synchronized int nextPiece() {
    if (written == current.length) {
      byte[] next = queue.pollFirst();
      current = next == null ? NOTHING : next;
      written = 0;
    }
    int length = Math.min(PIECE, current.length - written);
    if (length > 0) {
      waiting -= length;
      movedAt = System.nanoTime();
    }
    return length;
  }

  private boolean isDone() {
    boolean last;
    synchronized (this) {
      if (!queue.isEmpty()) {
        return false;
      }
      busy = false;
      last = ending;
    }
    if (last) {
      close(true);
    }
    return true;
  }

  /** Ends the connection at once, whatever is under way. */
  private void cutOff() {
    try {
      response.sendError(-1);
    } catch (IOException | IllegalStateException e) {
      LOG.debug("a connection that is cut off", e);
    }
    close(false);
  }

  private void close(boolean whole) {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      queue.clear();
      waiting = 0;
    }
    ended.complete(whole);
  }
}
