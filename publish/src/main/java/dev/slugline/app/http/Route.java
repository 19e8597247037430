package dev.slugline.app.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Set;

/**
 * One thing that can be asked.
 *
 * @param path with {@code {name}} for a part of it
 * @param parameters of the query; any other is refused
 */
public record Route(HandlerType method, String path, Set<String> parameters, Handler handler) {

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

  /** A route that anybody may read who reaches the listener. */
  public static Route management(String path, Handler handler) {
    return new Route(HandlerType.GET, path, Set.of(), handler);
  }
}
