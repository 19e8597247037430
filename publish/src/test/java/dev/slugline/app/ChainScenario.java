package dev.slugline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.Topic;
import dev.slugline.ingest.stream.Topics;
import dev.slugline.ingest.stream.Withdrawal;
import dev.slugline.publish.PublishTopics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;

/**
 * One of everything that can become of a raw record, through all three stages: an article with its
 * evidence, a repeat, a revision that loses its tag, an older version that comes late, a retraction
 * and a late copy of what it withdrew, a malformed record, a skipped one, one that an embargo
 * holds, and an article whose tag has no topic. Played by the test driver and on a broker, with the
 * rules of {@link TestRules}.
 */
final class ChainScenario {
  static final Topics TOPICS = new Topics("news");
  static final PublishTopics OUT = new PublishTopics("news");

  /** A topic that has to be gone before the first record is fed. */
  static final String GONE = OUT.tag("elections").name();

  static final String BODY =
      "Ministers agreed on economic sanctions against the exporter on Tuesday evening, after weeks"
          + " of talks in the capital about the trade in forbidden goods.";
  private static final String CUT = "{\"title\": \"cut off";
  private static final int RECEIPTS = 12;

  /** Where the scenario is played. */
  interface Place {
    void feed(String key, String value) throws Exception;

    /** All committed records of a topic, once there are {@code receipts} receipts. */
    <K, V> List<Read<K, V>> read(Topic<K, V> topic, int receipts) throws Exception;
  }

  /** A record as a consumer sees it; the value of a tombstone is null. */
  record Read<K, V>(K key, V value, Headers headers) {
    String header(String name) {
      return Objects.requireNonNullElse(SluglineHeaders.get(headers, name), "");
    }
  }

  private final Place place;

  private ChainScenario(Place place) {
    this.place = place;
  }

  /** Feeds the records and asserts what stands on every topic after them. */
  static void play(Place place) throws Exception {
    ChainScenario scenario = new ChainScenario(place);
    scenario.feed();
    scenario.assertReceipts();
    scenario.assertArticles();
    scenario.assertEnriched();
    scenario.assertTagTopics();
    scenario.assertWithdrawn();
    scenario.assertDeadLetters();
  }

  static String json(String id, String title, String body, String at) {
    return "{\"id\":\"%s\",\"source\":\"wire\",\"title\":\"%s\",\"body\":\"%s\",\"language\":\"en\",\"publishedAt\":\"%s\"}"
        .formatted(id, title, body, at);
  }

  static String retraction(String id) {
    return "{\"id\":\"%s\",\"source\":\"wire\",\"pubstatus\":\"canceled\"}".formatted(id);
  }

  private void feed() throws Exception {
    place.feed("a1", json("a1", "Ministers agree", BODY, "2026-01-01T10:00:00Z"));
    place.feed("a1", json("a1", "Ministers agree", BODY, "2026-01-01T10:00:00Z"));
    String none =
        "Ministers agreed on nothing at all on Tuesday evening, after weeks of long talks.";
    place.feed("a1", json("a1", "Ministers agree", none, "2026-01-01T11:00:00Z"));
    place.feed("a1", json("a1", "Ministers", "An older text, late.", "2026-01-01T09:00:00Z"));
    place.feed("r1", json("r1", "Ministers meet", BODY, "2026-01-01T10:00:00Z"));
    place.feed("r1", retraction("r1"));
    place.feed("r1", json("r1", "Ministers meet again", BODY, "2026-01-02T10:00:00Z"));
    place.feed("m1", CUT);
    place.feed(
        "s1",
        "{\"id\":\"s1\",\"title\":\"Secret\",\"body\":\"%s\",\"embargoed\":\"2999-01-01T00:00:00Z\"}"
            .formatted(BODY));
    place.feed("s2", " \n");
    String vote =
        "The ballot was held on Sunday in every town of the country, officials said there.";
    place.feed("b1", json("b1", "A vote", vote, "2026-01-01T10:00:00Z"));
  }

  private void assertReceipts() throws Exception {
    assertThat(outcomes("a1")).containsExactly("article", "repeat", "revision", "stale");
    assertThat(outcomes("r1")).containsExactly("article", "retraction", "withdrawn");
    assertThat(outcomes("m1")).containsExactly("dead-letter");
    assertThat(outcomes("s1")).containsExactly("held");
    assertThat(outcomes("s2")).containsExactly("skipped");
    assertThat(outcomes("b1")).containsExactly("article");
    assertThat(read(TOPICS.receipts()))
        .extracting(Read::value)
        .filteredOn(r -> !r.stage().equals("ingest"))
        .singleElement()
        .satisfies(
            receipt -> {
              assertThat(receipt.stage()).isEqualTo("publish");
              assertThat(receipt.outcome()).isEqualTo("dead-letter");
              assertThat(receipt.articleId()).isEqualTo(id("b1"));
              assertThat(receipt.reason()).startsWith("no-topic: ").contains(GONE);
            });
    assertThat(receipts("s1").get(0).reason()).isEqualTo("until 2999-01-01T00:00:00Z");
    assertThat(read(TOPICS.receipts())).hasSize(RECEIPTS);
  }

  private void assertArticles() throws Exception {
    assertThat(read(TOPICS.articles(), id("a1")))
        .extracting(r -> r.value().revision(), r -> r.header(SluglineHeaders.CAUSE))
        .containsExactly(tuple(1, "new"), tuple(2, "revision"));
    assertThat(read(TOPICS.articles(), id("r1")))
        .extracting(r -> r.value().retracts(), r -> r.header(SluglineHeaders.CAUSE))
        .containsExactly(tuple(false, "new"), tuple(true, "retraction"));
    assertThat(read(TOPICS.articles())).hasSize(5);
  }

  private void assertEnriched() throws Exception {
    List<Read<String, EnrichedArticle>> a1 = read(OUT.enriched(), id("a1"));
    assertThat(a1)
        .extracting(r -> r.header(SluglineHeaders.TAGS), r -> r.header(SluglineHeaders.UNTAGGED))
        .containsExactly(tuple("sanctions", ""), tuple("", "sanctions"));
    assertThat(read(OUT.enriched(), id("r1")))
        .extracting(r -> r.value() == null, r -> r.header(SluglineHeaders.UNTAGGED))
        .containsExactly(tuple(false, ""), tuple(true, "sanctions"));
    assertThat(read(OUT.enriched())).hasSize(5);
  }

  private void assertTagTopics() throws Exception {
    List<Read<String, EnrichedArticle>> a1 = read(OUT.tag("sanctions"), id("a1"));
    assertThat(a1)
        .extracting(r -> r.value() == null, r -> r.header(SluglineHeaders.CAUSE))
        .containsExactly(tuple(false, "new"), tuple(true, "lost-tag"));
    EnrichedArticle tagged = a1.get(0).value();
    EnrichedArticle.Span span = tagged.tags().get(0).evidence().get(0);
    String body = Objects.requireNonNull(tagged.article().body());
    assertThat(body.substring(span.start(), span.end()))
        .isEqualTo(span.text())
        .isEqualTo("economic sanctions");
    assertThat(a1.get(0).header("ce_id"))
        .matches(a1.get(0).key() + "/1/" + tagged.catalogue().hash() + "/\\d+");
    assertThat(read(OUT.tag("sanctions"), id("r1")))
        .extracting(r -> r.value() == null, r -> r.header(SluglineHeaders.CAUSE))
        .containsExactly(tuple(false, "new"), tuple(true, "retraction"));
    assertThat(read(OUT.tag(PublishTopics.NONE)))
        .extracting(Read::key, r -> r.header(SluglineHeaders.WHY))
        .containsExactly(tuple(id("a1"), "no-match"));
  }

  private void assertWithdrawn() throws Exception {
    List<Read<String, Withdrawal>> register = read(TOPICS.withdrawn());
    assertThat(register).extracting(Read::key).containsExactly(id("r1"));
    assertThat(register.get(0).value().kind()).isEqualTo("canceled");
  }

  private void assertDeadLetters() throws Exception {
    List<Read<byte[], byte[]>> letters = read(TOPICS.deadLetter());
    assertThat(letters).hasSize(2);
    Read<byte[], byte[]> malformed = letter(letters, "malformed");
    assertThat(malformed.value()).isEqualTo(CUT.getBytes(StandardCharsets.UTF_8));
    assertThat(malformed.key()).isEqualTo("m1".getBytes(StandardCharsets.UTF_8));
    assertThat(malformed.header(SluglineHeaders.STAGE)).isEqualTo("ingest");
    assertThat(malformed.header(SluglineHeaders.ATTEMPT)).isEqualTo("1");
    Read<byte[], byte[]> noTopic = letter(letters, "no-topic");
    Article kept =
        TOPICS.articles().value().deserializer().deserialize("dead-letter", noTopic.value());
    assertThat(kept.id()).isEqualTo(id("b1"));
    assertThat(noTopic.header(SluglineHeaders.STAGE)).isEqualTo("publish");
  }

  private static Read<byte[], byte[]> letter(List<Read<byte[], byte[]>> letters, String code) {
    return letters.stream()
        .filter(r -> r.header(SluglineHeaders.ERROR).equals(code))
        .findFirst()
        .orElseThrow();
  }

  private List<Receipt> receipts(String key) throws Exception {
    return read(TOPICS.receipts()).stream()
        .map(Read::value)
        .filter(r -> key.equals(r.key()))
        .toList();
  }

  private List<String> outcomes(String key) throws Exception {
    return receipts(key).stream().map(Receipt::outcome).toList();
  }

  /** The id of the article that was fed under a key, as its receipt says it. */
  private String id(String key) throws Exception {
    return Objects.requireNonNull(receipts(key).get(0).articleId());
  }

  private <V> List<Read<String, V>> read(Topic<String, V> topic, String id) throws Exception {
    return read(topic).stream().filter(r -> id.equals(r.key())).toList();
  }

  private <K, V> List<Read<K, V>> read(Topic<K, V> topic) throws Exception {
    return place.read(topic, RECEIPTS);
  }
}
