package dev.slugline.app.http;

import dev.slugline.app.Release;
import dev.slugline.app.StreamRunner;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.http.HttpServer.Guards;
import dev.slugline.app.http.Route.Access;
import dev.slugline.app.http.Route.Resource;
import dev.slugline.app.kafka.RawWriter;
import dev.slugline.app.kafka.ReceiptSearch;
import dev.slugline.app.kafka.RecentReceipts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP side of one instance, put together: what can be asked, what that is answered from, and
 * the listeners.
 */
public final class HttpSide implements AutoCloseable {
  /** Closed from the last to the first. */
  private final List<AutoCloseable> parts = new ArrayList<>();

  private String base = "";
  private @Nullable Path tokens;
  private @Nullable HttpServer server;
  private @Nullable HttpServer management;

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
    Listener listener = Listener.of("http.listen", config.text("http.listen"));
    SslContextFactory.Server tls = Tls.of(config);
    HttpLimits limits = HttpLimits.of(config);
    Admission admission = Admission.of(config, listener, tls != null);
    List<Route> routes = new ArrayList<>(admission.routes());
    for (Resource resource : resources(config, limits, stream)) {
      routes.addAll(resource.routes());
    }
    routes = withoutManagement(config, limits, routes);
    routes.addAll(new FrontPage(Release.VERSION, routes).routes());
    Guards guards = new Guards(new Gate(config, listener), admission);
    server = keep(HttpServer.start(listener, limits, tls, guards, routes));
    tokens = admission.file();
    base = (tls == null ? "http" : "https") + "://" + listener.urlHost() + ":";
  }

  /** What can be asked, and what that is answered from. */
  private List<Resource> resources(SluglineConfig config, HttpLimits limits, StreamRunner stream)
      throws IOException {
    List<Resource> resources = new ArrayList<>();
    resources.add(new Health(stream));
    RecentReceipts recent = keep(new RecentReceipts(config));
    resources.add(new Articles(config, limits, keep(new RawWriter(config)), recent));
    resources.add(new Receipts(recent, new ReceiptSearch(config)));
    return resources;
  }

  /** Where the management paths have a listener of their own, it is started with them. */
  private List<Route> withoutManagement(
      SluglineConfig config, HttpLimits limits, List<Route> routes) throws IOException {
    String listen = config.text("management.listen");
    if (listen.isEmpty()) {
      return routes;
    }
    Listener listener = Listener.of("management.listen", listen);
    Guards guards = new Guards(new Gate(config, listener), Admission.open());
    management = keep(HttpServer.start(listener, limits, null, guards, of(routes, true)));
    return new ArrayList<>(of(routes, false));
  }

  private static List<Route> of(List<Route> routes, boolean management) {
    return routes.stream()
        .filter(route -> (route.access() == Access.MANAGEMENT) == management)
        .toList();
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.add(part);
    return part;
  }

  /** The port of the listener; 0: there is none. */
  public int port() {
    return server == null ? 0 : server.port();
  }

  /** The port of the management paths; 0: they have none of their own. */
  public int managementPort() {
    return management == null ? 0 : management.port();
  }

  /** Where it answers, such as {@code http://127.0.0.1:8080}. */
  public String address() {
    return base + port();
  }

  /** The file with the tokens that are asked for; null: none are. */
  public @Nullable Path tokens() {
    return tokens;
  }

  /** Ends all parts, also where one of them fails to end. */
  @Override
  public void close() {
    Collections.reverse(parts);
    IllegalStateException failed = null;
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        failed = new IllegalStateException(e);
      }
    }
    parts.clear();
    if (failed != null) {
      throw failed;
    }
  }
}
