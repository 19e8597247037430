package dev.slugline.app.config;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Holds what goes through to the Kafka clients against Kafka's own tables. A name that none of them
 * knows is let through: interceptors, login modules and the like have names of their own.
 */
final class KafkaSettings {
  private static final ConfigDef CONSUMER = ConsumerConfig.configDef();
  private static final ConfigDef PRODUCER = ProducerConfig.configDef();
  private static final ConfigDef ADMIN = AdminClientConfig.configDef();
  private static final List<ConfigDef> CLIENTS = List.of(CONSUMER, PRODUCER, ADMIN);

  /** Whose clients Kafka Streams gives settings by a name of their own. */
  private static final Map<String, ConfigDef> OF_STREAMS =
      Map.of(
          StreamsConfig.CONSUMER_PREFIX, CONSUMER,
          StreamsConfig.MAIN_CONSUMER_PREFIX, CONSUMER,
          StreamsConfig.RESTORE_CONSUMER_PREFIX, CONSUMER,
          StreamsConfig.GLOBAL_CONSUMER_PREFIX, CONSUMER,
          StreamsConfig.PRODUCER_PREFIX, PRODUCER,
          StreamsConfig.ADMIN_CLIENT_PREFIX, ADMIN);

  /** What a provider of Kafka's puts a value in the place of. */
  private static final String PLACEHOLDER = "${";

  private KafkaSettings() {}

  /**
   * Tells what no client would take, and what Slugline sets itself.
   *
   * @param kafka the settings without what is before each of them in ours
   * @param prefix what that is
   */
  static void check(Map<String, String> kafka, String prefix, Problems problems) {
    boolean provided = kafka.containsKey(AbstractConfig.CONFIG_PROVIDERS_CONFIG);
    kafka.forEach(
        (name, value) -> {
          String own = OwnKafkaSettings.problem(ofClient(name), value);
          if (own != null) {
            problems.add(prefix + name, own);
          } else if (!provided || !value.contains(PLACEHOLDER)) {
            check(name, value, prefix + name, problems);
          }
        });
  }

  /** Without what Streams puts before it for one kind of client. */
  private static String ofClient(String name) {
    return OF_STREAMS.keySet().stream()
        .filter(name::startsWith)
        .map(before -> name.substring(before.length()))
        .findAny()
        .orElse(name);
  }

  private static void check(String name, String value, String told, Problems problems) {
    for (Map.Entry<String, ConfigDef> client : OF_STREAMS.entrySet()) {
      if (name.startsWith(client.getKey())) {
        String rest = name.substring(client.getKey().length());
        check(List.of(client.getValue()), rest, value, told, problems);
      }
    }
    boolean ofClients = CLIENTS.stream().anyMatch(table -> table.names().contains(name));
    // what Streams shares with its clients it may take in a way of its own, which we set
    List<ConfigDef> tables = ofClients ? CLIENTS : List.of(StreamsConfig.configDef());
    check(tables, name, value, told, problems);
  }

  private static void check(
      List<ConfigDef> tables, String name, String value, String told, Problems problems) {
    for (ConfigDef table : tables) {
      ConfigKey key = table.configKeys().get(name);
      if (key != null && !problems.has(told)) {
        try {
          SettingValue.of(key, value);
        } catch (IllegalArgumentException e) {
          problems.add(told, String.valueOf(e.getMessage()));
        }
      }
    }
  }
}
