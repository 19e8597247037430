package dev.slugline.app.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.slugline.app.kafka.AllTopics;
import dev.slugline.app.schema.EveryRecord.Sample;
import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.Topic;
import dev.slugline.ingest.stream.TopicSettings;
import dev.slugline.ingest.stream.TopicSettings.Keep;
import dev.slugline.ingest.stream.TopicSettings.Partitions;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The AsyncAPI document is one, and says what the topics and their headers are. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AsyncApiTest {
  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");
  private static final Map<Keep, String> RETENTION =
      Map.of(Keep.RAW, "retention.raw.ms", Keep.HISTORY, "history.ms", Keep.FOREVER, "forever");
  private static final Map<Partitions, String> PARTITIONS =
      Map.of(Partitions.ANY, "any", Partitions.FIXED, "partitions", Partitions.ONE, "one");

  private JsonNode document = new YAMLMapper().nullNode();
  private List<Sample> samples = List.of();

  @BeforeAll
  void read(@TempDir Path folder) throws Exception {
    document = new YAMLMapper().readTree(Schemas.document(Schemas.ASYNCAPI));
    samples = EveryRecord.make(folder);
  }

  @Test
  void shouldHaveTheShapeOfAnAsyncApiDocument() {
    assertThat(document.path("asyncapi").asText()).isEqualTo("3.0.0");
    assertThat(names(document))
        .isSubsetOf(
            "asyncapi",
            "id",
            "info",
            "defaultContentType",
            "servers",
            "channels",
            "operations",
            "components");
    assertThat(document.at("/info/title").asText()).isNotBlank();
    assertThat(document.at("/info/version").asText()).isNotBlank();
    for (JsonNode server : document.get("servers")) {
      assertThat(names(server)).contains("host", "protocol");
    }
    for (Map.Entry<String, JsonNode> it : document.get("channels").properties()) {
      channel(it.getKey(), it.getValue());
    }
    for (JsonNode operation : document.get("operations")) {
      assertThat(operation.get("action").asText()).isIn("send", "receive");
      assertThat(operation.at("/channel/$ref").asText()).startsWith("#/channels/");
    }
    assertThat(names(document.get("components"))).containsExactly("messages", "schemas");
    document
        .get("components")
        .forEach(
            kind ->
                assertThat(names(kind)).allSatisfy(name -> assertThat(name).matches("[\\w.-]+")));
    for (JsonNode message : document.at("/components/messages")) {
      assertThat(names(message))
          .contains("payload")
          .isSubsetOf("title", "description", "contentType", "headers", "payload", "bindings");
    }
  }

  private static void channel(String name, JsonNode channel) {
    assertThat(names(channel))
        .as(name)
        .contains("address", "messages")
        .allMatch(
            it ->
                it.startsWith("x-")
                    || Set.of(
                            "address", "title", "description", "parameters", "messages", "bindings")
                        .contains(it));
    Set<String> parameters =
        PARAMETER
            .matcher(channel.get("address").asText())
            .results()
            .map((MatchResult it) -> it.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(names(channel.path("parameters"))).as(name).isEqualTo(parameters);
    assertThat(channel.get("messages")).as(name).isNotEmpty();
    assertThat(names(channel.at("/bindings/kafka")))
        .as(name)
        .contains("bindingVersion")
        .isSubsetOf("topic", "partitions", "replicas", "topicConfiguration", "bindingVersion");
  }

  @Test
  void shouldResolveEachReference() {
    List<JsonNode> references = document.findValues("$ref");

    assertThat(references).hasSizeGreaterThan(30);
    assertThat(references)
        .allSatisfy(
            it -> {
              assertThat(it.asText()).startsWith("#/");
              assertThat(document.at(it.asText().substring(1)).isObject()).as(it.asText()).isTrue();
            });
  }

  @Test
  void shouldHaveTheTopicsWithTheirSettings() {
    Map<String, Topic<?, ?>> topics = new TreeMap<>();
    for (Topic<?, ?> topic : AllTopics.of("news", CatalogueLoader.shipped())) {
      topics.put(topic.name().replaceFirst("^news\\.tag\\..*", "news.tag.{tag}"), topic);
    }
    Map<String, JsonNode> channels = new TreeMap<>();
    document.get("channels").forEach(it -> channels.put(it.get("address").asText(), it));

    assertThat(channels.keySet()).isEqualTo(topics.keySet());
    topics.forEach(
        (name, topic) -> settings(Objects.requireNonNull(channels.get(name)), topic.settings()));
  }

  private static void settings(JsonNode channel, TopicSettings settings) {
    String name = channel.get("address").asText();
    JsonNode kafka = channel.at("/bindings/kafka");
    assertThat(RecordSchemas.texts(kafka.at("/topicConfiguration/cleanup.policy")))
        .as(name)
        .isEqualTo(new TreeSet<>(List.of(settings.cleanup().split(",", -1))));
    assertThat(channel.get("x-slugline-retention").asText())
        .as(name)
        .isEqualTo(RETENTION.get(settings.keep()));
    assertThat(channel.get("x-slugline-partitions").asText())
        .as(name)
        .isEqualTo(PARTITIONS.get(settings.partitions()));
    assertThat(kafka.path("partitions").asInt(0))
        .as(name)
        .isEqualTo(settings.partitions() == Partitions.ONE ? 1 : 0);
    assertThat(kafka.at("/topicConfiguration/retention.ms").asLong(0))
        .as(name)
        .isEqualTo(settings.keep() == Keep.FOREVER ? -1 : 0);
  }

  @Test
  void shouldNameEachHeader() throws Exception {
    Set<String> ours = new TreeSet<>();
    for (var field : SluglineHeaders.class.getDeclaredFields()) {
      if (Modifier.isPublic(field.getModifiers()) && field.getType() == String.class) {
        ours.add(String.valueOf(field.get(null)));
      }
    }
    ours.remove(SluglineHeaders.WITHOUT_TOPIC); // between two processors, on no topic
    Set<String> named = new TreeSet<>();
    document.at("/components/messages").forEach(it -> named.addAll(headers(it)));

    assertThat(named.stream().filter(it -> !it.startsWith("ce_")).collect(Collectors.toSet()))
        .isEqualTo(ours);
  }

  /** Each header that is written is declared, and each that is declared is written by something. */
  @Test
  void shouldNameTheHeadersOfEachTopic() {
    Map<String, Set<String>> written = new HashMap<>();
    for (Sample sample : samples) {
      String topic = sample.topic().replaceFirst("^news\\.tag\\..*", "news.tag.{tag}");
      Set<String> names = written.computeIfAbsent(topic, it -> new TreeSet<>());
      Stream.of(sample.headers().toArray()).map(Header::key).forEach(names::add);
    }
    // what a raw record says of itself goes on to its dead letter: see LetterTest
    Objects.requireNonNull(written.get("news.dead-letter")).addAll(SluglineHeaders.OF_RAW);
    for (JsonNode channel : document.get("channels")) {
      String topic = channel.get("address").asText();
      Set<String> declared = new TreeSet<>();
      for (JsonNode reference : channel.get("messages")) {
        declared.addAll(headers(document.at(reference.get("$ref").asText().substring(1))));
      }
      if (Set.of("news.raw", "news.retag").contains(topic)) {
        continue; // inputs
      }
      Set<String> there = new TreeSet<>(written.getOrDefault(topic, Set.of()));
      there.add("traceparent"); // goes through wherever it came with
      declared.add("traceparent");
      if (topic.equals("news.enriched")) {
        there.add("slugline-why"); // of the topic of those without a tag, which shares the message
      }
      assertThat(there).as(topic).isEqualTo(declared);
    }
  }

  @Test
  void shouldFitTheHeadersOfEachRecord() {
    for (Sample sample : samples) {
      String name = RecordSchemas.nameOf(sample);
      String headers = name.equals("article") ? "articleHeaders" : "enrichedHeaders";
      if (name.equals("article") || name.equals("enriched-article")) {
        JsonNode schema = document.at("/components/schemas/" + headers);
        assertThat(JsonSchemas.of(schema).validate(RecordSchemas.headers(sample)))
            .as(sample.topic())
            .isEmpty();
      }
    }
  }

  private Set<String> headers(JsonNode message) {
    String reference = message.at("/headers/$ref").asText();
    return reference.isEmpty()
        ? Set.of()
        : names(document.at(reference.substring(1)).path("properties"));
  }

  private static Set<String> names(JsonNode node) {
    Set<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
