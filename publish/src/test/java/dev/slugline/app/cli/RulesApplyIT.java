package dev.slugline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slugline.app.SluglineStream;
import dev.slugline.app.StreamRunner;
import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.enrich.catalogue.RuleHistory.Applied;
import dev.slugline.ingest.stream.Topic;
import dev.slugline.publish.PublishTopics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code rules apply} writes, on a real broker. */
@Timeout(600)
class RulesApplyIT extends AppliedRules {
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
            "slugline: instances that run tag by it within two seconds; what was tagged before keeps"
                + " the tags of rules that changed until 'slugline retag'\n");
    Applied current = log().current().orElseThrow();
    assertThat(current.sequence()).isEqualTo(26);
    assertThat(current.manifest().rules()).hasSize(26).containsKeys("floods", "sanctions");
    assertThat(applied.out()).contains("catalogue " + current.manifest().hash() + ",");
    try (Admin admin = broker.admin()) {
      assertThat(admin.listTopics().names().get()).contains(prefix + ".tag.floods");
    }
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
  void shouldTagByTheAppliedRules() throws Exception {
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
      assertThat(stream.awaitRunning(Duration.ofSeconds(90))).isTrue();
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
          .until(() -> broker.committed(wanted), records -> !records.isEmpty());
    }
  }
}
