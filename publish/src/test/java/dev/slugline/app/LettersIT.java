package dev.slugline.app;

import static dev.slugline.app.BrokerStream.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.app.broker.Broker;
import dev.slugline.app.cli.Ran;
import dev.slugline.ingest.article.ArticleJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What broke is listed, shown and replayed by the commands, on a real broker: one stream that ran
 * with a low limit for a while, and one whose topic was missing.
 */
@Timeout(600)
class LettersIT {
  private static final String TEXT =
      " on Tuesday evening, after weeks of long talks in the capital, as officials said there.";
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SECRET =
      "{\"id\":\"s\",\"title\":\"Secret\",\"body\":\"A secret%s\",\"embargoed\":\"until told\"}"
          .formatted(TEXT);
  private static Path dir;
  private static Broker broker = Broker.NONE;
  private static BrokerStream stream;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    dir = folder;
    broker = Broker.inProcess(dir.resolve("broker"));
    try (BrokerStream low = BrokerStream.start(broker, dir, "letters", "raw.max.items=2")) {
      stream = low;
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(
              low.topics().raw().name(),
              bytes("limit"),
              bytes(array(article("a", "A"), article("b", "B"), article("c", "C"))));
      record
          .headers()
          .add("content-type", bytes("application/json; source=\"Harbour Wire\""))
          .add("slugline-cause", bytes("backfill"))
          .add("x-else", bytes("1"))
          .add("traceparent", bytes("00-" + TRACE + "-b7ad6b7169203331-01"));
      low.send(record);
      low.feed("secret", array(article("d", "D"), article("e", "E"), SECRET));
      receipts("limit", 3);
      receipts("secret", 3);
    }
    stream = BrokerStream.start(broker, dir, "letters");
  }

  @AfterAll
  static void stop() {
    stream.close();
    broker.close();
  }

  @Test
  void shouldPublishOnceWhatALimitRefusedOnceItIsRaised() throws Exception {
    ConsumerRecord<byte[], byte[]> letter = letters("limit").get(0);
    assertThat(header(letter, "content-type"))
        .isEqualTo("application/json; source=\"Harbour Wire\"");
    assertThat(header(letter, "slugline-cause")).isEqualTo("backfill");
    assertThat(header(letter, "x-else")).isEmpty();
    assertThat(command("dead-letters", "list", "--key", "limit").out())
        .containsPattern(
            "^error +stage +letters +open +oldest at +newest at +one of them +reason of")
        .containsPattern("over-limit +ingest +1 +1 ")
        .contains("more than raw.max.items=2 items");
    Ran shown = command("dlq", "replay", "--key", "limit");
    assertThat(shown.code()).isZero();
    assertThat(shown.out())
        .contains("letters.raw")
        .endsWith("nothing was sent; add --execute to send it\n");
    assertThat(raws("limit")).hasSize(1);

    Ran done = command("dlq", "replay", "--key", "limit", "--execute");

    assertThat(done.code()).isZero();
    assertThat(done.out())
        .endsWith("sent 1 to letters.raw\nwhat became of them: 1 article, 2 repeat\n");
    assertThat(stream.committed(stream.topics().articles()))
        .filteredOn(record -> "ABC".contains(String.valueOf(record.value().title())))
        .hasSize(3)
        .allSatisfy(record -> assertThat(header(record, "slugline-cause")).isEqualTo("backfill"))
        .allSatisfy(
            record ->
                assertThat(Objects.requireNonNull(record.value().source()).name())
                    .isEqualTo("Harbour Wire"));
    shouldBeTheSameInputAgain(letter);
    shouldTakeNothingTwice(letter);
  }

  private static void shouldBeTheSameInputAgain(ConsumerRecord<byte[], byte[]> letter) {
    ConsumerRecord<byte[], byte[]> again = raws("limit").get(1);
    assertThat(again.value()).isEqualTo(letter.value());
    assertThat(again.headers().toArray())
        .extracting(header -> header.key())
        .containsExactlyInAnyOrder(
            "content-type", "slugline-cause", "slugline-attempt", "traceparent");
    assertThat(header(again, "slugline-attempt")).isEqualTo("2");
    assertThat(header(again, "traceparent"))
        .matches("00-" + TRACE + "-[0-9a-f]{16}-01")
        .doesNotContain("b7ad6b7169203331");
  }

  private static void shouldTakeNothingTwice(ConsumerRecord<byte[], byte[]> letter) {
    assertThat(command("dlq", "replay", "--key", "limit", "--execute").out())
        .endsWith("nothing to send; 1 replayed before\n");
    assertThat(command("dlq", "replay", "--key", "limit", "--again", "--execute").out())
        .endsWith("what became of them: 3 repeat\n");
    assertThat(command("dlq", "list", "--open", "--key", "limit").out())
        .isEqualTo("no dead letters\n");
    String id = letter.partition() + "-" + letter.offset();
    assertThat(command("dlq", "show", id).out())
        .containsSubsequence("error     over-limit", "item 3 of 3", "replayed  yes", "revision 1")
        .contains("\"title\":\"C\"");
    assertThat(command("dlq", "show", id, "--bytes").out())
        .isEqualTo(new String(letter.value(), StandardCharsets.UTF_8));
  }

  @Test
  void shouldReplayOnlyTheLatestOfWhatFailsAgainAndNotForEver() throws Exception {
    stream.feed("cut", "{\"title\": \"cut off \u001b[31m");
    receipts("cut", 1);

    Ran first = command("dlq", "replay", "--key", "cut", "--execute");
    assertThat(first.code()).isEqualTo(1);
    assertThat(first.out()).endsWith("what became of them: 1 dead-letter\n");
    Ran second = command("dlq", "replay", "--key", "cut", "--execute", "--json");
    assertThat(second.out().lines()).hasSize(1);

    List<ConsumerRecord<byte[], byte[]>> letters = letters("cut");
    assertThat(letters)
        .extracting(letter -> header(letter, "slugline-attempt"))
        .containsExactly("1", "2", "3");
    assertThat(letters.subList(1, 3))
        .extracting(letter -> header(letter, "traceparent").substring(0, 36))
        .containsOnly(header(letters.get(1), "traceparent").substring(0, 36));
    assertThat(command("dlq", "list", "--each", "--key", "cut").out().lines().skip(1))
        .satisfiesExactly(
            line -> assertThat(line).contains("replayed"),
            line -> assertThat(line).contains("replayed"),
            line -> assertThat(line).contains("open"));
    Ran third = command("dlq", "replay", "--key", "cut", "--execute", "--max-attempts", "3");
    assertThat(third.code()).isEqualTo(1);
    assertThat(third.out()).contains("tried 3 times (see --max-attempts)").contains("1 left out");
    assertThat(letters("cut")).hasSize(3);
    shouldTellTheStory(letters);
  }

  private static void shouldTellTheStory(List<ConsumerRecord<byte[], byte[]>> letters)
      throws Exception {
    List<String> ids = letters.stream().map(it -> it.partition() + "-" + it.offset()).toList();
    Ran shown = command("dlq", "show", ids.get(1));
    assertThat(shown.out())
        .contains("replay of " + ids.get(0))
        .contains("came back as " + ids.get(2))
        .contains("cut off \\u001b[31m")
        .doesNotContain("\u001b");
    JsonNode json =
        ArticleJson.mapper().readTree(command("dlq", "show", ids.get(1), "--json").out());
    assertThat(json.get("replayOf").asText()).isEqualTo(ids.get(0));
    assertThat(json.get("text").asText()).isEqualTo("{\"title\": \"cut off \u001b[31m");
    assertThat(command("dlq", "show", "0-999").err()).contains("no dead letter 0-999");
    assertThat(command("dlq", "show", "x").code()).isEqualTo(2);
    assertThat(command("dlq", "replay", "0-999").code()).isEqualTo(1);
    assertThat(command("dlq", "replay").code()).isEqualTo(2);
    assertThat(command("dlq", "replay", "0-0", "--all").code()).isEqualTo(2);
  }

  @Test
  void shouldPutAnArticleOnceOnATopicThatWasMissing() throws Exception {
    try (BrokerStream gone = BrokerStream.prepare(broker, dir, "gone");
        Admin admin = broker.admin()) {
      String topic = gone.out().tag("elections").name();
      admin.deleteTopics(List.of(topic)).all().get();
      await().until(() -> !gone.runner().sees(topic));
      gone.run();
      String vote = "{\"id\":\"v\",\"title\":\"A ballot\",\"body\":\"The ballot was held%s\"}";
      gone.feed("v", vote.formatted(TEXT));
      gone.receipts(2);
      assertThat(of("gone", "dlq", "list", "--stage", "publish").out()).contains("no-topic");

      Ran tooSoon = of("gone", "dlq", "replay", "--error", "no-topic", "--execute");
      assertThat(tooSoon.out()).contains("sent 1 to gone.retag");
      gone.receipts(3);
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
      await().until(() -> gone.runner().sees(topic));
      Ran shown = of("gone", "dlq", "replay", "--all");
      assertThat(shown.out()).contains("would send 1 to gone.retag; 1 replayed before");
      of("gone", "dlq", "replay", "--all", "--execute");
      await().until(() -> !gone.committed(gone.out().tag("elections")).isEmpty());

      Ran twice = of("gone", "dlq", "replay", "--all", "--again", "--execute");
      assertThat(twice.out()).contains("sent 2 to gone.retag");
      gone.feed("w", article("w", "Nothing else"));
      gone.receipts(4);
      assertThat(gone.committed(gone.out().tag("elections"))).hasSize(1);
      assertThat(gone.committed(gone.topics().deadLetter()))
          .extracting(letter -> header(letter, "slugline-attempt"))
          .containsExactly("1", "2");
    }
  }

  @Test
  void shouldTakeTheRawRecordWhereTheLetterIsNotTheInput() throws Exception {
    assertThat(letters("secret").get(0).value()).isEmpty();
    stream.feed("lines", article("f", "F") + "\n{\"title\": \"cut\n");
    stream.feed(
        "feed",
        "<rss version='2.0'><channel><title>Harbour Wire</title><link>https://h.example/</link>"
            + "<item><guid>g</guid><title>G</title></item><item><guid>h</guid></item>"
            + "</channel></rss>");
    stream.feed("kill", "{\"id\":\"e\",\"pubstatus\":\"canceled\"}");
    receipts("lines", 2);
    receipts("feed", 2);
    receipts("kill", 1);
    assertThat(command("dlq", "replay", "--key", "lines").out()).contains("letters.raw, 14 bytes ");
    assertThat(command("dlq", "replay", "--key", "feed").out())
        .containsPattern("letters.raw, \\d+ bytes \\(whole\\)");

    Ran done = command("dlq", "replay", "--key", "secret", "--execute");

    assertThat(done.out()).contains("(whole)").contains("1 withdrawn").contains("1 repeat");
    assertThat(stream.committed(stream.topics().articles()))
        .extracting(record -> String.valueOf(record.value().title()))
        .containsOnlyOnce("D", "E")
        .doesNotContain("Secret");
  }

  private static String article(String id, String title) {
    return "{\"id\":\"%s\",\"title\":\"%s\",\"body\":\"Nothing of note happened%s\"}"
        .formatted(id, title, TEXT);
  }

  private static String array(String... articles) {
    return "[" + String.join(",", articles) + "]";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void receipts(String key, int count) {
    await()
        .until(
            () ->
                stream.committed(stream.topics().receipts()).stream()
                        .filter(record -> key.equals(record.value().key()))
                        .count()
                    == count);
  }

  private static List<ConsumerRecord<byte[], byte[]>> letters(String key) {
    return of(key, stream.committed(stream.topics().deadLetter()));
  }

  private static List<ConsumerRecord<byte[], byte[]>> raws(String key) {
    return of(key, stream.committed(stream.topics().raw()));
  }

  private static List<ConsumerRecord<byte[], byte[]>> of(
      String key, List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().filter(it -> Arrays.equals(bytes(key), it.key())).toList();
  }

  private static Ran command(String... args) {
    return of("letters", args);
  }

  private static Ran of(String prefix, String... args) {
    return Ran.command(
        Stream.concat(
                Arrays.stream(args),
                Stream.of("-b", broker.bootstrapServers(), "--set", "prefix=" + prefix))
            .toArray(String[]::new));
  }
}
