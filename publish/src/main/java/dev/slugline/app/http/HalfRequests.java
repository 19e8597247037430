package dev.slugline.app.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.jspecify.annotations.Nullable;

/**
 * Ends connections whose request has begun and whose header does not come to its end: bytes that
 * trickle never let a connection be idle. Looks at all of them several times within the time that a
 * header has; a connection that waits for its next request is left alone.
 */
final class HalfRequests extends AbstractLifeCycle {
  private static final long LONGEST_PAUSE_MILLIS = 1_000;

  private final ServerConnector connector;
  private final Duration within;

  /** What was seen of each connection that is in no request; only the scheduler's thread asks. */
  private Map<EndPoint, Seen> seen = new HashMap<>();

  /**
   * @param requests whose headers were whole by then
   * @param bytes that had come by then
   * @param since when bytes beyond those were first seen, of the nano time; 0: there are none
   */
  private record Seen(long requests, long bytes, long since) {}

  HalfRequests(ServerConnector connector, Duration within) {
    this.connector = connector;
    this.within = within;
  }

  @Override
  protected void doStart() {
    schedule();
  }

  private void schedule() {
    long pause = Math.min(LONGEST_PAUSE_MILLIS, Math.max(10, within.toMillis() / 4));
    connector.getScheduler().schedule(this::look, pause, TimeUnit.MILLISECONDS);
  }

  private void look() {
    if (!isStarted() && !isStarting()) {
      return;
    }
    Map<EndPoint, Seen> now = new HashMap<>();
    for (EndPoint endPoint : connector.getConnectedEndPoints()) {
      Seen next = next(endPoint, seen.get(endPoint));
      if (next != null) {
        now.put(endPoint, next);
      }
    }
    seen = now;
    schedule();
  }

  /** Null: there is a request, or the connection was ended. */
  private @Nullable Seen next(EndPoint endPoint, @Nullable Seen before) {
    Connection outer = endPoint.getConnection();
    if (outer == null) {
      return null;
    }
    Connection http = outer;
    if (outer instanceof SslConnection tls) {
      http = tls.getSslEndPoint().getConnection();
    }
    long requests = http == null ? 0 : http.getMessagesIn();
    if (http != null && requests > http.getMessagesOut()) {
      return null;
    }
    long bytes = outer.getBytesIn();
    if (before == null || before.requests() != requests) {
      // of a connection that is new all bytes are of its first request
      boolean begun = requests == 0 && bytes > 0;
      return new Seen(requests, begun ? 0 : bytes, begun ? System.nanoTime() : 0);
    }
    if (bytes == before.bytes()) {
      return before;
    }
    if (before.since() == 0) {
      return new Seen(requests, before.bytes(), System.nanoTime());
    }
    if (System.nanoTime() - before.since() > within.toNanos()) {
      endPoint.close();
      return null;
    }
    return before;
  }
}
