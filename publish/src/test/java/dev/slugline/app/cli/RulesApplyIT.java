package dev.slugline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slugline.app.SluglineStream;
import dev.slugline.app.StreamRunner;
import dev.slugline.app.broker.Broker;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.enrich.catalogue.RuleHistory;
import dev.slugline.enrich.catalogue.RuleHistory.Applied;
import dev.slugline.enrich.catalogue.RuleLog;
import dev.slugline.ingest.stream.Topic;
import dev.slugline.publish.PublishTopics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code rules apply} on a real broker; each test under a prefix of its own. */
@Timeout(120)
class RulesApplyIT {
  private static final String FLOODS =
      """
      id: floods
      label: Floods
      clauses:
        - {name: water, weight: 10, query: 'flood* AND river'}
      examples: {match: ["A flood came down the river."], reject: ["A flood of offers."]}
      """;
  private static final String BRIDGES =
      """
      id: bridges
      label: Bridges
      clauses: [{name: bridge, weight: 10, query: 'bridge'}]
      """;
  private static final String VERSION = "[0-9a-f]{12}";

  private static Broker broker = Broker.NONE;

  private Path dir = Path.of("");
  private String prefix = "";

  @BeforeAll
  static void start(@TempDir Path dir) throws Exception {
    broker = Broker.inProcess(dir);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @BeforeEach
  void own(@TempDir Path folder, TestInfo test) {
    dir = folder;
    prefix = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
  }

  @Test
  void shouldMakeTheLogAndPutARuleBesideTheShippedOnes() throws Exception {
    Ran applied = apply("--rules", write("floods.yaml", FLOODS));

    assertThat(applied.code()).isZero();
    assertThat(applied.out())
        .matches(
            """
            rule    change  before  now
            floods  new     –       %s
            the log was empty: the other rules are those that ship with this version
            26 rules, catalogue [0-9a-f]{16}, sequence 26; before: none
            """
                .formatted(VERSION));
    assertThat(applied.err())
        .isEqualTo(
            "slugline: instances that run take it at their next start ('slugline run'); until then"
                + " they tag by the rules they started with\n");
    Applied current = log().current().orElseThrow();
    assertThat(current.sequence()).isEqualTo(26);
    assertThat(current.manifest().rules()).hasSize(26).containsKeys("floods", "sanctions");
    assertThat(applied.out()).contains("catalogue " + current.manifest().hash() + ",");
  }

  @Test
  void shouldReplaceTheRuleOfTheIdAndLeaveTheOthers() throws Exception {
    base();
    Map<String, String> before = rules();

    // a file's name says nothing: this one is called as the other rule's
    Ran applied =
        apply("--by", "anna", "--rules", write("bridges.yaml", FLOODS.replace("10,", "12,")));

    Map<String, String> now = rules();
    assertThat(applied.code()).isZero();
    assertThat(now.get("floods")).isNotEqualTo(before.get("floods"));
    assertThat(now).hasSize(2).containsEntry("bridges", before.get("bridges"));
    Applied current = log().current().orElseThrow();
    assertThat(current.manifest().by()).isEqualTo("anna");
    assertThat(applied.out())
        .isEqualTo(
            """
            rule    change   before        now
            floods  changed  %s  %s
            2 rules, catalogue %s, sequence %d; before: %s
            """
                .formatted(
                    before.get("floods"),
                    now.get("floods"),
                    current.manifest().hash(),
                    current.sequence(),
                    log().applied().get(0).manifest().hash()));
    // what was there can be made again, and what holds is what was given
    assertThat(log().catalogue(current.manifest().hash()).documents()).hasSize(2);
    assertThat(log().catalogue(log().applied().get(0).manifest().hash()).documents()).hasSize(2);
  }

  @Test
  void shouldTakeAFolderForAWholeCatalogue() throws Exception {
    base();
    Path folder = Files.createDirectory(dir.resolve("whole"));
    Files.writeString(folder.resolve("f.yaml"), FLOODS);
    Files.writeString(
        folder.resolve("g.yaml"), BRIDGES.replace("bridges", "gales").replace("Bridges", "Gales"));

    Ran applied = apply("--rules", folder.toString());

    assertThat(applied.code()).isZero();
    assertThat(applied.out())
        .matches(
            """
            rule     change   before        now
            bridges  deleted  %1$s  –
            gales    new      –             %1$s
            2 rules, catalogue [0-9a-f]{16}, sequence [0-9]+; before: [0-9a-f]{16}
            """
                .formatted(VERSION));
    assertThat(rules()).containsOnlyKeys("floods", "gales");
  }

  @Test
  void shouldTakeTheShippedCatalogue() throws Exception {
    base();

    Ran applied = apply("--shipped");

    assertThat(applied.code()).isZero();
    assertThat(applied.out()).contains("bridges").contains("sanctions");
    assertThat(log().current().orElseThrow().manifest().hash())
        .isEqualTo(CatalogueLoader.shipped().hash());
  }

  @Test
  void shouldWriteNothingWhereNothingDiffers() throws Exception {
    base();
    Applied before = log().current().orElseThrow();

    Ran rule = apply("--rules", write("same.yaml", FLOODS));
    Ran json = apply("--json", "--rules", dir.resolve("base").toString());

    assertThat(rule.code()).isZero();
    assertThat(rule.out())
        .isEqualTo(
            "no rule differs from the catalogue that holds, %s, sequence %d; nothing was written\n"
                .formatted(before.manifest().hash(), before.sequence()));
    assertThat(rule.err()).isEmpty();
    assertThat(json.code()).isZero();
    assertThat(json.out())
        .isEqualTo(
            "{\"catalogue\":\"%1$s\",\"sequence\":%2$d,\"rules\":2,\"base\":\"%1$s\",\"written\":false}\n"
                .formatted(before.manifest().hash(), before.sequence()));
    assertThat(log().applied()).hasSize(1);
  }

  @Test
  void shouldKeepTheTextOfExamplesUnderTheSameVersion() throws Exception {
    base();
    String hash = log().current().orElseThrow().manifest().hash();
    String more = FLOODS.replace("[\"A flood of offers.\"]", "[\"A flood of letters.\"]");

    Ran applied = apply("--rules", write("floods.yaml", more));

    assertThat(applied.out()).containsPattern("floods  text    (" + VERSION + ")  \\1\n");
    assertThat(log().applied()).hasSize(2);
    assertThat(log().catalogue(hash).documents().get(1).source().yaml()).isEqualTo(more);
  }

  @Test
  void shouldPrintALineARuleAndOneOfTheWholeAsJson() throws Exception {
    base();

    List<String> lines =
        apply("--json", "--rules", write("g.yaml", BRIDGES.replace("bridges", "gales")))
            .out()
            .lines()
            .toList();

    assertThat(lines).hasSize(2);
    assertThat(lines.get(0))
        .isEqualTo(
            "{\"rule\":\"gales\",\"change\":\"new\",\"after\":\"%s\"}"
                .formatted(rules().get("gales")));
    JsonNode whole = new ObjectMapper().readTree(lines.get(1));
    Applied current = log().current().orElseThrow();
    assertThat(whole.path("catalogue").asText()).isEqualTo(current.manifest().hash());
    assertThat(whole.path("sequence").asLong(-1)).isEqualTo(current.sequence());
    assertThat(whole.path("rules").asInt()).isEqualTo(3);
    assertThat(whole.path("base").asText()).isEqualTo(log().applied().get(0).manifest().hash());
    assertThat(whole.path("written").asBoolean()).isTrue();
  }

  @Test
  void shouldRefuseWhatIsBrokenWithItsPlace() throws Exception {
    base();
    String broken = write("broken.yaml", FLOODS.replace("river'", "colour:red'"));

    Ran refused = apply("--rules", broken);

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).contains(broken + ":4:", ": unknown field 'colour'");
    String dead = write("dead.yaml", FLOODS.replace("weight: 10", "weight: 3"));
    assertThat(apply("--rules", dead).err()).contains(dead + ":");
    assertThat(log().applied()).hasSize(1);
  }

  @Test
  void shouldRefuseAChangedRuleThatFailsAnExample() throws Exception {
    base();

    Ran refused =
        apply("--rules", write("floods.yaml", FLOODS.replace("flood* AND river", "flood*")));

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err())
        .contains("floods should leave alone \"A flood of offers.\": score 10 of 10")
        .contains("water (+10) fired on [\"flood\"]")
        .endsWith("slugline: 1 example of the changed rules failed; nothing was written\n");
    assertThat(log().applied()).hasSize(1);
  }

  @Test
  void shouldNotAskTheExamplesOfRulesThatStay() throws Exception {
    base();
    RuleHistory history = log();
    String failing = BRIDGES + "examples: {match: [\"Nothing of the kind.\"]}\n";
    new RuleLog(config().clients(), prefix)
        .write(
            CatalogueLoader.fromTexts(Map.of("b.yaml", failing, "f.yaml", FLOODS)),
            history.current().orElseThrow().manifest().hash(),
            "test");

    assertThat(apply("--rules", write("floods.yaml", FLOODS.replace("10,", "12,"))).code())
        .isZero();
  }

  @Test
  void shouldNotOverwriteACatalogueThatCameMeanwhile() throws Exception {
    base();
    RulesApplyCommand slow =
        CommandLine.populateCommand(
            new RulesApplyCommand(),
            arguments("--rules", write("floods.yaml", FLOODS.replace("10,", "12,"))));
    RulesApplyCommand.Plan plan = slow.plan();

    assertThat(apply("--rules", write("g.yaml", BRIDGES.replace("bridges", "gales"))).code())
        .isZero();

    String now = log().current().orElseThrow().manifest().hash();
    assertThatThrownBy(() -> slow.write(plan))
        .hasMessage(
            "the catalogue changed meanwhile (the catalogue that holds is %s, not %s): look at it"
                    .formatted(now, plan.change().base())
                + " and apply again");
    assertThat(log().current().orElseThrow().manifest().hash()).isEqualTo(now);
    assertThat(log().applied()).hasSize(2);
  }

  @Test
  void shouldAskForRulesAndABroker() throws Exception {
    assertThat(apply().code()).isEqualTo(2);
    assertThat(apply().err()).contains("give --rules PATH or --shipped");
    assertThat(apply("--shipped", "--rules", write("f.yaml", FLOODS)).code()).isEqualTo(2);
    assertThat(apply("--rules", dir.resolve("absent").toString()).err())
        .contains("absent: no such file");
    long start = System.nanoTime();
    Ran nobody = Ran.command("rules", "apply", "--shipped", "-b", "127.0.0.1:1");
    assertThat(nobody.code()).isEqualTo(1);
    assertThat(nobody.err()).contains("no Kafka broker answers at 127.0.0.1:1");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void shouldTagByTheAppliedRulesFromTheNextStartOn() throws Exception {
    base();
    assertThat(tagged("gale-1", "tag." + PublishTopics.NONE)).hasSize(1);

    String gales = BRIDGES.replace("bridges", "gales").replace("query: 'bridge'", "query: 'gale'");
    assertThat(apply("--rules", write("gales.yaml", gales)).code()).isZero();

    List<ConsumerRecord<String, EnrichedArticle>> gained = tagged("gale-2", "tag.gales");
    assertThat(gained).hasSize(1);
    EnrichedArticle article = gained.get(0).value();
    assertThat(article.tags()).extracting(EnrichedArticle.Tag::id).containsExactly("gales");
    assertThat(article.tags().get(0).rule().version()).isEqualTo(rules().get("gales"));
    assertThat(article.catalogue().hash())
        .isEqualTo(log().current().orElseThrow().manifest().hash());
  }

  /** Starts the stream, feeds an article, and waits until something stands on a topic. */
  private List<ConsumerRecord<String, EnrichedArticle>> tagged(String id, String topic)
      throws Exception {
    PublishTopics topics = new PublishTopics(prefix);
    Topic<String, EnrichedArticle> wanted = topics.tag(topic.substring("tag.".length()));
    // the catalogue of the log goes before the one that is given
    try (StreamRunner stream =
            SluglineStream.prepare(config(), CatalogueLoader.fromTexts(Map.of()), "test");
        KafkaProducer<byte[], byte[]> producer = broker.producer()) {
      stream.start();
      assertThat(stream.awaitRunning(Duration.ofSeconds(60))).isTrue();
      String value =
          "{\"id\":\"%s\",\"source\":\"wire\",\"title\":\"Roofs gone\",\"body\":\"%s\"}"
              .formatted(
                  id,
                  "The gale of Tuesday night blew the roofs from the houses of the village, and"
                      + " nobody went to the school on the hill.");
      producer
          .send(
              new ProducerRecord<>(
                  prefix + ".raw",
                  id.getBytes(StandardCharsets.UTF_8),
                  value.getBytes(StandardCharsets.UTF_8)))
          .get();
      return Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> broker.committed(wanted), records -> !records.isEmpty());
    }
  }

  /** Two rules that hold. */
  private void base() throws Exception {
    Path base = Files.createDirectory(dir.resolve("base"));
    Files.writeString(base.resolve("floods.yaml"), FLOODS);
    Files.writeString(base.resolve("bridges.yaml"), BRIDGES);
    assertThat(apply("--rules", base.toString()).code()).isZero();
  }

  private Map<String, String> rules() throws Exception {
    return log().current().orElseThrow().manifest().rules();
  }

  private RuleHistory log() throws Exception {
    return new RuleLog(config().clients(), prefix).read();
  }

  private SluglineConfig config() throws Exception {
    return SluglineConfig.load(
        null,
        Map.of(),
        List.of(
            "bootstrap.servers=" + broker.bootstrapServers(),
            "prefix=" + prefix,
            "application.id=" + prefix,
            "partitions=1",
            "state.dir=" + dir.resolve("state")));
  }

  private Ran apply(String... args) {
    List<String> all = new ArrayList<>(List.of("rules", "apply"));
    all.addAll(List.of(arguments(args)));
    return Ran.command(all.toArray(String[]::new));
  }

  private String[] arguments(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("-b", broker.bootstrapServers(), "--set", "prefix=" + prefix));
    return all.toArray(String[]::new);
  }

  private String write(String name, String yaml) throws Exception {
    return Files.writeString(dir.resolve(name), yaml).toString();
  }
}
