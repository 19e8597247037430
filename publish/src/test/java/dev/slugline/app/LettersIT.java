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

/** What broke is listed, shown and replayed by the commands, on a real broker. */
@Timeout(120)
class LettersIT {
  private static final String TEXT =
      " on Tuesday evening, after weeks of long talks in the capital, as officials said there.";
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private static Path dir;
  private static Broker broker = Broker.NONE;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    dir = folder;
    broker = Broker.inProcess(dir.resolve("broker"));
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void shouldPublishOnceWhatALimitRefusedOnceItIsRaised() throws Exception {
    ConsumerRecord<byte[], byte[]> letter;
    try (BrokerStream low = BrokerStream.start(broker, dir, "limit", "raw.max.items=2")) {
      low.send(
          raw(low, "k1", array(article("a", "A"), article("b", "B"), article("c", "C")))
              .with("content-type", "application/json; source=\"Harbour Wire\"")
              .with("slugline-cause", "backfill")
              .with("x-else", "1")
              .with("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
              .record);
      low.receipts(3);
      letter = low.letter();
      assertThat(header(letter, "content-type"))
          .isEqualTo("application/json; source=\"Harbour Wire\"");
      assertThat(header(letter, "slugline-cause")).isEqualTo("backfill");
      assertThat(header(letter, "x-else")).isEmpty();
      assertThat(command("limit", "dead-letters", "list").out())
          .contains("over-limit  ingest")
          .contains("more than raw.max.items=2 items");
    }
    try (BrokerStream high = BrokerStream.start(broker, dir, "limit")) {
      Ran shown = command("limit", "dlq", "replay", "--error", "over-limit");
      assertThat(shown.code()).isZero();
      assertThat(shown.out())
          .contains("limit.raw")
          .endsWith("nothing was sent; add --execute to send it\n");
      assertThat(high.committed(high.topics().raw())).hasSize(1);

      Ran done = command("limit", "dlq", "replay", "--error", "over-limit", "--execute");

      assertThat(done.code()).isZero();
      assertThat(done.out())
          .endsWith("sent 1 to limit.raw\nwhat became of them: 1 article, 2 repeat\n");
      assertThat(high.committed(high.topics().articles()))
          .extracting(record -> record.value().title())
          .containsExactlyInAnyOrder("A", "B", "C");
      assertThat(high.committed(high.topics().articles()))
          .allSatisfy(record -> assertThat(header(record, "slugline-cause")).isEqualTo("backfill"))
          .allSatisfy(
              record -> assertThat(record.value().source().name()).isEqualTo("Harbour Wire"));
      shouldBeTheSameInputAgain(high, letter);

      assertThat(command("limit", "dlq", "replay", "--all", "--execute").out())
          .endsWith("nothing to send; 1 replayed before\n");
      assertThat(command("limit", "dlq", "replay", "--all", "--again", "--execute").out())
          .endsWith("what became of them: 3 repeat\n");
      assertThat(high.committed(high.topics().articles())).hasSize(3);
      assertThat(command("limit", "dlq", "list", "--open").out()).isEqualTo("no dead letters\n");
      String id = letter.partition() + "-" + letter.offset();
      assertThat(command("limit", "dlq", "show", id).out())
          .containsSubsequence("error     over-limit", "item 3 of 3", "replayed  yes", "revision 1")
          .contains("\"title\":\"C\"");
      assertThat(command("limit", "dlq", "show", id, "--bytes").out())
          .isEqualTo(new String(letter.value(), StandardCharsets.UTF_8));
    }
  }

  private static void shouldBeTheSameInputAgain(
      BrokerStream stream, ConsumerRecord<byte[], byte[]> letter) {
    List<ConsumerRecord<byte[], byte[]>> raws = stream.committed(stream.topics().raw());
    ConsumerRecord<byte[], byte[]> again = raws.get(raws.size() - 1);
    assertThat(again.value()).isEqualTo(letter.value());
    assertThat(again.key()).isEqualTo(letter.key());
    assertThat(again.headers().toArray())
        .extracting(header -> header.key())
        .containsExactlyInAnyOrder(
            "content-type", "slugline-cause", "slugline-attempt", "traceparent");
    assertThat(header(again, "slugline-attempt")).isEqualTo("2");
    assertThat(header(again, "traceparent"))
        .matches("00-" + TRACE + "-[0-9a-f]{16}-01")
        .doesNotContain("b7ad6b7169203331");
  }

  @Test
  void shouldReplayOnlyTheLatestOfWhatFailsAgainAndNotForEver() throws Exception {
    try (BrokerStream stream = BrokerStream.start(broker, dir, "again")) {
      stream.feed("m", "{\"title\": \"cut off \u001b[31m");
      stream.receipts(1);

      Ran first = command("again", "dlq", "replay", "--all", "--execute");
      assertThat(first.code()).isEqualTo(1);
      assertThat(first.out()).endsWith("what became of them: 1 dead-letter\n");
      Ran second = command("again", "dlq", "replay", "--all", "--execute", "--json");
      assertThat(second.out().lines()).hasSize(1);

      List<ConsumerRecord<byte[], byte[]>> letters = stream.committed(stream.topics().deadLetter());
      assertThat(letters)
          .extracting(letter -> header(letter, "slugline-attempt"))
          .containsExactly("1", "2", "3");
      assertThat(letters.subList(1, 3))
          .extracting(letter -> header(letter, "traceparent").substring(0, 36))
          .allMatch(header(letters.get(1), "traceparent").substring(0, 36)::equals);
      assertThat(command("again", "dlq", "list", "--each").out().lines().skip(1))
          .satisfiesExactly(
              line -> assertThat(line).contains("replayed"),
              line -> assertThat(line).contains("replayed"),
              line -> assertThat(line).contains("open"));
      Ran third = command("again", "dlq", "replay", "--all", "--execute", "--max-attempts", "3");
      assertThat(third.code()).isEqualTo(1);
      assertThat(third.out()).contains("tried 3 times (see --max-attempts)").contains("1 left out");
      assertThat(stream.committed(stream.topics().deadLetter())).hasSize(3);
      shouldTellTheStory(letters);
    }
  }

  private static void shouldTellTheStory(List<ConsumerRecord<byte[], byte[]>> letters)
      throws Exception {
    List<String> ids = letters.stream().map(it -> it.partition() + "-" + it.offset()).toList();
    Ran shown = command("again", "dlq", "show", ids.get(1));
    assertThat(shown.out())
        .contains("replay of " + ids.get(0))
        .contains("came back as " + ids.get(2))
        .contains("cut off \\u001b[31m")
        .doesNotContain("\u001b");
    JsonNode json =
        ArticleJson.mapper()
            .readTree(command("again", "dlq", "show", ids.get(1), "--json").out());
    assertThat(json.get("replayOf").asText()).isEqualTo(ids.get(0));
    assertThat(json.get("text").asText()).isEqualTo("{\"title\": \"cut off \u001b[31m");
    assertThat(command("again", "dlq", "show", "0-999").err()).contains("no dead letter 0-999");
    assertThat(command("again", "dlq", "show", "x").code()).isEqualTo(2);
    assertThat(command("again", "dlq", "replay", "0-999").code()).isEqualTo(1);
    assertThat(command("again", "dlq", "replay").code()).isEqualTo(2);
    assertThat(command("again", "dlq", "replay", "0-0", "--all").code()).isEqualTo(2);
  }

  @Test
  void shouldPutAnArticleOnceOnATopicThatWasMissing() throws Exception {
    try (BrokerStream stream = BrokerStream.prepare(broker, dir, "gone");
        Admin admin = broker.admin()) {
      String topic = stream.out().tag("elections").name();
      admin.deleteTopics(List.of(topic)).all().get();
      await().until(() -> !stream.runner().sees(topic));
      stream.run();
      String vote = "{\"id\":\"v\",\"title\":\"A ballot\",\"body\":\"The ballot was held%s\"}";
      stream.feed("v", vote.formatted(TEXT));
      stream.receipts(2);
      assertThat(command("gone", "dlq", "list", "--stage", "publish").out()).contains("no-topic");

      Ran tooSoon = command("gone", "dlq", "replay", "--error", "no-topic", "--execute");
      assertThat(tooSoon.out()).contains("sent 1 to gone.retag");
      stream.receipts(3);
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
      await().until(() -> stream.runner().sees(topic));
      Ran shown = command("gone", "dlq", "replay", "--all");
      assertThat(shown.out()).contains("would send 1 to gone.retag; 1 replayed before");
      command("gone", "dlq", "replay", "--all", "--execute");
      await().until(() -> !stream.committed(stream.out().tag("elections")).isEmpty());

      Ran twice = command("gone", "dlq", "replay", "--all", "--again", "--execute");
      assertThat(twice.out()).contains("sent 2 to gone.retag");
      stream.feed("w", article("w", "Nothing else"));
      stream.receipts(4);
      assertThat(stream.committed(stream.out().tag("elections"))).hasSize(1);
      assertThat(stream.committed(stream.topics().deadLetter()))
          .extracting(letter -> header(letter, "slugline-attempt"))
          .containsExactly("1", "2");
    }
  }

  @Test
  void shouldTakeTheRawRecordWhereTheLetterIsNotTheInput() throws Exception {
    try (BrokerStream low = BrokerStream.start(broker, dir, "whole", "raw.max.items=2")) {
      String secret =
          "{\"id\":\"s\",\"title\":\"Secret\",\"body\":\"A secret%s\",\"embargoed\":\"2999-01-01T00:00:00Z\"}";
      low.feed("k1", array(secret.formatted(TEXT), article("b", "B"), article("c", "C")));
      low.receipts(3);
      assertThat(low.letter().value()).isEmpty();
      low.feed("k2", article("d", "D") + "\n{\"title\": \"cut\n");
      low.feed(
          "k3",
          "<rss version='2.0'><channel><title>Harbour Wire</title><link>https://h.example/</link>"
              + "<item><guid>e</guid><title>E</title></item><item><guid>f</guid></item>"
              + "</channel></rss>");
      low.receipts(7);
      low.feed("k4", "{\"id\":\"c\",\"pubstatus\":\"canceled\"}");
      low.receipts(8);
    }
    try (BrokerStream high = BrokerStream.start(broker, dir, "whole")) {
      assertThat(command("whole", "dlq", "replay", "--key", "k2").out())
          .contains("whole.raw, 15 bytes ");
      assertThat(command("whole", "dlq", "replay", "--key", "k3").out())
          .containsPattern("whole.raw, \\d+ bytes \\(whole\\)");

      Ran done = command("whole", "dlq", "replay", "--key", "k1", "--execute");

      assertThat(done.out()).contains("(whole)").contains("1 withdrawn").contains("1 repeat");
      assertThat(high.committed(high.topics().articles()))
          .filteredOn(record -> record.value().title() != null)
          .extracting(record -> record.value().title())
          .containsExactlyInAnyOrder("B", "D", "E");
    }
  }

  @Test
  void shouldRetractByUrlAndAllOfASource() throws Exception {
    try (BrokerStream stream = BrokerStream.start(broker, dir, "take")) {
      String page =
          "{\"id\":\"%s\",\"source\":\"%s\",\"url\":\"%s\",\"title\":\"%s\",\"body\":\"It went on%s\"}";
      String url = "https://h.example/news/1";
      stream.feed("1", page.formatted("1", "Harbour Wire", url, "One", TEXT));
      stream.feed("2", page.formatted("2", "Harbour Wire", url + "2", "Two", TEXT));
      stream.feed("3", page.formatted("3", "harbour wire", url + "3", "Three", TEXT));
      stream.feed("4", page.formatted("4", "Other", url + "4", "Four", TEXT));
      stream.feed("5", page.formatted("5", "Other", url + "4", "Five", TEXT));
      stream.receipts(5);

      String[] reason = {"--reason", "an invention"};
      assertThat(command("take", reason, "retract", "HTTPS://H.example:443/news/1?utm_source=x").out())
          .matches("[a-z2-7]{16} is retracted, as revision 2\n");
      Ran gone = command("take", reason, "retract", url);
      assertThat(gone.code()).isEqualTo(1);
      assertThat(gone.err()).contains("no article stands with " + url);
      assertThat(command("take", reason, "retract", url + "4").out())
          .startsWith("2 articles stand with")
          .contains("Four", "Five", "nothing was retracted; add --execute");
      Ran shown = command("take", reason, "retract", "--source", "HARBOUR WIRE", "--since", "1h");
      assertThat(shown.out()).startsWith("2 articles stand of").contains("Two", "Three");
      assertThat(stream.committed(stream.topics().withdrawn())).hasSize(1);

      Ran done =
          command(
              "take", reason, "retract", "--source", "Harbour Wire", "--kind", "withheld", "--execute");

      assertThat(done.out()).isEqualTo("2 of 2 articles are retracted\n");
      assertThat(done.code()).isZero();
      assertThat(stream.committed(stream.topics().withdrawn()))
          .extracting(record -> record.value().kind())
          .containsExactlyInAnyOrder("canceled", "withheld", "withheld");
      assertThat(command("take", reason, "retract", "--source", "Harbour Wire").code()).isEqualTo(1);
      assertThat(command("take", reason, "retract").code()).isEqualTo(2);
      assertThat(command("take", reason, "retract", "no url").code()).isEqualTo(2);
    }
  }

  private static String article(String id, String title) {
    return "{\"id\":\"%s\",\"title\":\"%s\",\"body\":\"Nothing of note happened%s\"}"
        .formatted(id, title, TEXT);
  }

  private static String array(String... articles) {
    return "[" + String.join(",", articles) + "]";
  }

  private static Ran command(String prefix, String[] more, String... args) {
    return command(
        prefix, Stream.concat(Arrays.stream(args), Arrays.stream(more)).toArray(String[]::new));
  }

  private static Ran command(String prefix, String... args) {
    return Ran.command(
        Stream.concat(
                Arrays.stream(args),
                Stream.of("-b", broker.bootstrapServers(), "--set", "prefix=" + prefix))
            .toArray(String[]::new));
  }

  private static Made raw(BrokerStream stream, String key, String value) {
    return new Made(
        new ProducerRecord<>(
            stream.topics().raw().name(),
            key.getBytes(StandardCharsets.UTF_8),
            value.getBytes(StandardCharsets.UTF_8)));
  }

  private record Made(ProducerRecord<byte[], byte[]> record) {
    Made with(String name, String value) {
      record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
      return this;
    }
  }
}
