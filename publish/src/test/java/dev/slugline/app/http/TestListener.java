package dev.slugline.app.http;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.http.HttpServer.Guards;
import dev.slugline.app.http.Route.Access;
import dev.slugline.app.kafka.RawPosition;
import dev.slugline.app.kafka.RawReceipts;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A listener on a free port with a few routes and nothing behind them. */
final class TestListener implements AutoCloseable {
  private final HttpServer server;

  private TestListener(HttpServer server) {
    this.server = server;
  }

  /**
   * @param sets settings, {@code key=value}
   */
  static TestListener start(String... sets) throws Exception {
    List<String> all = new ArrayList<>(List.of("http.listen=127.0.0.1:0"));
    all.addAll(List.of(sets));
    SluglineConfig config = SluglineConfig.load(null, Map.of(), all);
    Listener listener = Listener.of("http.listen", config.text("http.listen"));
    HttpLimits limits = HttpLimits.of(config);
    var tls = Tls.of(config);
    Admission admission = Admission.of(config, listener, tls != null);
    List<Route> routes = new ArrayList<>(admission.routes());
    routes.addAll(routes(config, limits));
    Guards guards = new Guards(new Gate(config, listener), admission);
    return new TestListener(HttpServer.start(listener, limits, tls, guards, routes));
  }

  private static List<Route> routes(SluglineConfig config, HttpLimits limits) {
    FeedBudget budget = new FeedBudget(limits.feeds(), 1 << 20);
    RequestBody body = new RequestBody(config.number("raw.max.bytes"), 200, limits.body());
    return List.of(
        Route.management("/livez", context -> context.result("ok\n")),
        Route.get(
            "/v1",
            Set.of(),
            context ->
                context
                    .contentType("application/json")
                    .result("{\"version\":\"0\",\"routes\":[],\"more\":1}")),
        Route.get("/v1/tags", Set.of("since"), context -> context.result("tags\n")),
        Route.get("/v1/tags/{tag}", Set.of(), TestListener::header),
        Route.get(
            "/v1/tags/{tag}/articles",
            ListParameters.NAMES,
            context -> context.result(new ListParameters(context).query() + "\n")),
        new Route(
            HandlerType.GET,
            "/v1/stream",
            Access.READ,
            StreamRequest.PARAMETERS,
            StreamRequest.REPEATED,
            context ->
                context.result(StreamRequest.of(context, TestListener::noTag, 1, 40) + "\n")),
        new Route(
            HandlerType.POST,
            "/v1/explain",
            Access.READ,
            Set.of(),
            context -> context.result(new ExplainRequest.Reader(config).read(context).id() + "\n")),
        Route.get(
            "/v1/openapi.json",
            Set.of(),
            context -> {
              throw new IllegalStateException("secret at dev.slugline.Secret");
            }),
        Route.get("/v1/receipts/{position}", Set.of(), TestListener::receipts),
        new Route(
            HandlerType.POST,
            "/v1/articles",
            Access.WRITE,
            Set.of(),
            context -> {
              try (FeedBudget.Share share = budget.take()) {
                context.result(body.read(context, share).length + " bytes\n");
              }
            }));
  }

  /** Tells the path's last part, or the header of that name. */
  private static void header(Context context) {
    String name = context.pathParam("tag");
    String header = ListHeader.of(context, name);
    context.result(header == null ? name : header);
  }

  private static void receipts(Context context) {
    RawPosition position = RawPosition.of(context.pathParam("position"));
    if (position == null || position.partition() == 0) {
      throw new StackOverflowError("secret at dev.slugline.Secret");
    }
    ReceiptAnswer.cutOff(context, position, new RawReceipts());
  }

  private static void noTag(String parameter, String tag) throws Problem {
    throw new Problem(400, "unknown-tag", "Unknown tag", "There is no tag '" + tag + "'")
        .with("parameter", parameter);
  }

  int port() {
    return server.port();
  }

  /** The answer to a request without a body, after which the connection is ended. */
  RawAnswer ask(String method, String target, String... headers) throws Exception {
    StringBuilder lines = new StringBuilder();
    for (String header : headers) {
      lines.append(header).append("\r\n");
    }
    String host = lines.indexOf("Host:") < 0 ? "Host: localhost\r\n" : "";
    return RawAnswer.to(
        port(),
        method + " " + target + " HTTP/1.1\r\n" + host + lines + "Connection: close\r\n\r\n");
  }

  @Override
  public void close() {
    server.close();
  }
}
