package dev.slugline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slugline.app.broker.Broker;
import dev.slugline.app.cli.Ran;
import dev.slugline.ingest.IngestStage;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.SluglineHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an embargo holds is taken back like what stands, by its source and by its URL. */
@Timeout(600)
class RetractHeldIT {
  /** A word of the titles of what is held: nobody is to see it. */
  private static final String SECRET = "Quillfeather";

  private static final Instant LATER = in(3_600);

  private static final String BODY =
      "It went on into Tuesday evening, after weeks of long talks in the capital, officials said.";

  private static Broker broker = Broker.NONE;
  private static BrokerStream stream;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    broker =
        Broker.inProcess(
            folder.resolve("broker"),
            Map.of(
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "allow.everyone.if.no.acl.found",
                "true"));
    stream = BrokerStream.start(broker, folder, "heldback");
  }

  @AfterAll
  static void stop() {
    stream.close();
    broker.close();
  }

  @Test
  void shouldRetractWhatIsHeldOfASource() throws Exception {
    stream.feed("lines", standing("1", "Quay") + "\n" + held("2", "Quay", LATER));
    send("typed", "application/json; source=quay", "{\"id\":\"3\"," + rest(LATER));
    stream.feed("other", held("4", "Other", LATER));
    awaitOutcomes("lines", "article", "held");
    awaitOutcomes("typed", "held");
    awaitOutcomes("other", "held");

    Ran shown = retract("--source", "quay");
    Ran listed = retract("--source", "quay", "--json");

    assertThat(shown.out())
        .startsWith("3 articles of quay: 2 are held by an embargo, 1 stands\n")
        .contains("held until " + LATER, "Plain title", "nothing was retracted; add --execute")
        .doesNotContain(SECRET);
    assertThat(shown.code()).isZero();
    assertThat(listed.out().lines())
        .hasSize(3)
        .filteredOn(it -> it.contains("\"embargoedUntil\":\"" + LATER + "\""))
        .hasSize(2);
    assertThat(outcomes("lines")).doesNotContain("retraction");

    Ran done = retract("--source", "quay", "--execute");

    assertThat(done.err()).isEmpty();
    assertThat(done.out())
        .isEqualTo("3 of 3 articles are retracted, 2 of them were held by an embargo\n");
    assertThat(done.code()).isZero();
    assertThat(retract("--source", "quay").err())
        .contains("no article of quay stands or is held; ")
        .contains(" is canceled already");
    assertThat(retract("--source", "other").out()).startsWith("1 article of other: 1 is held");
  }

  @Test
  void shouldRetractByUrlWhatIsHeldSoThatItIsNeverReleased() throws Exception {
    Instant soon = in(25); // the first commands come before it
    stream.feed("url 1", held("1", "Lagoon", soon));
    stream.feed("url 2", held("2", "Lagoon", soon));
    awaitOutcomes("url 1", "held");
    awaitOutcomes("url 2", "held");

    Ran held = retract(url("Lagoon", "1"));

    assertThat(held.out())
        .matches(
            "[a-z2-7]{16} is retracted, as revision 1; the version held until %s is dropped\n"
                .formatted(soon));
    assertThat(held.code()).isZero();
    assertThat(retract(url("Lagoon", "1")).err())
        .contains("no article with " + url("Lagoon", "1") + " stands or is held; ")
        .contains("known by its id only");
    Ran other = retract("--source", "Lagoon");
    if (Instant.now().isBefore(soon)) {
      assertThat(other.out()).startsWith("1 article of Lagoon: 1 is held by an embargo\n");
    }
    awaitOutcomes("url 2", "held", "released");
    assertThat(retract("--source", "Lagoon").out()).startsWith("1 article of Lagoon stands\n");
    assertThat(outcomes("url 1")).containsExactly("held");
    assertThat(retract(url("Lagoon", "2"), "--kind", "withheld").out())
        .matches("[a-z2-7]{16} is retracted, as revision 2\n");
    assertThat(retract(url("Lagoon", "2")).out())
        .matches("[a-z2-7]{16} is retracted, as revision 3\n");
  }

  @Test
  void shouldFindANewerVersionThatIsHeldAndCountSinceItCame() throws Exception {
    stream.feed("newer", standing("1", "Pier"));
    awaitOutcomes("newer", "article");
    stream.feed("newer", held("1", "Pier", LATER));
    awaitOutcomes("newer", "article", "held");
    stream.feed("since", held("2", "Pier", LATER));
    awaitOutcomes("since", "held");
    Instant between = received("since");

    Ran all = retract("--source", "Pier");
    Ran since = retract("--source", "Pier", "--since", between.toString());

    assertThat(all.out())
        .startsWith("2 articles of Pier: 2 are held by an embargo\n")
        .contains("stands, newer held until " + LATER, "Plain title")
        .doesNotContain(SECRET);
    assertThat(since.out()).startsWith("1 article of Pier since " + between + ": 1 is held");
  }

  @Test
  void shouldSayWhatOfTheHeldArticlesItCouldNotLookAt() throws Exception {
    String damaged = IngestStage.embargoes("damaged");
    String denied = IngestStage.embargoes("denied");
    try (Admin admin = broker.admin()) {
      Stream<NewTopic> topics =
          Stream.of(damaged, denied).map(it -> new NewTopic(it, 1, (short) 1));
      admin.createTopics(topics.toList()).all().get();
      admin.createAcls(List.of(denyReading(denied))).all().get();
    }
    stream.feed("unseen", standing("1", "Mole"));
    awaitOutcomes("unseen", "article");

    Ran never = retract("--source", "Mole", "--set", "application.id=nobody");
    Ran refused = retract("--source", "Mole", "--set", "application.id=denied");
    String key = "00000004102444800000/";
    stream.send(entry(damaged, key + "aaaaaaaaaaaaaaaa", "{\"item\":{}}"));
    stream.send(entry(damaged, key + "bbbbbbbbbbbbbbbb", "no JSON"));
    stream.send(entry(damaged, key + "unseen.raw-0 at offset 7#1", "{\"letter\":{}}"));
    stream.send(entry(damaged, "no key", "{}"));
    Ran partly = retract("--source", "Mole", "--execute", "--set", "application.id=damaged");

    assertThat(never.code()).isEqualTo(1);
    assertThat(never.out()).startsWith("1 article of Mole stands\n");
    assertThat(never.err())
        .contains("held articles could not be looked at: there is no topic nobody-embargo")
        .contains("--set application.id=");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.out()).startsWith("1 article of Mole stands\n");
    assertThat(refused.err()).contains("could not be looked at: ", denied);
    assertThat(partly.code()).isEqualTo(1);
    assertThat(partly.out()).matches("[a-z2-7]{16} is retracted, as revision 2\n");
    assertThat(partly.err())
        .contains("3 held articles could not be looked at: what " + damaged + " has of them");
  }

  private static AclBinding denyReading(String topic) {
    return new AclBinding(
        new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
        new AccessControlEntry("User:ANONYMOUS", "*", AclOperation.READ, AclPermissionType.DENY));
  }

  private static ProducerRecord<byte[], byte[]> entry(String topic, String key, String value) {
    return new ProducerRecord<>(
        topic, key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
  }

  /** Waits for what became of the items of a raw record, or of several with that key. */
  private static void awaitOutcomes(String key, String... outcomes) {
    await().untilAsserted(() -> assertThat(outcomes(key)).containsExactlyInAnyOrder(outcomes));
  }

  private static List<String> outcomes(String key) {
    return receipts(key).stream().map(Receipt::outcome).toList();
  }

  private static List<Receipt> receipts(String key) {
    return stream.committed(stream.topics().receipts()).stream()
        .map(ConsumerRecord::value)
        .filter(it -> key.equals(it.key()))
        .toList();
  }

  private static Instant received(String key) {
    return stream.committed(stream.topics().raw()).stream()
        .filter(it -> key.equals(new String(it.key(), StandardCharsets.UTF_8)))
        .map(it -> Instant.ofEpochMilli(it.timestamp()))
        .findFirst()
        .orElseThrow();
  }

  private static Instant in(int seconds) {
    return Instant.now().plus(Duration.ofSeconds(seconds)).truncatedTo(ChronoUnit.MILLIS);
  }

  private static String url(String source, String id) {
    return "https://%s.example/news/%s".formatted(source.toLowerCase(Locale.ROOT), id);
  }

  private static String standing(String id, String source) {
    return begun(id, source) + "\"title\":\"Plain title\",\"body\":\"%s\"}".formatted(BODY);
  }

  private static String held(String id, String source, Instant until) {
    return begun(id, source) + rest(until);
  }

  private static String begun(String id, String source) {
    return "{\"id\":\"%s\",\"source\":\"%s\",\"url\":\"%s\","
        .formatted(id, source, url(source, id));
  }

  private static String rest(Instant until) {
    return "\"embargoed\":\"%s\",\"title\":\"%s\",\"body\":\"%s %s\"}"
        .formatted(until, SECRET, BODY, SECRET);
  }

  private static void send(String key, String contentType, String value) throws Exception {
    ProducerRecord<byte[], byte[]> record = entry(stream.topics().raw().name(), key, value);
    SluglineHeaders.put(record.headers(), SluglineHeaders.CONTENT_TYPE, contentType);
    stream.send(record);
  }

  private static Ran retract(String... args) {
    List<String> all = new ArrayList<>(List.of("retract", "--reason", "account stolen"));
    all.addAll(List.of("-b", broker.bootstrapServers(), "--set", "prefix=heldback"));
    if (!List.of(args).contains("--set")) {
      all.addAll(List.of("--set", "application.id=heldback-app"));
    }
    all.addAll(List.of(args));
    return Ran.command(all.toArray(String[]::new));
  }
}
