package dev.slugline.app.http;

import dev.slugline.app.StreamRunner;
import io.javalin.http.Context;
import java.util.List;

/** What a supervisor asks. */
final class Health implements Route.Resource {
  private final StreamRunner stream;

  Health(StreamRunner stream) {
    this.stream = stream;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.management("/livez", this::live));
  }

  /** 503 once the stream gave up: only a new start helps then. */
  private void live(Context context) {
    boolean failed = stream.failed();
    context.status(failed ? 503 : 200).result(failed ? "failed\n" : "ok\n");
  }
}
