package dev.slugline.app;

import static dev.slugline.app.BrokerStream.header;
import static dev.slugline.app.ChainScenario.BODY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.app.broker.Broker;
import dev.slugline.app.broker.Brokers;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.Topic;
import dev.slugline.ingest.stream.Withdrawal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which an article is taken back, and what comes of it later. */
@Timeout(600)
class WithdrawalIT {
  Brokers brokers() {
    return Brokers.asked();
  }

  /** A story's raw records in order, and what must become of each. */
  private record Story(String id, List<String> raws, List<String> outcomes) {}

  private static final List<Story> STORIES =
      List.of(
          story(
              "killed-then-repeated",
              version("killed-then-repeated", 1, "first"),
              "article",
              kill("killed-then-repeated", "canceled", 2),
              "retraction",
              version("killed-then-repeated", 1, "first"),
              "withdrawn",
              version("killed-then-repeated", 9, "newer"),
              "withdrawn",
              kill("killed-then-repeated", "canceled", 2),
              "repeat"),
          story(
              "killed-before-it-came",
              kill("killed-before-it-came", "canceled", 1),
              "retraction",
              version("killed-before-it-came", 1, "first"),
              "withdrawn"),
          story(
              "withheld-before-it-came",
              kill("withheld-before-it-came", "withheld", 2),
              "retraction",
              version("withheld-before-it-came", 1, "first"),
              "withdrawn",
              version("withheld-before-it-came", 3, "first"),
              "revision"),
          story(
              "withheld-and-back",
              version("withheld-and-back", 1, "first"),
              "article",
              kill("withheld-and-back", "withheld", 2),
              "retraction",
              version("withheld-and-back", 1, "first"),
              "withdrawn",
              version("withheld-and-back", 3, "first"),
              "revision",
              kill("withheld-and-back", "withheld", 2),
              "stale"),
          story(
              "withheld-then-canceled",
              version("withheld-then-canceled", 1, "first"),
              "article",
              kill("withheld-then-canceled", "withheld", 2),
              "retraction",
              kill("withheld-then-canceled", "canceled", 2),
              "retraction",
              version("withheld-then-canceled", 3, "newer"),
              "withdrawn"),
          story(
              "killed-as-newsml-g2",
              newsml("killed-as-newsml-g2", 1, "usable"),
              "article",
              newsml("killed-as-newsml-g2", 2, "canceled"),
              "retraction",
              newsml("killed-as-newsml-g2", 3, "usable"),
              "withdrawn"),
          story(
              "withheld-as-ninjs",
              ninjs("withheld-as-ninjs", 1, "usable"),
              "article",
              ninjs("withheld-as-ninjs", 2, "withheld"),
              "retraction",
              ninjs("withheld-as-ninjs", 3, "usable"),
              "revision"));

  @Test
  void shouldTakeBackAndLetNothingReturnButWhatMay(@TempDir Path dir) throws Exception {
    try (Broker broker = brokers().start(dir.resolve("broker"));
        BrokerStream stream = BrokerStream.start(broker, dir, "news")) {
      int fed = 0;
      for (Story story : STORIES) {
        for (String raw : story.raws()) {
          stream.feed(story.id(), raw);
          fed++;
        }
      }
      stream.receipts(fed);
      // all of raw once more, as dead letters are replayed or files are fed again
      for (Story story : STORIES) {
        for (String raw : story.raws()) {
          stream.feed(story.id(), raw);
          fed++;
        }
      }
      List<Receipt> receipts = stream.receipts(fed);

      for (Story story : STORIES) {
        List<String> outcomes =
            receipts.stream()
                .filter(r -> story.id().equals(r.key()))
                .map(Receipt::outcome)
                .toList();
        int size = story.outcomes().size();
        assertThat(outcomes.subList(0, size)).as(story.id()).isEqualTo(story.outcomes());
        assertThat(outcomes.subList(size, 2 * size))
            .as(story.id() + ", fed again")
            .doesNotContain("article", "revision", "retraction");
      }
      assertRegister(stream, receipts);
      assertStands(stream, stream.out().tag("sanctions"), receipts);
      assertStands(stream, stream.out().enriched(), receipts);
      byHeader(stream, fed, id(receipts, "withheld-and-back"));
      assertThat(stream.runner().failed()).isFalse();
    }
  }

  private static void assertRegister(BrokerStream stream, List<Receipt> receipts) {
    List<ConsumerRecord<String, Withdrawal>> register =
        stream.committed(stream.topics().withdrawn());
    String back = id(receipts, "withheld-and-back");
    List<Withdrawal> entries =
        register.stream().filter(r -> r.key().equals(back)).map(ConsumerRecord::value).toList();
    assertThat(entries).hasSize(2);
    assertThat(entries.get(0).returnedAt()).isNull();
    assertThat(entries.get(1).returnedAt()).isNotNull();
    assertThat(entries.get(1))
        .extracting(Withdrawal::kind, Withdrawal::reason, Withdrawal::at)
        .containsExactly(
            "withheld", entries.get(0).reason(), Objects.requireNonNull(entries.get(0)).at());
    String upgraded = id(receipts, "withheld-then-canceled");
    assertThat(register)
        .filteredOn(r -> r.key().equals(upgraded))
        .extracting(r -> r.value().kind())
        .containsExactly("withheld", "canceled");
  }

  /** The last record of each article is a tombstone, but of those that returned. */
  private static void assertStands(
      BrokerStream stream, Topic<String, ?> topic, List<Receipt> receipts) {
    for (Story story : STORIES) {
      String id = id(receipts, story.id());
      List<? extends ConsumerRecord<String, ?>> of =
          stream.committed(topic).stream().filter(r -> r.key().equals(id)).toList();
      boolean stands = !of.isEmpty() && of.get(of.size() - 1).value() != null;
      assertThat(stands)
          .as(topic.name() + " " + story.id())
          .isEqualTo(story.outcomes().contains("revision"));
    }
  }

  /** As {@code slugline retract} does it. */
  private static void byHeader(BrokerStream stream, int fed, String id) throws Exception {
    ProducerRecord<byte[], byte[]> kill =
        new ProducerRecord<>(
            stream.topics().raw().name(),
            bytes(id),
            bytes("{\"reason\":\"the quotation was invented\",\"by\":\"the desk\"}"));
    SluglineHeaders.put(kill.headers(), SluglineHeaders.ACTION, "retract");
    SluglineHeaders.put(kill.headers(), SluglineHeaders.RETRACTION, "canceled");
    SluglineHeaders.put(kill.headers(), SluglineHeaders.ARTICLE_ID, id);
    stream.send(kill);

    assertThat(stream.receipts(fed + 1))
        .filteredOn(r -> id.equals(r.articleId()) && "retraction".equals(r.outcome()))
        .hasSize(2);
    List<ConsumerRecord<String, Withdrawal>> register =
        stream.committed(stream.topics().withdrawn());
    assertThat(register)
        .filteredOn(r -> r.key().equals(id))
        .last()
        .satisfies(
            r -> {
              assertThat(r.value().reason()).isEqualTo("the quotation was invented");
              assertThat(r.value().by()).isEqualTo("the desk");
              assertThat(r.value().returnedAt()).isNull();
            });
    assertThat(stream.committed(stream.out().tag("sanctions")))
        .filteredOn(r -> r.key().equals(id))
        .last()
        .satisfies(
            r -> {
              assertThat(r.value()).isNull();
              assertThat(header(r, SluglineHeaders.CAUSE)).isEqualTo("retraction");
            });
  }

  private static String id(List<Receipt> receipts, String key) {
    return receipts.stream()
        .filter(r -> key.equals(r.key()))
        .map(r -> Objects.requireNonNull(r.articleId()))
        .findFirst()
        .orElseThrow();
  }

  private static Story story(String id, String... rawsAndOutcomes) {
    List<String> raws = new ArrayList<>();
    List<String> outcomes = new ArrayList<>();
    for (int i = 0; i < rawsAndOutcomes.length; i += 2) {
      raws.add(rawsAndOutcomes[i]);
      outcomes.add(rawsAndOutcomes[i + 1]);
    }
    return new Story(id, raws, outcomes);
  }

  private static String version(String id, int version, String title) {
    return "{\"id\":\"%s\",\"source\":\"wire\",\"language\":\"en\",\"version\":%d,\"title\":\"%s\",\"body\":\"%s\"}"
        .formatted(id, version, title, BODY);
  }

  private static String kill(String id, String kind, int version) {
    return "{\"id\":\"%s\",\"source\":\"wire\",\"version\":%d,\"pubstatus\":\"%s\"}"
        .formatted(id, version, kind);
  }

  private static String newsml(String id, int version, String status) {
    return """
        <newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:wire.example:%s"
            version="%d" xml:lang="en">
          <itemMeta><itemClass qcode="ninat:text"/><provider literal="wire.example"/>
            <pubStatus qcode="stat:%s"/></itemMeta>
          <contentMeta><headline>A first title</headline></contentMeta>
          <contentSet><inlineData contenttype="text/plain">%s</inlineData></contentSet>
        </newsItem>
        """
        .formatted(id, version, status, BODY);
  }

  private static String ninjs(String id, int version, String status) {
    return """
        {"uri":"urn:ninjs:wire.example:%s","type":"text","version":"%d","pubstatus":"%s",
        "language":"en","headline":"A first title","body_text":"%s"}
        """
        .formatted(id, version, status, BODY);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
