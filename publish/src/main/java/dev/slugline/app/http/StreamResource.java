package dev.slugline.app.http;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.http.Route.Access;
import dev.slugline.app.live.LiveStreams;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code GET /v1/stream}: articles as they come, as server-sent events. */
final class StreamResource implements Route.Resource, AutoCloseable {
  private static final int WRITERS = Math.max(2, Runtime.getRuntime().availableProcessors());
  private static final int RETRY_AFTER_SECONDS = 10;

  /** A client that takes nothing for so many heartbeats is gone. */
  private static final int STALLED_HEARTBEATS = 2;

  private final LiveStreams streams;
  private final KnownTags tags;
  private final SluglineConfig config;
  private final ExecutorService writers;

  StreamResource(SluglineConfig config, LiveStreams streams, KnownTags tags) {
    this.config = config;
    this.streams = streams;
    this.tags = tags;
    AtomicInteger number = new AtomicInteger();
    writers =
        Executors.newFixedThreadPool(
            WRITERS,
            task -> {
              Thread thread = new Thread(task, "live-writer-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(
            HandlerType.GET,
            "/v1/stream",
            Access.READ,
            StreamRequest.PARAMETERS,
            StreamRequest.REPEATED,
            this::stream));
  }

  private void stream(Context context) throws Exception {
    StreamRequest asked =
        StreamRequest.of(
            context,
            tags::check,
            config.number("partitions"),
            config.number("stream.query.max.chars"));
    HttpServletResponse response = context.res();
    if (context.method().equals(HandlerType.HEAD)) {
      head(response);
      return;
    }
    StreamClient client =
        new StreamClient(
            response,
            writers,
            config.number("stream.queue.max.bytes"),
            STALLED_HEARTBEATS * config.duration("stream.heartbeat.ms").toNanos());
    if (!streams.open(asked.wanted(), asked.start(), client)) {
      throw streams.isClosed() ? Problem.stopping() : tooMany();
    }
    AsyncContext async = context.req().startAsync();
    async.setTimeout(0);
    async.addListener(new AtEnd(() -> streams.left(asked.wanted(), client)));
    CompletableFuture<Void> ended =
        client
            .ended()
            .thenAccept(
                whole -> {
                  if (!whole) { // the server does not call where a write is still under way
                    streams.left(asked.wanted(), client);
                  }
                });
    context.future(() -> ended);
    head(response);
    client.start();
  }

  private static Problem tooMany() {
    return new Problem(
            503,
            "too-many-streams",
            "Too many streams",
            "This instance has as many live streams as it may have; come back, or ask another.")
        .header("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
  }

  private static void head(HttpServletResponse response) {
    response.setStatus(200);
    response.setContentType("text/event-stream");
    response.setCharacterEncoding("UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no"); // a proxy must not wait for more
  }

  /** Does something when the last byte of an answer is written, or never will be. */
  private record AtEnd(Runnable task) implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      task.run();
    }

    @Override
    public void onTimeout(AsyncEvent event) {} // there is none

    @Override
    public void onError(AsyncEvent event) {} // it is completed then

    @Override
    public void onStartAsync(AsyncEvent event) {} // it never is again
  }

  @Override
  public void close() {
    writers.shutdown();
  }
}
