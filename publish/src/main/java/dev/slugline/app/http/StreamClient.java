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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client of a stream: what waits for it, and the connection that takes it. No thread ever waits
 * for a client: where the connection takes no more, the server calls again when it does.
 */
final class StreamClient implements Outlet, WriteListener {
  private static final Logger LOG = LoggerFactory.getLogger(StreamClient.class);

  private final HttpServletResponse response;
  private final ServletOutputStream out;
  private final Executor writers;
  private final long maxBytes;
  private final long stallNanos;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  // guarded by this
  private final Deque<byte[]> queue = new ArrayDeque<>();
  private long waiting;

  /** A writer is at work or was asked for, or the server will call: nobody else may write. */
  private boolean busy = true;

  private boolean ending;
  private boolean closed;

  /** When the connection last took something that waited, or something began to wait. */
  private long movedAt;

  /** Written and not flushed; of the one who writes. */
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

  /** Is completed when it is closed, whoever closed it. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  @Override
  public boolean offer(byte[] bytes) {
    String slow = null;
    boolean write;
    synchronized (this) {
      if (closed || ending) {
        return false;
      }
      if (waiting > maxBytes) {
        slow = "more than " + maxBytes + " bytes wait";
      } else if (waiting > 0 && System.nanoTime() - movedAt > stallNanos) {
        slow = "it took nothing for " + stallNanos / 1_000_000 + " ms";
      }
      movedAt = waiting == 0 ? System.nanoTime() : movedAt;
      queue.addLast(bytes);
      waiting += bytes.length;
      write = !busy;
      busy = true;
    }
    if (slow != null) {
      LOG.info("the client of a live stream is too slow and is cut off: {}", slow);
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
    close(); // the client is gone
  }

  /** Writes until nothing waits, or the connection takes no more: then the server calls again. */
  private void write() {
    try {
      while (out.isReady()) {
        byte[] next = next();
        if (next != null) {
          unflushed = true;
          out.write(next);
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

  private synchronized byte @Nullable [] next() {
    byte[] next = queue.pollFirst();
    if (next != null) {
      waiting -= next.length;
      movedAt = System.nanoTime();
    }
    return next;
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
      close();
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
    close();
  }

  private void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      queue.clear();
      waiting = 0;
    }
    ended.complete(null);
  }
}
