package dev.slugline.app.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Set;

/**
 * One thing that can be asked.
 *
 * @param path with {@code {name}} for a part of it
 * @param access who may ask
 * @param parameters of the query; any other is refused
 * @param repeated those of them that may be given several times; any other is refused then
 */
public record Route(
    HandlerType method,
    String path,
    Access access,
    Set<String> parameters,
    Set<String> repeated,
    Handler handler) {

  /** A route whose parameters take one value each. */
  public Route(
      HandlerType method, String path, Access access, Set<String> parameters, Handler handler) {
    this(method, path, access, parameters, Set.of(), handler);
  }

  /** Who may ask. */
  public enum Access {
    /** whoever may read */
    READ,
    /** whoever may feed and take back */
    WRITE,
    /** anybody who reaches the listener: a monitor has no token */
    MANAGEMENT
  }

  /** Answers; called on a thread of the server. */
  public interface Handler {
    /**
     * Answers.
     *
     * @throws Problem what the one who asks is to be told
     */
    void handle(Context context) throws Exception;
  }

  /** What belongs together. */
  public interface Resource {
    List<Route> routes();
  }

  /** A route that reads. */
  public static Route get(String path, Set<String> parameters, Handler handler) {
    return new Route(HandlerType.GET, path, Access.READ, parameters, handler);
  }

  /** A route that anybody may read who reaches the listener. */
  public static Route management(String path, Handler handler) {
    return new Route(HandlerType.GET, path, Access.MANAGEMENT, Set.of(), handler);
  }
}
