package dev.slugline.app;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.config.StateFolder;
import dev.slugline.app.kafka.AllTopics;
import dev.slugline.app.kafka.Preflight;
import dev.slugline.app.kafka.TopicAdmin;
import dev.slugline.enrich.catalogue.CurrentCatalogue.Live;
import dev.slugline.enrich.catalogue.InvalidRulesException;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.enrich.catalogue.RuleLog;
import dev.slugline.ingest.stream.Embargo;
import dev.slugline.ingest.stream.StreamSettings;
import dev.slugline.ingest.stream.Topic;
import dev.slugline.ingest.stream.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a stream of an installation's settings: the broker asked, the topics there, ready to start.
 */
public final class SluglineStream {
  private static final Logger LOG = LoggerFactory.getLogger(SluglineStream.class);

  private static final Object KAFKA_MISSES_AFTER_MILLIS =
      Objects.requireNonNull(
          ConsumerConfig.configDef().defaultValues().get(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG));

  private SluglineStream() {}

  /**
   * A stream that is not started yet. It tags with the catalogue of the rule log.
   *
   * @param first the catalogue that is written where the rule log has none
   * @param version of Slugline, which each enriched record carries
   * @throws Preflight.Refused when the broker cannot do what is needed
   * @throws TopicAdmin.Refused when a topic does not fit
   * @throws IOException when the rule log cannot be read or written, or there is no folder for the
   *     state stores
   * @throws InvalidRulesException when the catalogue of the rule log cannot be made here
   */
  public static StreamRunner prepare(SluglineConfig config, LoadedCatalogue first, String version)
      throws Preflight.Refused,
          TopicAdmin.Refused,
          IOException,
          InvalidRulesException,
          InterruptedException {
    String prefix = config.text("prefix");
    makeStateDir(config);
    Preflight.check(config.clients(), config.text("application.id"));
    RuleLog log = new RuleLog(config.clients(), prefix);
    List<Topic<?, ?>> topics;
    Live rules;
    Set<String> names;
    try (Admin admin = Admin.create(config.clients())) {
      TopicAdmin creation = new TopicAdmin(admin, config);
      creation.create(List.of(RuleLog.topic(prefix)));
      rules = rules(config, log, first, "slugline run " + version);
      topics = AllTopics.of(prefix, rules.catalogue());
      creation.create(topics);
      // those of removed rules too: what stands on them may have to be taken back at once
      names = new HashSet<>(creation.names());
      topics.forEach(topic -> names.add(topic.name()));
    }
    StartChecks.check(config, topics);
    LOG.info(
        "Slugline {} starts on {}: application.id {}, prefix {}, {}, {}, {} ({})",
        version,
        config.text("bootstrap.servers"),
        config.text("application.id"),
        prefix,
        counted(config.number("partitions"), "partition"),
        counted(config.number("num.stream.threads"), "stream thread"),
        counted(rules.catalogue().documents().size(), "rule"),
        rules.catalogue().hash());
    LiveParts parts = new LiveParts(config, log, rules, names);
    return new StreamRunner(topology(config, parts, version), properties(config), parts);
  }

  /** Those of the rule log; {@code first}, once it is written, where the log has none yet. */
  private static Live rules(SluglineConfig config, RuleLog log, LoadedCatalogue first, String by)
      throws Preflight.Refused, IOException, InvalidRulesException, InterruptedException {
    Optional<Live> current = log.current();
    if (current.isPresent()) {
      return current.get();
    }
    StartChecks.firstRules(config);
    return log.currentOr(first, by);
  }

  /** Streams makes it too, and cannot say by which setting it is another. */
  private static void makeStateDir(SluglineConfig config) throws IOException {
    Path folder = stateDir(config);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IOException(
          "state.dir=%s (%s): the folder cannot be made; set it to one of your own"
              .formatted(folder, config.origin("state.dir")),
          e);
    }
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static Topology topology(SluglineConfig config, LiveParts parts, String version) {
    return SluglineTopology.build(
        StreamSettings.of(
                new Topics(config.text("prefix")),
                config.number("partitions"),
                config.limits(),
                config.duration("history.ms"))
            .with(config.dates())
            .with(Embargo.valueOf(config.text("embargo"))),
        parts.catalogue(),
        version,
        parts.topics());
  }

  /** What Kafka Streams is configured with. */
  public static Properties properties(SluglineConfig config) {
    Properties properties =
        StreamRunner.config(
            config.text("application.id"),
            config.text("prefix"),
            config.clients(),
            stateDir(config).toString(),
            config.number("num.stream.threads"),
            config.duration("commit.interval.ms").toMillis(),
            config.text("compression.type"),
            config.maxMessageBytes());
    String shape = TopologyShape.of(config.text("prefix"), config.number("partitions"));
    properties.put(
        StreamsConfig.CLIENT_ID_CONFIG,
        TopologyShape.clientId(config.text("application.id"), shape));
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, config.number("replication.factor"));
    return properties;
  }

  /** How long an instance that was killed is waited for, until others take over what it had. */
  public static Duration missedAfter(SluglineConfig config) {
    Object millis =
        new StreamsConfig(properties(config))
            .getMainConsumerConfigs(config.text("application.id"), "", 0)
            .getOrDefault(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, KAFKA_MISSES_AFTER_MILLIS);
    return Duration.ofMillis(Long.parseLong(String.valueOf(millis)));
  }

  /** Where the state stores lie: as configured, else in the user's state folder. */
  public static Path stateDir(SluglineConfig config) {
    String configured = config.text("state.dir");
    return configured.isEmpty() ? StateFolder.ofUser().resolve("streams") : Path.of(configured);
  }
}
