package dev.slugline.app.http;

import dev.slugline.app.metrics.Metrics;
import io.javalin.http.Context;
import java.util.List;

/** What Prometheus scrapes. */
final class MetricsPage implements Route.Resource {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final Metrics metrics;

  MetricsPage(Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.management("/metrics", this::scrape));
  }

  private void scrape(Context context) {
    context.contentType(TEXT).result(metrics.scrape());
  }
}
