package dev.slugline.app;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.enrich.Tagger;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.enrich.rule.Rule;
import dev.slugline.ingest.stream.StreamSettings;
import dev.slugline.ingest.stream.Topic;
import dev.slugline.ingest.stream.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/**
 * Makes a stream of an installation's settings: the broker asked, the topics there, ready to start.
 */
public final class SluglineStream {
  private SluglineStream() {}

  /**
   * A stream that is not started yet.
   *
   * @param version of Slugline, which each enriched record carries
   * @throws Preflight.Refused when the broker cannot do what is needed
   * @throws TopicAdmin.Refused when a topic does not fit
   */
  public static StreamRunner prepare(SluglineConfig config, LoadedCatalogue rules, String version)
      throws Preflight.Refused, TopicAdmin.Refused, InterruptedException {
    String application = config.text("application.id");
    Preflight.check(config.clients(), application);
    List<Topic<?, ?>> topics = AllTopics.of(config.text("prefix"), rules);
    try (Admin admin = Admin.create(config.clients())) {
      new TopicAdmin(admin, config).create(topics);
    }
    Set<String> names = topics.stream().map(Topic::name).collect(Collectors.toUnmodifiableSet());
    return new StreamRunner(topology(config, rules, version, names), properties(config));
  }

  private static Topology topology(
      SluglineConfig config, LoadedCatalogue rules, String version, Set<String> topics) {
    Set<String> ownTopic =
        rules.catalogue().rules().stream()
            .filter(Rule::ownTopic)
            .map(Rule::id)
            .collect(Collectors.toUnmodifiableSet());
    return SluglineTopology.build(
        StreamSettings.of(
            new Topics(config.text("prefix")),
            config.number("partitions"),
            config.limits(),
            config.duration("history.ms")),
        () -> new Tagger(rules.catalogue(), rules.hash(), version),
        ownTopic::contains,
        topics::contains);
  }

  /** What Kafka Streams is configured with. */
  public static Properties properties(SluglineConfig config) {
    Properties properties =
        StreamRunner.config(
            config.text("application.id"),
            config.clients(),
            stateDir(config).toString(),
            config.number("num.stream.threads"),
            config.duration("commit.interval.ms").toMillis(),
            config.text("compression.type"),
            config.maxMessageBytes());
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, config.number("replication.factor"));
    return properties;
  }

  /** Where the state stores lie: as configured, else in the user's state folder. */
  static Path stateDir(SluglineConfig config) {
    String configured = config.text("state.dir");
    if (!configured.isEmpty()) {
      return Path.of(configured);
    }
    String state = System.getenv("XDG_STATE_HOME");
    Path base =
        state == null || state.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(state);
    return base.resolve("slugline").resolve("streams");
  }
}
