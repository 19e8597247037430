package dev.slugline.app.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * The one list of what Slugline sets for Kafka's clients itself: a value of somebody else's would
 * be overruled in silence, or would lose or double news.
 */
final class OwnKafkaSettings {
  /** Those that Slugline has by the same name, such as {@code bootstrap.servers}. */
  private static final Set<String> SHARED = shared();

  private static final Map<String, Own> OWN = own();

  /** The values that are Slugline's too, the first one by its usual name, and why. */
  private record Own(List<String> same, String why) {}

  private OwnKafkaSettings() {}

  /** Whether Slugline has a setting of its own by this name of Kafka's. */
  static boolean isShared(String name) {
    return SHARED.contains(name);
  }

  /**
   * What is wrong with a setting for Kafka's clients; null: it is not Slugline's own, or says what
   * Slugline does anyway.
   *
   * @param name as Kafka has it, without what Streams puts before it for one kind of client
   */
  static @Nullable String problem(String name, String value) {
    if (isShared(name)) {
      return "set " + name + ", without anything before it";
    }
    Own own = OWN.get(name);
    if (own == null || own.same().contains(value.strip().toLowerCase(Locale.ROOT))) {
      return null;
    }
    String ours = own.same().isEmpty() ? "" : own.same().get(0) + ", since ";
    return "is Slugline's own: " + ours + own.why() + "; leave it out";
  }

  /** All of them. */
  static Set<String> names() {
    Set<String> names = new HashSet<>(SHARED);
    names.addAll(OWN.keySet());
    return names;
  }

  private static Set<String> shared() {
    Set<String> names = new HashSet<>(StreamsConfig.configDef().names());
    names.addAll(ConsumerConfig.configNames());
    names.addAll(ProducerConfig.configNames());
    names.addAll(AdminClientConfig.configNames());
    names.retainAll(SettingsTable.make().names());
    return Set.copyOf(names);
  }

  private static Map<String, Own> own() {
    Map<String, Own> own = new HashMap<>();
    producers(own);
    consumers(own);
    stream(own);
    internalTopics(own);
    put(own, "clients are told apart by it", List.of(), "client.id");
    put(own, "bootstrap.servers says where the brokers are", List.of(), "bootstrap.controllers");
    return Map.copyOf(own);
  }

  private static void producers(Map<String, Own> own) {
    put(own, "nothing may be lost", List.of("all", "-1"), ProducerConfig.ACKS_CONFIG);
    put(
        own,
        "nothing may be there twice",
        List.of("true"),
        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG);
    put(
        own,
        "records must stay in their order",
        List.of(),
        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION);
    put(own, "it follows from raw.max.bytes", List.of(), ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
    put(
        own,
        "exactly-once has its transactions",
        List.of(),
        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
    put(
        own,
        "exactly-once ends its transactions itself",
        List.of("false"),
        ProducerConfig.TRANSACTION_TWO_PHASE_COMMIT_ENABLE_CONFIG);
    String partition = "all that concerns an article goes to one partition";
    put(own, partition, List.of(), ProducerConfig.PARTITIONER_CLASS_CONFIG);
    put(own, partition, List.of("false"), ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG);
    put(
        own,
        "the topics say what their keys and values are",
        List.of(),
        ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
        StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG,
        StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG);
  }

  private static void consumers(Map<String, Own> own) {
    put(
        own,
        "what is not committed may never be",
        List.of("read_committed"),
        ConsumerConfig.ISOLATION_LEVEL_CONFIG);
    put(
        own,
        "offsets are committed with what was made of their records",
        List.of("false"),
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG);
    put(
        own,
        "nothing may be passed over",
        List.of("earliest"),
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG);
    put(
        own,
        "topics are made with settings that fit",
        List.of("false"),
        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG);
    put(own, "application.id names the groups", List.of(), ConsumerConfig.GROUP_ID_CONFIG);
    put(
        own,
        "the stream works with no other",
        List.of("classic"),
        ConsumerConfig.GROUP_PROTOCOL_CONFIG);
    put(
        own,
        "the stream shares out its partitions",
        List.of(),
        ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG,
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG);
  }

  private static void stream(Map<String, Own> own) {
    put(
        own,
        "nothing may be lost or there twice",
        List.of(StreamsConfig.EXACTLY_ONCE_V2),
        StreamsConfig.PROCESSING_GUARANTEE_CONFIG);
    put(
        own,
        "instances must have the same names for what they keep",
        List.of("true"),
        StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG);
    put(own, "what is due is committed after it", List.of(), StreamsConfig.POLL_MS_CONFIG);
    put(
        own,
        "a record's time is when it came",
        List.of(),
        StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG);
    put(
        own,
        "what fails becomes a dead letter, or stops the stream",
        List.of(),
        "default.deserialization.exception.handler",
        "default.production.exception.handler",
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
        StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
        StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG);
  }

  /** What is here would be cleaned away, or not taken. */
  private static void internalTopics(Map<String, Own> own) {
    put(
        own,
        "the stream's own topics keep what it needs",
        List.of(),
        StreamsConfig.topicPrefix("cleanup.policy"),
        StreamsConfig.topicPrefix("max.message.bytes"),
        StreamsConfig.topicPrefix("retention.bytes"),
        StreamsConfig.topicPrefix("retention.ms"));
  }

  private static void put(Map<String, Own> own, String why, List<String> same, String... names) {
    for (String name : names) {
      own.put(name, new Own(same, why));
    }
  }
}
