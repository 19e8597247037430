package dev.slugline.app.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.net.BindException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener with its routes. Whatever is wrong with a request, the answer is a problem document
 * that tells nothing of the server. Thread-safe.
 */
final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  private final Javalin javalin;

  private HttpServer(Javalin javalin) {
    this.javalin = javalin;
  }

  /**
   * What a listener asks of who comes.
   *
   * @param gate by which name and from which page
   * @param admission with which token
   */
  record Guards(Gate gate, Admission admission) {}

  /**
   * Begins to listen.
   *
   * @param tls null: none
   * @throws IOException when it cannot listen there; the message says who does, if that can be
   *     found
   */
  static HttpServer start(
      Listener listener,
      HttpLimits limits,
      SslContextFactory.@Nullable Server tls,
      Guards guards,
      List<Route> routes)
      throws IOException {
    Connectors connectors = new Connectors(listener, limits, tls);
    Javalin javalin =
        Javalin.create(
            config -> {
              connectors.configure(config);
              configure(config, guards, routes);
            });
    try {
      javalin.start();
    } catch (RuntimeException e) {
      javalin.stop();
      throw new IOException(reason(listener, e), e);
    }
    return new HttpServer(javalin);
  }

  private static String reason(Listener listener, RuntimeException failure) {
    String what = "cannot listen on " + listener + " (" + listener.key() + "): ";
    Throwable at = failure;
    while (at.getCause() != null && !(at instanceof BindException)) {
      at = at.getCause();
    }
    boolean taken = String.valueOf(at.getMessage()).contains("already in use");
    if (!taken) {
      return what + at.getMessage();
    }
    String holder = PortHolder.of(listener.port());
    return what
        + "the port is taken"
        + (holder == null ? "" : " by " + holder)
        + "; end that, or set "
        + listener.key()
        + " to another HOST:PORT";
  }

  private static void configure(JavalinConfig config, Guards guards, List<Route> routes) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    config.http.asyncTimeout = 0; // who answers later sets a time of his own
    config.jetty.modifyServer(HttpServer::modify);
    config.jetty.modifyServletContextHandler(it -> it.setErrorHandler(new ProblemPages()));
    config.routes.before(
        context -> {
          SecurityHeaders.PLAIN.forEach(context::header);
          guards.gate().admit(context);
        });
    for (Route route : routes) {
      add(config, route.method(), route, guards);
      if (route.method().equals(HandlerType.GET)) {
        add(config, HandlerType.HEAD, route, guards);
      }
    }
    problems(config);
  }

  private static void modify(Server server) {
    server.setErrorHandler(new ProblemPages());
    server.insertHandler(new GracefulHandler());
    server.setStopTimeout(HttpLimits.STOP_WITHIN.toMillis());
  }

  private static void add(JavalinConfig config, HandlerType method, Route route, Guards guards) {
    config.routes.addHttpHandler(
        method,
        route.path(),
        context -> {
          guards.admission().check(route.access(), context);
          Parameters.check(route, context);
          route.handler().handle(context);
        });
  }

  private static void problems(JavalinConfig config) {
    config.routes.exception(Problem.class, (problem, context) -> tell(problem, context));
    config.routes.exception(HttpResponseException.class, HttpServer::refused);
    config.routes.exception(Exception.class, HttpServer::failed);
    config.router.javaLangErrorHandler(
        (response, error) -> {
          LOG.error("A request failed", error);
          response.setStatus(500);
          response.setContentType(Problem.CONTENT_TYPE);
          try {
            response.getOutputStream().write(JsonAnswer.bytes(ProblemPages.of(500, null).json()));
          } catch (IOException e) {
            LOG.debug("Nobody waits for the answer any more", e);
          }
        });
  }

  /** What the router or a reader of the request refuses. */
  private static void refused(HttpResponseException refusal, Context context) {
    int status = refusal.getStatus();
    Problem problem =
        switch (status) {
          case 404 ->
              new Problem(
                  404, "no-such-path", "No such path", "There is nothing here; '/' says what is");
          case 405 -> notAllowed(refusal, context);
          default -> ProblemPages.of(status, null);
        };
    tell(problem, context);
  }

  private static Problem notAllowed(HttpResponseException refusal, Context context) {
    String allowed = refusal.getDetails().getOrDefault("availableMethods", "");
    return new Problem(
            405, "method-not-allowed", "Method not allowed", context.path() + " takes " + allowed)
        .header("Allow", allowed);
  }

  private static void failed(Exception failure, Context context) {
    if (context.res().isCommitted()) {
      LOG.debug("{} {} was given up", context.method(), context.path(), failure);
      return;
    }
    if (failure instanceof EofException) {
      tell(ProblemPages.of(400, null), context); // the client broke off, or its chunks are none
      return;
    }
    LOG.error("{} {} failed", context.method(), context.path(), failure);
    tell(ProblemPages.of(500, null), context);
  }

  private static void tell(Problem problem, Context context) {
    problem.headers().forEach(context::header);
    context.status(problem.status());
    JsonAnswer.send(context, Problem.CONTENT_TYPE, problem.json());
  }

  /** The port that it listens on. */
  int port() {
    return javalin.port();
  }

  /** Ends when what is being answered is, or after {@link HttpLimits#STOP_WITHIN}. */
  @Override
  public void close() {
    try {
      javalin.stop();
    } catch (JavalinException e) {
      if (!(e.getCause() instanceof TimeoutException)) {
        throw e;
      }
      LOG.debug("What was still being answered at the stop was broken off", e);
    }
  }
}
