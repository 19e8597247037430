package dev.slugline.app.http;

import dev.slugline.app.Release;
import dev.slugline.app.SluglineStream;
import dev.slugline.app.StreamRunner;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.http.HttpServer.Guards;
import dev.slugline.app.http.Route.Resource;
import dev.slugline.app.kafka.RawWriter;
import dev.slugline.app.kafka.ReceiptSearch;
import dev.slugline.app.kafka.RecentReceipts;
import dev.slugline.app.live.LiveStreams;
import dev.slugline.app.metrics.Metrics;
import dev.slugline.app.view.View;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP side of one instance, put together: what can be asked, what that is answered from, and
 * the listeners.
 */
public final class HttpSide implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpSide.class);

  /** Closed from the last to the first. */
  private final List<AutoCloseable> parts = new ArrayList<>();

  private List<Route> routes = List.of();
  private String base = "";
  private String managementHost = "";
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
      LOG.info("answering on {}", side.address());
      return side;
    } catch (IOException | RuntimeException e) {
      side.close();
      throw e;
    }
  }

  private void open(SluglineConfig config, StreamRunner stream) throws IOException {
    HttpLimits limits = HttpLimits.of(config);
    List<ReadyPart.Source> ready = new CopyOnWriteArrayList<>(); // grows while it is asked
    Health health = new Health(config, stream, ready);
    List<Route> watching = new ArrayList<>(health.routes());
    watching.addAll(new MetricsPage(keep(new Metrics(config, stream, health::ready))).routes());
    List<Route> routes = new ArrayList<>();
    if (config.text("management.listen").isEmpty()) {
      routes.addAll(watching);
    } else {
      Listener listener = Listener.of("management.listen", config.text("management.listen"));
      Guards guards = new Guards(new Gate(config, listener), Admission.open());
      managementHost = listener.urlHost();
      management = keep(HttpServer.start(listener, limits, null, guards, watching));
    }
    if (!config.text("http.listen").isEmpty()) {
      serve(config, limits, stream, routes, ready);
    }
  }

  /** Answers those who feed and those who read, and whatever else there is in {@code routes}. */
  private void serve(
      SluglineConfig config,
      HttpLimits limits,
      StreamRunner stream,
      List<Route> routes,
      List<ReadyPart.Source> ready)
      throws IOException {
    Listener listener = Listener.of("http.listen", config.text("http.listen"));
    SslContextFactory.Server tls = Tls.of(config);
    Admission admission = Admission.of(config, listener, tls != null);
    routes.addAll(admission.routes());
    View view = keep(View.open(config, SluglineStream.stateDir(config)));
    ready.add(() -> new ReadyPart("view", view.progress().ready(), view.progress().detail()));
    KnownTags tags = new KnownTags(stream.catalogue(), view);
    feeding(config, limits, view).forEach(resource -> routes.addAll(resource.routes()));
    reading(config, tags, view).forEach(resource -> routes.addAll(resource.routes()));
    LiveStreams live = keep(LiveStreams.start(config));
    routes.addAll(keep(new StreamResource(config, live, tags)).routes());
    routes.addAll(new FrontPage(Release.VERSION, routes).routes());
    this.routes = List.copyOf(routes);
    Guards guards = new Guards(new Gate(config, listener), admission);
    server = keep(HttpServer.start(listener, limits, tls, guards, routes));
    parts.add(live::end); // while the server can still tell their clients
    tokens = admission.file();
    base = (tls == null ? "http" : "https") + "://" + listener.urlHost() + ":";
  }

  private List<Resource> feeding(SluglineConfig config, HttpLimits limits, View view)
      throws IOException {
    RecentReceipts recent = keep(new RecentReceipts(config));
    return List.of(
        new Articles(config, limits, keep(new RawWriter(config)), recent, view),
        new Receipts(recent, new ReceiptSearch(config)));
  }

  private List<Resource> reading(SluglineConfig config, KnownTags tags, View view) {
    PublicAddress address = new PublicAddress(config);
    return List.of(
        new ReadTags(tags, view, address),
        new ReadTagArticles(tags, view, address, new ArticleEntries(config)),
        new ReadArticle(view),
        new ReadOpenApi(address),
        keep(new ExplainArticle(config, tags, view)));
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.add(part);
    return part;
  }

  /** What can be asked of the listener. */
  List<Route> routes() {
    return routes;
  }

  /** The port of the listener; 0: there is none. */
  public int port() {
    return server == null ? 0 : server.port();
  }

  /** The port of the management paths; 0: they have none of their own. */
  public int managementPort() {
    return management == null ? 0 : management.port();
  }

  /**
   * Where it answers, such as {@code http://127.0.0.1:8080}; with management paths alone, where
   * those are.
   */
  public String address() {
    return server == null ? "http://" + managementHost + ":" + managementPort() : base + port();
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
