package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.app.TestRules;
import dev.slugline.app.broker.Broker;
import dev.slugline.app.http.EventStream.Event;
import dev.slugline.ingest.article.ArticleJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each parameter of the stream lets through, and what else is told of an article. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamFiltersIT {
  static final String TALKS =
      "Ministers agreed on economic sanctions against the exporter on Tuesday evening, after weeks"
          + " of talks in the capital about the trade in forbidden goods.";
  static final String VOTE =
      "Every ballot of the northern district was counted twice before the result was read out on"
          + " the steps of the town hall, in the rain.";

  static final String QUIET =
      "The oldest garden of the town opens its gates again on Sunday, with roses, music and a"
          + " market for everybody who likes to dig.";

  private static final Map<String, String> FED = new LinkedHashMap<>();

  static {
    FED.put("talks", json("talks", "wire one", "Talks end", TALKS, ""));
    FED.put("vote", json("vote", "wire two", "A count", VOTE, ""));
    FED.put("both", json("both", "wire two", "Both at once", VOTE + "\n\n" + TALKS, ""));
    FED.put("plain", json("plain", "wire one", "Gardens", QUIET, ""));
    FED.put(
        "german",
        json(
            "german",
            "wire three",
            "Gipfel",
            "Die Minister einigten sich am Dienstagabend auf neue Regeln für den Handel, nachdem"
                + " sie wochenlang darüber verhandelt hatten, sagte ein Sprecher der Regierung.",
            ""));
  }

  private Broker broker = Broker.NONE;
  private ServedStream served;

  @BeforeAll
  void start(@TempDir Path dir) throws Exception {
    broker = Broker.inProcess(dir.resolve("broker"));
    served = ServedStream.start(broker, dir, "filters", TestRules.two(), "stream.heartbeat.ms=500");
    for (Map.Entry<String, String> each : FED.entrySet()) {
      served.stream().feed(each.getKey(), each.getValue());
    }
    served.stream().records(served.stream().out().enriched(), FED.size());
  }

  @AfterAll
  void stop() {
    served.close();
    broker.close();
  }

  static String json(String id, String source, String title, String body, String more) {
    return ArticleJson.mapper()
        .createObjectNode()
        .put("id", id)
        .put("source", source)
        .put("title", title)
        .put("body", body)
        .toString()
        .replaceFirst("}$", more + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                                   | both german plain talks vote",
        "tag=sanctions                      | both talks",
        "tag=elections                      | both vote",
        "tag=sanctions&tag=elections        | both talks vote",
        "tag=sanctions,elections            | both talks vote",
        "tag=none                           | german plain",
        "q=garden                           | plain",
        "q=title:talks                      | talks",
        "q=%22forbidden+goods%22            | both talks",
        "q=lang:de                          | german",
        "q=Ministern                        | german",
        "q=ministerial                      | ",
        "tag=elections&q=ministers          | both",
        "source=WIRE+ONE                    | plain talks",
        "source=wire+one&source=wire+three  | german plain talks",
        "lang=de                            | german",
        "lang=en&source=wire+two            | both vote",
        "minRelevance=1                     | both talks vote",
        "tag=sanctions&minRelevance=100     | ",
        "changes=new                        | both german plain talks vote",
        "changes=minor,update               | ",
      })
  void shouldLetThroughWhatIsAskedFor(String query, String expected) throws Exception {
    String parameters = query == null ? "" : query.strip() + "&";
    try (EventStream stream =
        EventStream.open(served.uri("/v1/stream?" + parameters + "since=1d"))) {
      List<String> ids = expected == null ? List.of() : List.of(expected.strip().split(" ", -1));
      stream.events(ids.size());
      // it has caught up when it has an id behind all that was fed
      await().until(() -> isAtEnd(stream));
      assertThat(stream.events()).allMatch(event -> event.type().equals("article"));
      assertThat(stream.events().stream().map(StreamFiltersIT::sourceId).sorted())
          .containsExactlyElementsOf(ids);
    }
  }

  @Test
  void shouldBeginWithTheFirstSinceATimeBeforeAll() throws Exception {
    try (EventStream stream = EventStream.open(served.uri("/v1/stream?since=999999d"))) {
      assertThat(stream.events(FED.size()))
          .extracting(StreamFiltersIT::sourceId)
          .containsExactlyInAnyOrderElementsOf(FED.keySet());
    }
  }

  private boolean isAtEnd(EventStream stream) throws IOException {
    JsonNode id = ArticleJson.mapper().readTree(stream.lastId());
    return id.path("0").asLong() + id.path("1").asLong() >= FED.size();
  }

  private static String sourceId(Event event) {
    try {
      return ArticleJson.mapper().readTree(event.data()).path("sourceId").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
