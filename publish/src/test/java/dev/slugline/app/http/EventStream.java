package dev.slugline.app.http;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A client of server-sent events that reads as a browser does, on a thread of its own. The answer
 * is one that the OpenAPI document declares.
 */
final class EventStream implements AutoCloseable {
  private static final Duration WITHIN = Duration.ofSeconds(90);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** An event; {@code id}: the last one that was given up to it. */
  record Event(String id, String type, String data) {}

  private final HttpResponse<InputStream> response;
  private final Thread reading;
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private volatile String lastId = "";
  private final List<String> retries = new CopyOnWriteArrayList<>();
  private final AtomicInteger comments = new AtomicInteger();
  private volatile long pauseMillis;
  private volatile boolean ended;
  private volatile boolean endedWell;

  private EventStream(HttpResponse<InputStream> response, long pauseMillis) {
    this.response = response;
    this.pauseMillis = pauseMillis;
    this.reading = new Thread(this::read, "event-stream");
    reading.setDaemon(true);
    reading.start();
  }

  /** Opens a stream and waits until it has begun: where it is is known. */
  static EventStream live(URI uri, String... headers) throws IOException, InterruptedException {
    EventStream stream = open(uri, headers);
    await().atMost(WITHIN).until(() -> !stream.lastId.isEmpty());
    return stream;
  }

  /** Opens a stream. */
  static EventStream open(URI uri, String... headers) throws IOException, InterruptedException {
    return open(uri, 0, headers);
  }

  /**
   * A stream that has begun and takes one event after the other, with a pause behind each.
   *
   * @see #hurry
   */
  static EventStream slow(URI uri, Duration pause) throws IOException, InterruptedException {
    EventStream stream = open(uri, pause.toMillis());
    await().atMost(WITHIN).until(() -> !stream.lastId.isEmpty());
    return stream;
  }

  private static EventStream open(URI uri, long pauseMillis, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(WITHIN);
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<InputStream> response = CLIENT.send(request.build(), BodyHandlers.ofInputStream());
    DeclaredAnswers.check(response);
    if (response.statusCode() != 200) {
      throw new IOException(
          response.statusCode()
              + " "
              + new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
    }
    return new EventStream(response, pauseMillis);
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      String type = "message";
      String id = lastId;
      StringBuilder data = new StringBuilder();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String value = line.substring(line.indexOf(':') + 1).strip();
        if (line.isEmpty()) {
          lastId = id;
          if (data.length() > 0) {
            events.add(new Event(id, type, data.toString()));
            pause();
          }
          type = "message";
          data.setLength(0);
        } else if (line.startsWith(":")) {
          comments.incrementAndGet();
        } else if (line.startsWith("id:")) {
          id = value;
        } else if (line.startsWith("event:")) {
          type = value;
        } else if (line.startsWith("data:")) {
          data.append(value);
        } else if (line.startsWith("retry:")) {
          retries.add(value);
        }
      }
      endedWell = true;
    } catch (IOException e) {
      // closed, by whichever side: what was read counts
    } finally {
      ended = true;
    }
  }

  private void pause() throws IOException {
    try {
      Thread.sleep(pauseMillis);
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }

  /** Reads without pauses from now on. */
  void hurry() {
    pauseMillis = 0;
  }

  List<Event> events() {
    return events;
  }

  /** The events, once there are so many. */
  List<Event> events(int count) {
    await().atMost(WITHIN).until(() -> events.size() >= count);
    return events;
  }

  /** The id to come back with. */
  String lastId() {
    return lastId;
  }

  /** How long to wait before coming back, as often as it was said. */
  List<String> retries() {
    return retries;
  }

  int comments() {
    return comments.get();
  }

  boolean ended() {
    return ended;
  }

  /** Whether the server ended the answer as one that is whole. */
  boolean endedWell() {
    return endedWell;
  }

  @Nullable String header(String name) {
    return response.headers().firstValue(name).orElse(null);
  }

  @Override
  public void close() throws IOException {
    response.body().close();
  }
}
