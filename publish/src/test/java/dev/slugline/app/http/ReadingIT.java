package dev.slugline.app.http;

import static dev.slugline.app.http.Answers.json;
import static dev.slugline.app.http.Answers.problem;
import static dev.slugline.app.http.ReadArticles.TEXT;
import static dev.slugline.app.http.ReadArticles.feed;
import static dev.slugline.app.http.ReadArticles.list;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.app.TestRules;
import dev.slugline.app.broker.Broker;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a consumer reads over HTTP, as the stream goes on. */
@Timeout(600)
class ReadingIT {
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

  private static List<String> titles(ServedStream served, String path) throws Exception {
    return json(served.get(path)).path("articles").findValuesAsText("title");
  }

  private static HttpResponse<String> post(ServedStream served, String body) throws Exception {
    return served.send(
        HttpRequest.newBuilder(served.uri("/v1/explain")).POST(BodyPublishers.ofString(body)),
        "Content-Type",
        "application/json");
  }
}
