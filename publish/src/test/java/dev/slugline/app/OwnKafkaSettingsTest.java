package dev.slugline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slugline.app.config.ConfigProblems;
import dev.slugline.app.config.GivenSettings;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.config.SluglineConfig.Check;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Slugline sets for Kafka's clients itself, nobody else sets without being told. */
class OwnKafkaSettingsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kafka.acks=1 | is Slugline's own: all, since nothing may be lost; leave it out",
        "kafka.producer.acks=0 | is Slugline's own: all, since nothing may be lost; leave it out",
        "kafka.group.id=desk | is Slugline's own: application.id names the groups; leave it out",
        "kafka.processing.guarantee=at_least_once | is Slugline's own: exactly_once_v2, since"
            + " nothing may be lost or there twice; leave it out",
        "kafka.isolation.level=${env:LEVEL} | is Slugline's own: read_committed, since what is not"
            + " committed may never be; leave it out",
        "kafka.bootstrap.servers=a.example:9092 | set bootstrap.servers, without anything before it",
        "kafka.admin.bootstrap.servers=b.example:9092 | set bootstrap.servers, without anything"
            + " before it",
        "kafka.application.id=desk | set application.id, without anything before it",
        "kafka.producer.compression.type=zstd | set compression.type, without anything before it",
      })
  void shouldRefuseWhatWouldBeOverruledOrLoseNews(String set, String told) {
    assertThatThrownBy(() -> load(set))
        .isInstanceOf(ConfigProblems.class)
        .hasMessage(set + " (--set): " + told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka.acks=all",
        "kafka.acks=-1",
        "kafka.enable.idempotence=true",
        "kafka.consumer.auto.offset.reset=earliest",
        "kafka.max.poll.records=100",
        "kafka.session.timeout.ms=10000",
        "kafka.linger.ms=5",
      })
  void shouldTakeWhatHoldsAnywayAndWhatIsTheOperators(String set) throws Exception {
    String key = set.substring("kafka.".length(), set.indexOf('='));

    assertThat(load(set).clients()).containsEntry(key, set.substring(set.indexOf('=') + 1));
  }

  @Test
  void shouldRefuseAllThatTheStreamIsGiven() throws Exception {
    Properties given = SluglineStream.properties(load("state.dir=state"));
    given.remove(LastNet.PREFIX_CONFIG); // of no table of Kafka's

    assertThat(given).hasSizeGreaterThan(15);
    for (Object key : given.keySet()) {
      assertThatThrownBy(() -> load("kafka." + key + "=other"))
          .as("kafka.%s", key)
          .isInstanceOf(ConfigProblems.class)
          .hasMessageMatching(".*(?:is Slugline's own: |without anything before it).*");
    }
  }

  @Test
  void shouldRefuseWhatStreamsWouldOverrule() {
    for (String key :
        List.of(
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            ProducerConfig.PARTITIONER_CLASS_CONFIG,
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG)) {
      for (String before :
          List.of("", StreamsConfig.MAIN_CONSUMER_PREFIX, StreamsConfig.PRODUCER_PREFIX)) {
        assertThatThrownBy(() -> load("kafka." + before + key + "=other"))
            .as(key)
            .hasMessageContaining("is Slugline's own: ");
      }
    }
  }

  @Test
  void shouldTakeTheBrokersOfAClientsFileAndRefuseWhatElseIsItsOwn(@TempDir Path dir)
      throws Exception {
    Path file = dir.resolve("client.properties");
    Files.writeString(file, "bootstrap.servers=a.example:9092\nacks=all\nretries=7\n");

    SluglineConfig config = SluglineConfig.of(new GivenSettings().clientFile(file), Check.NONE);

    assertThat(config.text("bootstrap.servers")).isEqualTo("a.example:9092");
    assertThat(config.origin("bootstrap.servers")).isEqualTo(file.toString());
    assertThat(config.clients())
        .containsEntry("bootstrap.servers", "a.example:9092")
        .containsEntry("retries", "7");
    Files.writeString(file, "group.id=desk\n");
    assertThatThrownBy(() -> SluglineConfig.of(new GivenSettings().clientFile(file), Check.NONE))
        .hasMessageStartingWith("kafka.group.id=desk (" + file + "): is Slugline's own: ");
  }

  private static SluglineConfig load(String... sets) throws Exception {
    return SluglineConfig.load(null, Map.of(), List.of(sets));
  }
}
