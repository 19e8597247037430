package dev.slugline.bench.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one client reads: the head of the answer, its chunks, and of each event the article's id.
 * Written by one thread; what it has read may be asked for by another.
 */
public final class StreamReader {
  private static final byte[] DATA = "data: {\"id\":\"".getBytes(StandardCharsets.US_ASCII);

  /** Of a line no more is kept than this: an article is long, and its id is at the start. */
  private static final int KEPT = 256;

  private enum State {
    HEAD,
    SIZE,
    CHUNK,
    BEHIND
  }

  private final AtomicLong events;
  private final List<Arrival> arrivals = new ArrayList<>();
  private final StringBuilder http = new StringBuilder();
  private final byte[] line = new byte[KEPT];
  private int length;
  private int left;
  private State state = State.HEAD;
  private volatile String status = "";
  private volatile boolean begun;
  private volatile boolean ended;

  /** An event with an article, and when it came ({@link System#nanoTime}). */
  public record Arrival(String articleId, long nanos) {}

  /**
   * A reader.
   *
   * @param events counts the articles of all
   */
  StreamReader(AtomicLong events) {
    this.events = events;
  }

  void take(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      switch (state) {
        case HEAD -> head(bytes.get());
        case SIZE -> size(bytes.get());
        case CHUNK -> chunk(bytes);
        case BEHIND -> state = bytes.get() == '\n' ? State.SIZE : State.BEHIND;
      }
    }
  }

  private void head(byte b) {
    if (b != '\n') {
      http.append((char) b);
      return;
    }
    String text = httpLine();
    if (status.isEmpty()) {
      status = text;
    } else if (text.isEmpty()) {
      state = State.SIZE;
    }
  }

  private void size(byte b) {
    if (b != '\n') {
      http.append((char) b);
      return;
    }
    left = Integer.parseInt(httpLine(), 16);
    if (left == 0) {
      ended = true;
    }
    state = left == 0 ? State.BEHIND : State.CHUNK;
  }

  private String httpLine() {
    String text = http.toString().strip();
    http.setLength(0);
    return text;
  }

  private void chunk(ByteBuffer bytes) {
    int now = Math.min(left, bytes.remaining());
    for (int i = 0; i < now; i++) {
      byte b = bytes.get();
      if (b == '\n') {
        endLine();
      } else if (length < KEPT) {
        line[length] = b;
        length++;
      }
    }
    left -= now;
    state = left == 0 ? State.BEHIND : State.CHUNK;
  }

  private void endLine() {
    if (length > DATA.length && Arrays.equals(line, 0, DATA.length, DATA, 0, DATA.length)) {
      int end = DATA.length;
      while (end < length && line[end] != '"') {
        end++;
      }
      String id = new String(line, DATA.length, end - DATA.length, StandardCharsets.US_ASCII);
      synchronized (this) {
        arrivals.add(new Arrival(id, System.nanoTime()));
      }
      events.incrementAndGet();
    } else if (length > 3 && line[0] == 'i' && line[1] == 'd') {
      begun = true;
    }
    length = 0;
  }

  void end() {
    ended = true;
  }

  /** The first line of the answer; empty: there is none yet. */
  public String status() {
    return status;
  }

  /** Whether the stream has said where it is. */
  public boolean begun() {
    return begun;
  }

  /** Whether the server has ended it. */
  public boolean ended() {
    return ended;
  }

  /** What came up to now. */
  public synchronized List<Arrival> arrivals() {
    return List.copyOf(arrivals);
  }
}
