package dev.slugline.app.http;

import static dev.slugline.app.http.Answers.json;
import static dev.slugline.app.http.Answers.type;
import static dev.slugline.app.http.ReadArticles.WITHIN;
import static dev.slugline.app.http.ReadArticles.feed;
import static dev.slugline.app.http.ReadArticles.list;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.app.TestRules;
import dev.slugline.app.broker.Broker;
import dev.slugline.app.syndication.FeedValidator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** What a reader finds who comes back, by feeds, pages and conditions, on any instance. */
@Timeout(600)
class FeedReadersIT {
  @TempDir static Path dir = Path.of("");
  private static Broker broker = Broker.NONE;

  @BeforeAll
  static void start() throws Exception {
    broker = Broker.inProcess(dir.resolve("broker"));
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void shouldServeFeedsThatAnyReaderCanFollow() throws Exception {
    try (ServedStream served = served("feeds", "http.public.url=https://news.example/slugline")) {
      for (int i = 0; i < 5; i++) {
        feed(served, "a" + i, "wire", "Title " + i + " & <more> ]]>", 1);
      }
      list(served, "/v1/tags/sanctions/articles", 5);
      String path = "/v1/tags/sanctions/articles";
      assertThat(type(served.get(path, "Accept", "application/rss+xml, */*;q=0.1")))
          .isEqualTo("application/rss+xml");
      assertThat(
              type(served.get(path, "Accept", "text/html, application/atom+xml;q=0.9, */*;q=0.1")))
          .isEqualTo("application/atom+xml");
      assertThat(type(served.get(path, "Accept", "application/feed+json")))
          .isEqualTo("application/feed+json");
      assertThat(type(served.get(path, "Accept", "text/html, */*"))).isEqualTo("application/json");
      assertThat(type(served.get(path + ".json", "Accept", "application/rss+xml")))
          .isEqualTo("application/json");

      FeedValidator.atom(bytes(served.get(path + ".atom")));
      FeedValidator.jsonFeed(bytes(served.get(path + ".feed.json")));
      List<String> guids = new ArrayList<>();
      String next = path + ".rss?limit=2";
      while (!next.isEmpty()) {
        Element rss = FeedValidator.rss(bytes(served.get(next))).getDocumentElement();
        Element channel = FeedValidator.children(rss, null, "channel").get(0);
        FeedValidator.children(channel, null, "item")
            .forEach(it -> guids.add(FeedValidator.text(it, null, "guid")));
        var links = FeedValidator.links(channel);
        assertThat(links.get("self")).isEqualTo("https://news.example/slugline" + next);
        next = links.getOrDefault("next", "").replace("https://news.example/slugline", "");
      }
      assertThat(guids).hasSize(5).doesNotHaveDuplicates();

      feed(served, "a0", "wire", "Title 0, corrected", 2);
      await()
          .atMost(WITHIN)
          .until(() -> served.get(path + ".rss").body().contains("Title 0, corrected"));
      Element rss = FeedValidator.rss(bytes(served.get(path + ".rss"))).getDocumentElement();
      Element item =
          FeedValidator.children(FeedValidator.children(rss, null, "channel").get(0), null, "item")
              .get(0);
      assertThat(FeedValidator.text(item, null, "title")).startsWith("Title 0");
      assertThat(guids).as("the same id").contains(FeedValidator.text(item, null, "guid"));
    }
  }

  @Test
  void shouldAnswerTheSameOnEveryInstanceAndAfterARestart() throws Exception {
    try (ServedStream served = served("same")) {
      for (int i = 0; i < 7; i++) {
        feed(served, "a" + i, "wire", "Title " + i, 1);
      }
      String path = "/v1/tags/sanctions/articles";
      list(served, path, 7);
      JsonNode before = json(served.get(path + "?limit=3"));
      String tag = served.get(path).headers().firstValue("etag").orElseThrow();
      HttpResponse<String> known = served.get(path, "If-None-Match", tag);
      assertThat(known.statusCode()).isEqualTo(304);
      assertThat(known.body()).isEmpty();
      String modified =
          await()
              .atMost(WITHIN)
              .until(
                  () -> served.get(path).headers().firstValue("last-modified"), Optional::isPresent)
              .orElseThrow();
      assertThat(served.get(path, "If-Modified-Since", modified).statusCode()).isEqualTo(304);

      try (HttpSide other = HttpSide.start(served.stream().config(), served.stream().runner())) {
        URI there = URI.create("http://127.0.0.1:" + other.port() + path);
        await().atMost(WITHIN).until(() -> get(there).statusCode() == 200);
        assertThat(json(get(there)).path("articles").findValuesAsText("id"))
            .isEqualTo(json(served.get(path)).path("articles").findValuesAsText("id"));
      }

      feed(served, "a9", "wire", "Title 9", 1);
      list(served, path, 8);
      assertThat(served.get(path, "If-None-Match", tag).statusCode()).isEqualTo(200);
      assertThat(served.get(path, "If-Modified-Since", modified).statusCode()).isEqualTo(200);
      URI next = URI.create(before.path("next").asText());
      JsonNode rest = json(served.get(next.getPath() + "?" + next.getRawQuery()));
      List<String> seen = before.path("articles").findValuesAsText("title");
      seen.addAll(rest.path("articles").findValuesAsText("title"));
      assertThat(seen)
          .containsExactly("Title 6", "Title 5", "Title 4", "Title 3", "Title 2", "Title 1");
    }
  }

  private static ServedStream served(String prefix, String... sets) throws Exception {
    return ServedStream.start(broker, dir, prefix, TestRules.two(), sets);
  }

  private static HttpResponse<String> get(URI uri) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static byte[] bytes(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body().getBytes(StandardCharsets.UTF_8);
  }
}
