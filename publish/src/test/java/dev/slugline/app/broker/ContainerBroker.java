package dev.slugline.app.broker;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.exception.NotFoundException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.kafka.KafkaContainer;

/**
 * A broker of the image {@value #IMAGE}, by Testcontainers. The image is pulled only where {@code
 * -Dbroker=testcontainers} asks for it; else a test that has no engine or no image is skipped.
 */
final class ContainerBroker implements Broker {
  static final String IMAGE = "apache/kafka:4.3.1";

  /** Three seconds on a machine at rest; tests run on busy ones. */
  private static final Duration START_WITHIN = Duration.ofMinutes(3);

  /** As the broker in the process has them: small, quick, strict. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "auto.create.topics.enable", "false",
          "group.initial.rebalance.delay.ms", "0",
          "message.max.bytes", Integer.toString(2 * 8 * 1024 * 1024 + 64 * 1024),
          "offsets.topic.num.partitions", "4",
          "replica.fetch.max.bytes", Integer.toString(2 * 8 * 1024 * 1024 + 64 * 1024),
          "share.coordinator.state.topic.min.isr", "1",
          "share.coordinator.state.topic.replication.factor", "1",
          "transaction.state.log.num.partitions", "4");

  private final KafkaContainer container;

  private ContainerBroker(KafkaContainer container) {
    this.container = container;
  }

  static boolean asked() {
    return "testcontainers".equals(System.getProperty("broker"));
  }

  static Broker start(Map<String, String> overrides) {
    String lacking = lacking();
    assumeTrue(lacking.isEmpty(), "not run on " + IMAGE + ": " + lacking);
    KafkaContainer container = new KafkaContainer(IMAGE).withStartupTimeout(START_WITHIN);
    SETTINGS.forEach((key, value) -> container.withEnv(variable(key), value));
    overrides.forEach((key, value) -> container.withEnv(variable(key), value));
    container.start();
    return new ContainerBroker(container);
  }

  /** Why there can be none here; empty: there can be. */
  private static String lacking() {
    try {
      if (!DockerClientFactory.instance().isDockerAvailable()) {
        return "no Docker engine answers";
      }
    } catch (ContainerFetchException e) {
      return "the image that cleans up after it is not to be had, without which it runs where"
          + " TESTCONTAINERS_RYUK_DISABLED=true; "
          + e.getMessage();
    }
    return asked() || isThere()
        ? ""
        : "the image is not there; 'docker pull " + IMAGE + "' gets it";
  }

  private static boolean isThere() {
    try {
      DockerClientFactory.lazyClient().inspectImageCmd(IMAGE).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }

  /** As the image names a broker setting. */
  private static String variable(String setting) {
    return "KAFKA_" + setting.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  @Override
  public String bootstrapServers() {
    return container.getBootstrapServers();
  }

  @Override
  public void close() {
    container.stop();
  }
}
