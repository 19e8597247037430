package dev.slugline.app.http;

import dev.slugline.app.StreamRunner;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.live.LiveStreams;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP side of one instance, put together: what can be asked, what that is answered from, and
 * the listeners.
 */
public final class HttpSide implements AutoCloseable {
  /** Closed from the last to the first. */
  private final List<AutoCloseable> parts = new ArrayList<>();

  private String host = "";
  private @Nullable HttpServer server;

  private HttpSide() {}

  /**
   * Begins to answer.
   *
   * @param stream of the same instance
   * @throws IOException when a listener cannot listen, or the broker does not answer
   */
  public static HttpSide start(SluglineConfig config, StreamRunner stream) throws IOException {
    HttpSide side = new HttpSide();
    try {
      side.open(config, stream);
      return side;
    } catch (IOException | RuntimeException e) {
      side.close();
      throw e;
    }
  }

  private void open(SluglineConfig config, StreamRunner stream) throws IOException {
    List<Route> routes = new ArrayList<>(new Health(stream).routes());
    LiveStreams streams = keep(LiveStreams.start(config));
    StreamResource live = keep(new StreamResource(config, streams, stream::hasTag));
    routes.addAll(live.routes());
    String listen = config.text("http.listen");
    int colon = listen.lastIndexOf(':');
    host = listen.substring(0, colon);
    server = keep(HttpServer.start(host, Integer.parseInt(listen.substring(colon + 1)), routes));
    parts.add(streams::end); // while the server can still tell their clients
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.add(part);
    return part;
  }

  /** The port of the listener; 0: there is none. */
  public int port() {
    return server == null ? 0 : server.port();
  }

  /** Where it answers, {@code host:port}. */
  public String address() {
    return host + ":" + port();
  }

  @Override
  public void close() {
    Collections.reverse(parts);
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    parts.clear();
  }
}
