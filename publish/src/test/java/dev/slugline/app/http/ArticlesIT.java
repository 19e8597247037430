package dev.slugline.app.http;

import static dev.slugline.app.http.Answers.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slugline.app.BrokerStream;
import dev.slugline.app.TestRules;
import dev.slugline.app.broker.Broker;
import dev.slugline.ingest.stream.Withdrawal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A feeder's way in over HTTP, to the receipt. */
@Timeout(600)
class ArticlesIT {
  private static final String JSON = "application/json";
  private static final String BODY =
      "The council adopted new economic sanctions on Tuesday, after weeks of talks in which no"
          + " side gave way, and ministers said that more of them would follow before the summer.";

  @TempDir static Path dir = Path.of("");
  private static Broker broker = Broker.NONE;
  private static ServedStream served;

  @BeforeAll
  static void start() throws Exception {
    broker = Broker.inProcess(dir.resolve("broker"));
    served = ServedStream.start(broker, dir, "desk", TestRules.two(), "raw.max.bytes=100000");
  }

  @AfterAll
  static void stop() {
    served.close();
    broker.close();
  }

  @Test
  void shouldAnswerOnceKafkaHasItAndThenSayWhatBecameOfIt() throws Exception {
    HttpResponse<String> answer = post("/v1/articles", JSON, article("harbour-1", BODY));

    assertThat(answer.statusCode()).isEqualTo(202);
    String address = answer.headers().firstValue("Location").orElseThrow();
    assertThat(address).matches("/v1/receipts/\\d+-\\d+");
    JsonNode receipts = await().until(() -> json(served.get(address)), it -> done(it));
    assertThat(receipts.path("position").asText()).isEqualTo(address.substring(13));
    JsonNode receipt = receipts.path("receipts").path(0);
    assertThat(receipt.path("outcome").asText()).isEqualTo("article");
    assertThat(receipt.path("articleId").asText()).matches("[a-z2-7]{16}");
    assertThat(receipt.path("revision").asInt()).isEqualTo(1);
  }

  @Test
  void shouldAnswerWithAllReceiptsForThoseWhoPreferToWait() throws Exception {
    String lines = article("wait-1", BODY) + "\n" + article("wait-2", BODY) + "\n{\"broken\n";

    HttpResponse<String> answer =
        post("/v1/articles", "application/x-ndjson", lines, "Prefer", "wait=20");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Preference-Applied")).contains("wait=20");
    assertThat(json(answer).path("receipts").findValuesAsText("outcome"))
        .containsExactlyInAnyOrder("article", "article", "dead-letter");
    assertThat(json(answer).path("receipts").findValuesAsText("reason"))
        .anySatisfy(reason -> assertThat(reason).startsWith("malformed"));
  }

  @Test
  void shouldCallTheSameAgainARepeat() throws Exception {
    String raw = article("again-1", BODY);
    post("/v1/articles?key=again", JSON, raw, "Prefer", "wait=20");

    HttpResponse<String> again =
        post(
            "/v1/articles",
            JSON,
            raw,
            "Prefer",
            "respond-async",
            "Prefer",
            "Wait=20",
            "Idempotency-Key",
            "again");

    JsonNode receipt = json(again).path("receipts").path(0);
    assertThat(receipt.path("outcome").asText()).isEqualTo("repeat");
    assertThat(receipt.path("key").asText()).isEqualTo("again");
  }

  @Test
  void shouldHandOnTypeSourceTraceAndKey() throws Exception {
    String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    HttpResponse<String> answer =
        post(
            "/v1/articles?source=Harbour%20Wire&backfill=true",
            "text/plain", "A title\n\n" + BODY, "traceparent", trace);

    ConsumerRecord<byte[], byte[]> raw = raw(answer);
    assertThat(raw.key()).isNull();
    assertThat(BrokerStream.header(raw, "content-type"))
        .isEqualTo("text/plain; source=\"Harbour Wire\"");
    assertThat(BrokerStream.header(raw, "traceparent")).isEqualTo(trace);
    assertThat(BrokerStream.header(raw, "slugline-cause")).isEqualTo("backfill");
    assertThat(raw.headers().toArray()).hasSize(3);
  }

  @Test
  void shouldTakeNoMoreThanARawRecordMayHave() throws Exception {
    String large = article("large", "word ".repeat(30_000));

    problem(post("/v1/articles", JSON, large), 413, "too-large");
    problem(send(BodyPublishers.ofInputStream(() -> stream(large)), JSON), 413, "too-large");
    problem(
        send(BodyPublishers.ofByteArray(gzip(large)), JSON, "Content-Encoding", "gzip"),
        413,
        "too-large");
  }

  @Test
  void shouldUnpackGzipButNoBombAndNothingElse() throws Exception {
    byte[] packed = gzip(article("packed-1", BODY));
    byte[] bomb = gzip(" ".repeat(99_000));

    HttpResponse<String> answer =
        send(
            BodyPublishers.ofByteArray(packed),
            JSON,
            "Content-Encoding",
            "gzip",
            "Prefer",
            "wait=20");

    assertThat(json(answer).path("receipts").path(0).path("outcome").asText()).isEqualTo("article");
    problem(
        send(BodyPublishers.ofByteArray(bomb), JSON, "Content-Encoding", "gzip"), 413, "too-large");
    problem(
        send(BodyPublishers.ofString("none"), JSON, "Content-Encoding", "gzip"), 400, "bad-gzip");
    problem(
        send(BodyPublishers.ofByteArray(packed), JSON, "Content-Encoding", "br"),
        415,
        "content-encoding");
  }

  @Test
  void shouldTakeNothingThatHoldsNoArticle() throws Exception {
    byte[] picture = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0};

    problem(post("/v1/articles", "image/png", "x"), 415, "media-type");
    problem(
        send(BodyPublishers.ofByteArray(picture), "application/octet-stream"), 415, "media-type");
    problem(post("/v1/articles", JSON, ""), 400, "empty");
    problem(post("/v1/articles?backfill=maybe", JSON, "{}"), 400, "bad-parameter");
    problem(post("/v1/articles?source=a&source=b", JSON, "{}"), 400, "repeated-parameter");
    problem(post("/v1/articles", JSON, "{}", "Idempotency-Key", " "), 400, "bad-header");
  }

  @Test
  void shouldTakeAnArticleBack() throws Exception {
    JsonNode fed = json(post("/v1/articles", JSON, article("back-1", BODY), "Prefer", "wait=20"));
    String id = fed.path("receipts").path(0).path("articleId").asText();

    HttpResponse<String> answer =
        served.send(
            HttpRequest.newBuilder(
                    served.uri("/v1/articles/" + id + "?reason=invented&kind=withheld&by=desk"))
                .DELETE(),
            "Prefer",
            "wait=20");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(json(answer).path("receipts").path(0).path("outcome").asText())
        .isEqualTo("retraction");
    assertThat(served.get("/v1/articles/" + id).statusCode())
        .as("whoever was told so does not read it once more")
        .isEqualTo(410);
    List<Withdrawal> register =
        broker.committed(served.stream().topics().withdrawn()).stream()
            .filter(it -> it.key().equals(id))
            .map(ConsumerRecord::value)
            .toList();
    assertThat(register).hasSize(1);
    assertThat(register.get(0).kind()).isEqualTo("withheld");
    assertThat(register.get(0).reason()).isEqualTo("invented");
    assertThat(register.get(0).by()).isEqualTo("desk");
  }

  @Test
  void shouldTakeBackOnlyWithAReasonAndByAnId() throws Exception {
    problem(delete("/v1/articles/aaaaaaaaaaaaaaaa"), 400, "bad-parameter");
    problem(delete("/v1/articles/a?reason=x"), 400, "bad-parameter");
    problem(delete("/v1/articles/aaaaaaaaaaaaaaaa?reason=x&kind=gone"), 400, "bad-parameter");
  }

  @Test
  void shouldTellNoSuchRawRecordFromOneThatIsNotWorkedYet() throws Exception {
    problem(served.get("/v1/receipts/0-999999"), 404, "no-raw-record");
    problem(served.get("/v1/receipts/77-0"), 404, "no-raw-record");
    problem(served.get("/v1/receipts/first"), 404, "no-position");
  }

  @Test
  void shouldFindReceiptsThatWereWrittenBeforeItStarted() throws Exception {
    HttpResponse<String> answer =
        post("/v1/articles", JSON, article("older-1", BODY), "Prefer", "wait=20");
    String address = answer.headers().firstValue("Location").orElseThrow();

    try (HttpSide later = HttpSide.start(served.stream().config(), served.stream().runner())) {
      HttpRequest request =
          HttpRequest.newBuilder(java.net.URI.create(later.address() + address)).build();
      HttpResponse<String> found =
          java.net.http.HttpClient.newHttpClient()
              .send(request, HttpResponse.BodyHandlers.ofString());

      assertThat(found.statusCode()).isEqualTo(200);
      assertThat(json(found)).isEqualTo(json(answer));
    }
  }

  private static boolean done(JsonNode receipts) {
    return receipts.path("done").asBoolean();
  }

  private static String article(String id, String body) {
    return "{\"id\":\"%s\",\"source\":\"wire\",\"title\":\"A title\",\"body\":\"%s\"}"
        .formatted(id, body);
  }

  private static ConsumerRecord<byte[], byte[]> raw(HttpResponse<String> answer) throws Exception {
    String[] at = json(answer).path("position").asText().split("-", 2);
    return broker.committed(served.stream().topics().raw()).stream()
        .filter(it -> it.partition() == Integer.parseInt(at[0]))
        .filter(it -> it.offset() == Long.parseLong(at[1]))
        .findFirst()
        .orElseThrow();
  }

  private static HttpResponse<String> post(String path, String type, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(served.uri(path))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body));
    return served.send(request, headers);
  }

  private static HttpResponse<String> send(BodyPublisher body, String type, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(served.uri("/v1/articles")).header("Content-Type", type).POST(body);
    return served.send(request, headers);
  }

  private static HttpResponse<String> delete(String path) throws Exception {
    return served.send(HttpRequest.newBuilder(served.uri(path)).DELETE());
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return new ObjectMapper().readTree(answer.body());
  }

  private static java.io.InputStream stream(String text) {
    return new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }
}
