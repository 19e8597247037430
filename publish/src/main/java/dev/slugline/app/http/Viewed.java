package dev.slugline.app.http;

import dev.slugline.app.view.RestoringException;
import io.javalin.http.Context;
import java.util.Set;

/** Routes that are answered from the view. */
final class Viewed {
  private Viewed() {}

  /** Answers from the view. */
  interface Handler {
    void handle(Context context) throws Exception;
  }

  /** A route that is answered with 503 while the view is being restored. */
  static Route get(String path, Set<String> parameters, Handler handler) {
    return Route.get(path, parameters, context -> handle(context, handler));
  }

  /** Answers, or says that it cannot yet. */
  static void handle(Context context, Handler handler) throws Exception {
    try {
      handler.handle(context);
    } catch (RestoringException e) {
      throw new Problem(
              503,
              "restoring",
              "Not ready yet",
              "This instance is still reading the articles: " + e.getMessage())
          .header("Retry-After", "2");
    }
  }
}
