package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.app.TestRules;
import dev.slugline.app.broker.Broker;
import dev.slugline.app.cli.Ran;
import dev.slugline.app.http.EventStream.Event;
import dev.slugline.ingest.article.ArticleJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an article after it came: each client is told what it needs to know. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamChangesIT {
  private static final String SANCTIONS =
      """
      id: sanctions
      label: Sanctions
      threshold: 10
      clauses:
        - {weight: 10, query: '"economic sanctions"'}
      """;

  private Path dir = Path.of("");
  private Broker broker = Broker.NONE;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    dir = folder;
    broker = Broker.inProcess(dir.resolve("broker"));
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @Test
  void shouldTellOfRevisionsLostTagsRetractionsAndReleases() throws Exception {
    try (ServedStream served = ServedStream.start(broker, dir, "changes", TestRules.two());
        EventStream tagged = EventStream.live(served.uri("/v1/stream?tag=sanctions"));
        EventStream bigger =
            EventStream.live(served.uri("/v1/stream?tag=sanctions&changes=new,update,correction"));
        EventStream other = EventStream.live(served.uri("/v1/stream?tag=elections"));
        EventStream asked = EventStream.live(served.uri("/v1/stream?q=garden"))) {
      feed(served, "a", 1, "Talks", StreamFiltersIT.TALKS, "");
      feed(
          served,
          "a",
          2,
          "Talks",
          StreamFiltersIT.TALKS,
          ", \"expires\": \"2030-01-01T00:00:00Z\"");
      feed(served, "a", 3, "Talks", StreamFiltersIT.VOTE, "");
      feed(served, "a", 4, "Talks", "", ", \"pubstatus\": \"canceled\"");
      assertThat(told(other, 2)).containsExactly("article 3 update", "retraction 4 retraction");
      assertThat(told(tagged, 3))
          .containsExactly("article 1 new", "article 2 minor", "lost-tag 3 revision");
      String soon = Instant.now().plusSeconds(3).truncatedTo(ChronoUnit.SECONDS).toString();
      feed(served, "held", 1, "Held", StreamFiltersIT.TALKS, ", \"embargoed\": \"" + soon + "\"");

      assertThat(told(tagged, 4)).hasSize(4).last().isEqualTo("article 1 new");
      assertThat(told(bigger, 3))
          .containsExactly("article 1 new", "lost-tag 3 revision", "article 1 new");
      assertThat(told(asked, 1)).containsExactly("retraction 4 retraction");
      JsonNode lost = data(tagged.events().get(2));
      assertThat(lost.path("tags").toString()).isEqualTo("[\"sanctions\"]");
      assertThat(lost.path("id")).isEqualTo(data(tagged.events().get(0)).path("id"));
      assertThat(Instant.now()).isAfterOrEqualTo(Instant.parse(soon));
    }
  }

  @Test
  void shouldTellThatAnArticleHasGotItsFirstTag() throws Exception {
    try (ServedStream served = ServedStream.start(broker, dir, "first", TestRules.two());
        EventStream untagged = EventStream.live(served.uri("/v1/stream?tag=none"));
        EventStream tagged = EventStream.live(served.uri("/v1/stream?tag=sanctions"))) {
      feed(served, "a", 1, "A walk", StreamFiltersIT.QUIET, "");
      feed(served, "a", 2, "Talks", StreamFiltersIT.TALKS, "");
      feed(served, "a", 3, "Talks again", StreamFiltersIT.TALKS, "");
      feed(served, "a", 4, "A walk", StreamFiltersIT.QUIET, "");

      assertThat(told(untagged, 3))
          .containsExactly("article 1 new", "lost-tag 2 revision", "article 4 update");
      assertThat(data(untagged.events().get(1)).path("tags").toString()).isEqualTo("[\"none\"]");
      assertThat(told(tagged, 3))
          .containsExactly("article 2 update", "article 3 update", "lost-tag 4 revision");
    }
  }

  @Test
  void shouldSendWhatOtherRulesMadeOfAnArticleOnlyToWhoAsksForIt() throws Exception {
    try (ServedStream served = ServedStream.start(broker, dir, "removed", TestRules.two())) {
      feed(served, "a", 1, "A count", StreamFiltersIT.VOTE, "");
      feed(served, "b", 1, "Talks", StreamFiltersIT.TALKS, "");
      served.stream().records(served.stream().out().enriched(), 2);
      try (EventStream plain = EventStream.live(served.uri("/v1/stream"));
          EventStream all =
              EventStream.live(served.uri("/v1/stream?include=retag,rule-removed,backfill"))) {
        leaveOnlySanctions("removed");

        assertThat(told(all, 1).get(0)).startsWith("article 1");
        feed(served, "c", 1, "More talks", StreamFiltersIT.TALKS, "");

        assertThat(told(plain, 1)).containsExactly("article 1 new");
        assertThat(data(plain.events().get(0)).path("title").asText()).isEqualTo("More talks");
      }
    }
  }

  @Test
  void shouldTellThatOtherRulesTookATagBeforeTheArticleIsKilled() throws Exception {
    try (ServedStream served = ServedStream.start(broker, dir, "killed", TestRules.two());
        EventStream tagged = EventStream.live(served.uri("/v1/stream?tag=elections"));
        EventStream untagged = EventStream.live(served.uri("/v1/stream?tag=none"))) {
      feed(served, "a", 1, "A count", StreamFiltersIT.VOTE, "");
      assertThat(told(tagged, 1)).containsExactly("article 1 new");

      leaveOnlySanctions("killed");
      assertThat(told(tagged, 2)).last().isEqualTo("lost-tag 1 rule-removed");
      feed(served, "a", 2, "A count", "", ", \"pubstatus\": \"canceled\"");

      assertThat(told(untagged, 1)).containsExactly("retraction 2 retraction");
      assertThat(data(tagged.events().get(1)).path("tags").toString()).isEqualTo("[\"elections\"]");
      assertThat(tagged.events().get(1).data()).doesNotContain("A count");
    }
  }

  @Test
  void shouldGoOnWithAStreamWhoseTagIsNoMore() throws Exception {
    try (ServedStream served = ServedStream.start(broker, dir, "gone", TestRules.two())) {
      String path = "/v1/stream?tag=elections";
      EventStream tagged = EventStream.live(served.uri(path));
      feed(served, "a", 1, "A count", StreamFiltersIT.VOTE, "");
      assertThat(told(tagged, 1)).containsExactly("article 1 new");
      tagged.close();

      leaveOnlySanctions("gone");
      await().until(() -> served.get("/v1/tags/elections/articles").statusCode() == 404);
      try (EventStream resumed =
          EventStream.live(served.uri(path), "Last-Event-ID", tagged.lastId())) {
        assertThat(told(resumed, 1)).containsExactly("lost-tag 1 rule-removed");
      }
      Answers.problem(served.get("/v1/stream?tag=election"), 400, "unknown-tag");
    }
  }

  /** Takes the rule of the elections away. */
  private void leaveOnlySanctions(String prefix) throws IOException {
    Path rules = Files.createDirectory(dir.resolve("rules-" + prefix));
    Files.writeString(rules.resolve("sanctions.yaml"), SANCTIONS);
    String[] apply = {
      "rules",
      "apply",
      "--rules",
      rules.toString(),
      "-b",
      broker.bootstrapServers(),
      "--set",
      "prefix=" + prefix
    };
    assertThat(Ran.command(apply).code()).isZero();
  }

  private static void feed(
      ServedStream served, String id, int version, String title, String body, String more)
      throws Exception {
    String text = StreamFiltersIT.json(id, "wire", title, body, ", \"version\": " + version + more);
    served.stream().feed(id, text);
  }

  /** Type, revision, and the kind of change or the cause, of the events once there are so many. */
  private static List<String> told(EventStream stream, int count) {
    return stream.events(count).stream()
        .map(
            event -> {
              JsonNode data = data(event);
              String why =
                  event.type().equals("article")
                      ? data.path("change").path("kind").asText()
                      : data.path("cause").asText();
              return event.type() + " " + data.path("revision").asInt() + " " + why;
            })
        .toList();
  }

  private static JsonNode data(Event event) {
    try {
      return ArticleJson.mapper().readTree(event.data());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
