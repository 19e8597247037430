package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slugline.app.TestRules;
import dev.slugline.app.broker.Broker;
import dev.slugline.app.syndication.FeedValidator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** What a consumer reads over HTTP, as the stream goes on. */
@Timeout(180)
class ReadingIT {
  private static final Duration WITHIN = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TEXT =
      "Ministers met in the old harbour on Tuesday evening and spoke for hours. They agreed on"
          + " economic sanctions against the exporter of forbidden goods.";

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
  void shouldListTheArticlesOfATag() throws Exception {
    try (ServedStream served = served("lists", "source.open.example.full.text=true")) {
      feed(served, "one", "wire", "First & foremost <b>", 1);
      feed(served, "two", "open.example", "Second", 1);
      feed(
          served,
          "none",
          "wire",
          "Untagged",
          1,
          "A dozen words on nothing in particular, said"
              + " slowly and with care by somebody in a quiet room.");
      JsonNode list = list(served, "/v1/tags/sanctions/articles", 2);

      assertThat(list.path("label").asText()).isEqualTo("sanctions");
      JsonNode second = list.path("articles").path(0);
      assertThat(second.path("title").asText()).isEqualTo("Second");
      assertThat(second.path("body").asText()).as("its terms allow it").contains("old harbour");
      JsonNode first = list.path("articles").path(1);
      assertThat(first.has("body")).isFalse();
      assertThat(first.path("tags").path(0).path("id").asText()).isEqualTo("sanctions");
      JsonNode sentence = first.path("sentence");
      JsonNode mark = sentence.path("marks").path(0);
      assertThat(
              sentence
                  .path("text")
                  .asText()
                  .substring(mark.path("start").asInt(), mark.path("end").asInt()))
          .isEqualTo("economic sanctions");
      assertThat(
              list(served, "/v1/tags/none/articles", 1)
                  .path("articles")
                  .path(0)
                  .path("title")
                  .asText())
          .isEqualTo("Untagged");

      JsonNode tags = json(served.get("/v1/tags")).path("tags");
      assertThat(tags).hasSize(3);
      assertThat(tags.findValuesAsText("id")).containsExactly("elections", "sanctions", "none");
      assertThat(tags.findValuesAsText("count")).containsExactly("0", "2", "1");
      assertThat(tags.path(1).path("lastSeen").asText())
          .isEqualTo(second.path("receivedAt").asText());

      filters(served, first);
      explained(served, first);
      refused(served);
    }
  }

  private static void filters(ServedStream served, JsonNode first) throws Exception {
    String list = "/v1/tags/sanctions/articles?";
    assertThat(titles(served, list + "source=open.example")).containsExactly("Second");
    assertThat(titles(served, list + "lang=xx")).isEmpty();
    assertThat(titles(served, list + "minRelevance=100")).isEmpty();
    String at = first.path("receivedAt").asText();
    assertThat(titles(served, list + "until=" + at)).isEmpty();
    assertThat(titles(served, list + "since=" + at)).hasSize(2);
    assertThat(titles(served, list + "since=2h")).hasSize(2);
    assertThat(titles(served, list + "since=999999d")).hasSize(2);
    assertThat(titles(served, list + "publishedAfter=2026-01-01&publishedBefore=2026-01-03"))
        .hasSize(2);
    assertThat(titles(served, list + "publishedAfter=2026-01-03")).isEmpty();
  }

  private static void explained(ServedStream served, JsonNode first) throws Exception {
    String explain = URI.create(first.path("explain").asText()).getPath();
    JsonNode all = json(served.get(explain));
    assertThat(all.path("explanations").findValuesAsText("tag")).containsExactly("sanctions");
    assertThat(all.path("taggedBy").asText()).isEqualTo(all.path("catalogue").asText());
    JsonNode one = json(served.get(explain + "?tag=elections")).path("explanations").path(0);
    assertThat(one.path("tagged").asBoolean()).isFalse();
    assertThat(one.path("clauses").path(0).path("missing").path(0).asText()).contains("ballot");
    problem(served.get(explain + "?tag=election"), 404, "unknown-tag");
    JsonNode none = problem(served.get(explain + "?tag=none"), 422, "no-rule");
    assertThat(none.path("detail").asText()).contains("No rule stands behind 'none'");
    assertThat(none.has("suggestions")).isFalse();

    String rule =
        "id: harbours\\nlabel: Harbours\\nthreshold: 10\\nclauses:\\n"
            + "  - {name: place, weight: 10, query: 'harbour'}\\n";
    JsonNode draft =
        json(
            post(
                served,
                "{\"id\":\"%s\",\"rule\":\"%s\"}".formatted(first.path("id").asText(), rule)));
    assertThat(draft.path("explanations").path(0).path("tagged").asBoolean()).isTrue();
    JsonNode given =
        json(
            post(
                served,
                "{\"article\":{\"title\":\"A title\",\"language\":\"en\",\"body\":\"%s\"}}"
                    .formatted(TEXT)));
    assertThat(given.path("article").path("body").asText()).isEqualTo(TEXT);
    assertThat(given.path("explanations").findValuesAsText("tag")).containsExactly("sanctions");

    JsonNode broken = problem(post(served, "{\"id\":\"x\",\"article\":{}}"), 400, "bad-body");
    assertThat(broken.path("detail").asText()).contains("either");
    problem(post(served, "{\"id\":"), 400, "bad-body");
    problem(post(served, "{\"article\":[1,2]}"), 422, "no-article");
    problem(post(served, "{\"id\":\"nowhere\",\"tag\":\"sanctions\"}"), 404, "unknown-article");
    JsonNode invalid =
        problem(
            post(
                served,
                "{\"article\":{\"body\":\"%s\"},\"rule\":\"%s\"}"
                    .formatted(TEXT, rule.replace("'harbour'", "'(harbour'"))),
            422,
            "invalid-rule");
    assertThat(invalid.path("line").asInt()).isEqualTo(5);
    assertThat(invalid.path("column").asInt()).isGreaterThan(1);
    assertThat(invalid.path("reason").asText()).isNotBlank();
    problem(post(served, "\"" + "x".repeat(ExplainRequest.MAX_BYTES) + "\""), 413, "too-large");
  }

  private static void refused(ServedStream served) throws Exception {
    JsonNode unknown = problem(served.get("/v1/tags/sanction/articles"), 404, "unknown-tag");
    assertThat(unknown.path("suggestions").path(0).asText()).isEqualTo("sanctions");
    assertThat(unknown.path("detail").asText()).contains("did you mean sanctions?");
    JsonNode far = problem(served.get("/v1/tags/москва/articles"), 404, "unknown-tag");
    assertThat(far.path("detail").asText())
        .isEqualTo("There is no tag 'москва'; GET /v1/tags lists them");
    assertThat(far.has("suggestions")).isFalse();
    JsonNode filter = problem(served.get("/v1/stream?tag=sanction"), 400, "unknown-tag");
    assertThat(filter.path("detail")).isEqualTo(unknown.path("detail"));
    assertThat(filter.path("suggestions")).isEqualTo(unknown.path("suggestions"));
    assertThat(filter.path("parameter").asText()).isEqualTo("tag");
    for (String bad :
        List.of(
            "limit=0",
            "limit=201",
            "limit=a",
            "cursor=zz",
            "since=yesterday",
            "minRelevance=101",
            "lang=")) {
      JsonNode problem = problem(served.get("/v1/tags/none/articles?" + bad), 400, "bad-parameter");
      assertThat(bad).startsWith(problem.path("parameter").asText());
    }
    problem(served.get("/v1/articles/nowhere"), 404, "unknown-article");
    problem(served.get("/v1/tags/none/articles", "Accept", "image/png"), 406, "not-acceptable");
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
        assertThat(JSON.readTree(get(there).body()).path("articles").findValuesAsText("id"))
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

  @Test
  void shouldSayThatAnArticleWasWithdrawnAndWhy() throws Exception {
    try (ServedStream served = served("gone")) {
      feed(served, "a", "wire", "Stays", 1);
      feed(served, "b", "wire", "Goes", 1);
      JsonNode list = list(served, "/v1/tags/sanctions/articles", 2);
      String path = URI.create(list.path("articles").path(0).path("article").asText()).getPath();
      HttpResponse<String> read = served.get(path);
      assertThat(json(read).path("title").asText()).isEqualTo("Goes");
      String tag = read.headers().firstValue("etag").orElseThrow();
      assertThat(served.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);

      served.stream()
          .feed("b", "{\"id\":\"b\",\"source\":\"wire\",\"version\":2,\"pubstatus\":\"withheld\"}");

      assertThat(
              list(served, "/v1/tags/sanctions/articles", 1)
                  .path("articles")
                  .path(0)
                  .path("title")
                  .asText())
          .isEqualTo("Stays");
      JsonNode gone = problem(served.get(path), 410, "retracted");
      assertThat(gone.path("kind").asText()).isEqualTo("withheld");
      problem(served.get(path + "/explain"), 410, "retracted");
      for (String suffix : List.of(".rss", ".atom", ".feed.json")) {
        assertThat(served.get("/v1/tags/sanctions/articles" + suffix).body())
            .doesNotContain("Goes");
      }
      assertThat(json(served.get("/v1/tags")).path("tags").path(1).path("count").asInt())
          .isEqualTo(1);
    }
  }

  private static ServedStream served(String prefix, String... sets) throws Exception {
    return ServedStream.start(broker, dir, prefix, TestRules.two(), sets);
  }

  private static void feed(ServedStream served, String id, String source, String title, int version)
      throws Exception {
    feed(served, id, source, title, version, TEXT);
  }

  private static void feed(
      ServedStream served, String id, String source, String title, int version, String text)
      throws Exception {
    served.stream()
        .feed(
            id,
            "{\"id\":\"%s\",\"source\":\"%s\",\"language\":\"en\",\"version\":%d,\"title\":\"%s\",\"published_at\":\"2026-01-02T08:00:00Z\",\"url\":\"https://news.example/%s?a=1&b=2\",\"body\":\"%s\"}"
                .formatted(id, source, version, title, id, text));
  }

  /** The list, once it has so many articles. */
  private static JsonNode list(ServedStream served, String path, int count) {
    return await()
        .atMost(WITHIN)
        .ignoreExceptions()
        .until(() -> json(served.get(path)), it -> it.path("articles").size() == count);
  }

  private static List<String> titles(ServedStream served, String path) throws Exception {
    return json(served.get(path)).path("articles").findValuesAsText("title");
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static JsonNode problem(HttpResponse<String> answer, int status, String code)
      throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(type(answer)).isEqualTo("application/problem+json");
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(problem.path("type").asText()).isEqualTo("urn:slugline:problem:" + code);
    return problem;
  }

  private static HttpResponse<String> post(ServedStream served, String body) throws Exception {
    return served.send(
        HttpRequest.newBuilder(served.uri("/v1/explain")).POST(BodyPublishers.ofString(body)),
        "Content-Type",
        "application/json");
  }

  private static HttpResponse<String> get(URI uri) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String type(HttpResponse<String> answer) {
    return answer.headers().firstValue("content-type").orElse("").replaceAll(";.*", "");
  }

  private static byte[] bytes(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body().getBytes(StandardCharsets.UTF_8);
  }
}
