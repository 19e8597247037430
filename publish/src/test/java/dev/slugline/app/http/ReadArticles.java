package dev.slugline.app.http;

import static dev.slugline.app.http.Answers.json;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** Articles that are fed to a stream for its readers, and the lists in which they find them. */
final class ReadArticles {
  static final Duration WITHIN = Duration.ofSeconds(90);
  static final String TEXT =
      "Ministers met in the old harbour on Tuesday evening and spoke for hours. They agreed on"
          + " economic sanctions against the exporter of forbidden goods.";

  private ReadArticles() {}

  static void feed(ServedStream served, String id, String source, String title, int version)
      throws Exception {
    feed(served, id, source, title, version, TEXT);
  }

  static void feed(
      ServedStream served, String id, String source, String title, int version, String text)
      throws Exception {
    served.stream()
        .feed(
            id,
            "{\"id\":\"%s\",\"source\":\"%s\",\"language\":\"en\",\"version\":%d,\"title\":\"%s\",\"published_at\":\"2026-01-02T08:00:00Z\",\"url\":\"https://news.example/%s?a=1&b=2\",\"body\":\"%s\"}"
                .formatted(id, source, version, title, id, text));
  }

  /** The list, once it has so many articles. */
  static JsonNode list(ServedStream served, String path, int count) {
    return await()
        .atMost(WITHIN)
        .ignoreExceptions()
        .until(() -> json(served.get(path)), it -> it.path("articles").size() == count);
  }
}
