package dev.slugline.app.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listener with its routes. Thread-safe. */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  private final Javalin javalin;

  private HttpServer(Javalin javalin) {
    this.javalin = javalin;
  }

  /**
   * Begins to listen.
   *
   * @param port 0: any that is free
   * @throws IOException when it cannot listen there
   */
  public static HttpServer start(String host, int port, List<Route> routes) throws IOException {
    Javalin javalin = Javalin.create(config -> configure(config, routes));
    try {
      javalin.start(host, port);
    } catch (RuntimeException e) {
      throw new IOException(
          "cannot listen on "
              + host
              + ":"
              + port
              + " (http.listen; empty turns HTTP off): "
              + e.getMessage(),
          e);
    }
    return new HttpServer(javalin);
  }

  private static void configure(JavalinConfig config, List<Route> routes) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    for (Route route : routes) {
      config.routes.addHttpHandler(route.method(), route.path(), context -> answer(route, context));
    }
    config.routes.exception(Problem.class, (problem, context) -> tell(problem, context));
    config.routes.exception(HttpResponseException.class, HttpServer::refused);
    config.routes.exception(
        Exception.class,
        (failure, context) -> {
          LOG.error("{} {} failed", context.method(), context.path(), failure);
          tell(
              new Problem(
                  500, "internal", "Internal error", "The server failed; its log says why."),
              context);
        });
  }

  /** What the router refuses: a path or a method that there is not. */
  private static void refused(HttpResponseException refusal, Context context) {
    if (refusal.getStatus() == 405) {
      String allowed = refusal.getDetails().getOrDefault("availableMethods", "");
      tell(
          new Problem(405, "method-not-allowed", "Method not allowed", "This path takes " + allowed)
              .header("Allow", allowed),
          context);
    } else if (refusal.getStatus() == 404) {
      tell(
          new Problem(404, "no-such-path", "No such path", "There is nothing at this path"),
          context);
    } else {
      tell(
          new Problem(
              refusal.getStatus(), "refused", "Refused", "The server does not take this request"),
          context);
    }
  }

  private static void answer(Route route, Context context) throws Exception {
    for (String given : context.queryParamMap().keySet()) {
      if (!route.parameters().contains(given)) {
        throw new Problem(
                400,
                "unknown-parameter",
                "Unknown parameter",
                "There is no parameter '" + given + "' here; there is " + known(route.parameters()))
            .with("parameter", given);
      }
    }
    route.handler().handle(context);
  }

  private static String known(Set<String> parameters) {
    return parameters.isEmpty() ? "none" : String.join(", ", parameters.stream().sorted().toList());
  }

  private static void tell(Problem problem, Context context) {
    problem.headers().forEach(context::header);
    context
        .status(problem.status())
        .contentType("application/problem+json")
        .result(problem.json().toString());
  }

  /** The port that it listens on. */
  public int port() {
    return javalin.port();
  }

  /** Ends all connections. */
  @Override
  public void close() {
    javalin.stop();
  }
}
