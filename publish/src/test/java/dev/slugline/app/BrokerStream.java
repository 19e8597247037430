package dev.slugline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slugline.app.broker.Broker;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.Topic;
import dev.slugline.ingest.stream.Topics;
import dev.slugline.publish.PublishTopics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** A stream of its own on a broker: as {@code run} makes it, under a prefix that no other has. */
public final class BrokerStream implements AutoCloseable {
  private static final Duration WITHIN = Duration.ofSeconds(90);

  private final Broker broker;
  private final Path dir;
  private final LoadedCatalogue rules;
  private final SluglineConfig config;
  private final Topics topics;
  private final PublishTopics out;
  private StreamRunner runner;

  private BrokerStream(
      Broker broker, Path dir, LoadedCatalogue rules, SluglineConfig config, StreamRunner runner) {
    this.broker = broker;
    this.dir = dir;
    this.rules = rules;
    this.config = config;
    this.runner = runner;
    this.topics = new Topics(config.text("prefix"));
    this.out = new PublishTopics(config.text("prefix"));
  }

  /** A stream that runs, with the rules of {@link TestRules}. */
  public static BrokerStream start(Broker broker, Path dir, String prefix, String... sets)
      throws Exception {
    BrokerStream stream = prepare(broker, dir, prefix, sets);
    stream.run();
    return stream;
  }

  /** The same, with its topics made and itself not yet started. */
  public static BrokerStream prepare(Broker broker, Path dir, String prefix, String... sets)
      throws Exception {
    return prepare(broker, dir, prefix, TestRules.two(), sets);
  }

  public static BrokerStream prepare(
      Broker broker, Path dir, String prefix, LoadedCatalogue rules, String... sets)
      throws Exception {
    SluglineConfig config = config(broker, dir, prefix, sets);
    return new BrokerStream(
        broker, dir, rules, config, SluglineStream.prepare(config, rules, "test"));
  }

  public static SluglineConfig config(Broker broker, Path dir, String prefix, String... sets)
      throws Exception {
    List<String> all =
        new ArrayList<>(
            List.of(
                "bootstrap.servers=" + broker.bootstrapServers(),
                "prefix=" + prefix,
                "application.id=" + prefix + "-app",
                "partitions=2",
                "state.dir=" + dir.resolve(prefix)));
    all.addAll(List.of(sets));
    return SluglineConfig.load(null, Map.of(), all);
  }

  public void run() throws Exception {
    runner.start();
    assertThat(runner.awaitRunning(WITHIN)).isTrue();
  }

  /** Stops and starts anew; in between, {@code meanwhile} is done. */
  public void restart(Runnable meanwhile) throws Exception {
    runner.close();
    meanwhile.run();
    runner = SluglineStream.prepare(config, rules, "test");
    run();
  }

  public Topics topics() {
    return topics;
  }

  public PublishTopics out() {
    return out;
  }

  public SluglineConfig config() {
    return config;
  }

  /** The settings of an instance on the same topics that has some of its own. */
  public SluglineConfig config(String... sets) throws Exception {
    return config(broker, dir, config.text("prefix"), sets);
  }

  public StreamRunner runner() {
    return runner;
  }

  public RecordMetadata feed(String key, String value) throws Exception {
    return send(
        new ProducerRecord<>(
            topics.raw().name(),
            key.getBytes(StandardCharsets.UTF_8),
            value.getBytes(StandardCharsets.UTF_8)));
  }

  public RecordMetadata send(ProducerRecord<byte[], byte[]> record) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = broker.producer()) {
      return producer.send(record).get();
    }
  }

  public <K, V> List<ConsumerRecord<K, V>> committed(Topic<K, V> topic) {
    return broker.committed(topic);
  }

  /** The receipts, once there are so many; more than that are an error. */
  public List<Receipt> receipts(int count) {
    return records(topics.receipts(), count).stream().map(ConsumerRecord::value).toList();
  }

  /** Stage and outcome of each receipt, once there are so many; more than that are an error. */
  public List<String> outcomes(int count) {
    return receipts(count).stream().map(r -> r.stage() + " " + r.outcome()).toList();
  }

  /** The one dead letter that there is. */
  public ConsumerRecord<byte[], byte[]> letter() {
    List<ConsumerRecord<byte[], byte[]>> letters = committed(topics.deadLetter());
    assertThat(letters).hasSize(1);
    return letters.get(0);
  }

  /** A header as text; empty: there is none. */
  public static String header(ConsumerRecord<?, ?> record, String name) {
    return Objects.requireNonNullElse(SluglineHeaders.get(record.headers(), name), "");
  }

  /** The committed records, once there are so many; more than that are an error. */
  public <K, V> List<ConsumerRecord<K, V>> records(Topic<K, V> topic, int count) {
    List<ConsumerRecord<K, V>> records =
        await().atMost(WITHIN).until(() -> committed(topic), all -> all.size() >= count);
    assertThat(records).hasSize(count);
    return records;
  }

  @Override
  public void close() {
    runner.close();
  }
}
