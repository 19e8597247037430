package dev.slugline.app.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slugline.app.broker.Broker;
import dev.slugline.app.broker.Brokers;
import dev.slugline.ingest.stream.Topic;
import dev.slugline.ingest.stream.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stream, killed again and again in the middle of its articles, loses nothing and doubles
 * nothing: every committed record of every topic against a model. {@code -Dseed=} plays one again.
 */
@Timeout(600)
class KillIT {
  private static final Topics TOPICS = new Topics("news");
  private static final Duration PROGRESS_WITHIN = Duration.ofSeconds(90);

  private final Map<String, String> storyAt = new HashMap<>();
  private final List<Integer> openTransactions = new ArrayList<>();
  private final long began = System.currentTimeMillis();
  private Path dir;

  Brokers brokers() {
    return Brokers.asked();
  }

  int articles() {
    return 5_000;
  }

  /** When: after so many of a hundred receipts. */
  List<Integer> kills() {
    return List.of(10, 35, 60);
  }

  @BeforeEach
  void folder(@TempDir Path folder) {
    dir = folder;
  }

  @Test
  void shouldAccountForEveryRecordAfterKills() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("KillIT: replay with -Dseed=" + seed);
    Tags tags = new Tags();
    Model model = new Model(tags);
    List<Raw> raws = Feed.of(new Random(seed), articles());
    // a killed member is missed as soon as its session is over
    try (Broker broker =
        brokers().start(dir.resolve("broker"), Map.of("group.min.session.timeout.ms", "1000"))) {
      try (StreamProcess first = start(broker)) {
        await().atMost(PROGRESS_WITHIN).until(() -> exists(broker, TOPICS.raw().name(), first));
        feed(broker, raws, model);
        killAndRunToTheEnd(broker, first, model.items());
      }

      Account account = account(broker);

      assertThat(account.topics().keySet()).isEqualTo(model.topics().keySet());
      model
          .topics()
          .forEach(
              (topic, must) ->
                  assertSame(topic, account.topics().getOrDefault(topic, Map.of()), must));
      assertThat(openTransactions).as("a kill in the middle of a transaction").contains(1);
    }
  }

  private StreamProcess start(Broker broker) throws Exception {
    return StreamProcess.run(
        broker.bootstrapServers(),
        dir.resolve("run.log"),
        List.of(
            "partitions=2",
            "raw.max.bytes=" + Feed.RAW_MAX_BYTES,
            // long transactions: each kill undoes many records
            "commit.interval.ms=500",
            "state.dir=" + dir.resolve("state"),
            "kafka.session.timeout.ms=2000",
            "kafka.heartbeat.interval.ms=300"));
  }

  private void killAndRunToTheEnd(Broker broker, StreamProcess first, int items) throws Exception {
    StreamProcess running = first;
    try (Admin admin = broker.admin();
        KafkaConsumer<byte[], byte[]> counter = consumer(broker, TOPICS.receipts().name())) {
      long seen = 0;
      for (int percent : kills()) {
        seen = awaitReceipts(counter, seen, items * percent / 100, running);
        await().pollInterval(Duration.ofMillis(1)).until(() -> openTransactions(admin) > 0);
        running.kill();
        openTransactions.add(openTransactions(admin));
        seen += drain(counter);
        System.out.printf(
            "KillIT: killed after %d s and %d of %d receipts, open transactions: %s%n",
            (System.currentTimeMillis() - began) / 1000, seen, items, openTransactions);
        assertThat(seen).as("killed in the middle of the work").isLessThan(items);
        running = start(broker);
      }
      awaitReceipts(counter, seen, items, running);
      System.out.printf("KillIT: done in %d s%n", (System.currentTimeMillis() - began) / 1000);
      assertThat(running.stop(25)).as("stopped within 25 s").isTrue();
    } finally {
      running.close();
    }
  }

  private static long awaitReceipts(
      KafkaConsumer<byte[], byte[]> counter, long seen, long wanted, StreamProcess running)
      throws Exception {
    long count = seen;
    long end = System.nanoTime() + PROGRESS_WITHIN.toNanos();
    while (count < wanted) {
      int more = counter.poll(Duration.ofMillis(20)).count();
      if (more > 0) {
        count += more;
        end = System.nanoTime() + PROGRESS_WITHIN.toNanos();
      }
      running.assertAlive();
      assertThat(System.nanoTime()).as("%d of %d receipts", count, wanted).isLessThan(end);
    }
    return count;
  }

  /** What was committed and is not yet read. */
  private static long drain(KafkaConsumer<byte[], byte[]> counter) {
    long count = 0;
    Map<TopicPartition, Long> ends = counter.endOffsets(counter.assignment());
    while (ends.entrySet().stream().anyMatch(e -> counter.position(e.getKey()) < e.getValue())) {
      count += counter.poll(Duration.ofMillis(20)).count();
    }
    return count;
  }

  private static int openTransactions(Admin admin) throws Exception {
    return (int)
        admin.listTransactions().all().get().stream()
            .filter(t -> t.state() == TransactionState.ONGOING)
            .map(TransactionListing::transactionalId)
            .filter(id -> id.startsWith("slugline-"))
            .count();
  }

  private void feed(Broker broker, List<Raw> raws, Model model) throws Exception {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer = broker.producer()) {
      for (Raw raw : raws) {
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(TOPICS.raw().name(), bytes(raw.key()), raw.value());
        raw.headers().forEach((name, value) -> record.headers().add(name, bytes(value)));
        sent.add(producer.send(record));
      }
    }
    for (int i = 0; i < raws.size(); i++) {
      RecordMetadata at = sent.get(i).get();
      String place = at.topic() + "-" + at.partition() + "@" + at.offset();
      Raw raw = raws.get(i);
      model.take(raw, place);
      for (int item = 0; item < raw.items().size(); item++) {
        if (raw.items().get(item) instanceof Item.Text text) {
          storyAt.put(place + "#" + (item + 1), text.story());
        } else if (raw.items().get(item) instanceof Item.Kill kill) {
          storyAt.put(place + "#" + (item + 1), kill.story());
        } else if (raw.items().get(item) instanceof Item.Held held) {
          storyAt.put(place + "#" + (item + 1), held.story());
        }
      }
    }
    System.out.printf("KillIT: fed %d raw records with %d items%n", raws.size(), model.items());
  }

  private Account account(Broker broker) throws Exception {
    Account account = new Account(new Tags().catalogue());
    Set<String> names;
    try (Admin admin = broker.admin()) {
      names = new TreeSet<>(admin.listTopics().names().get());
    }
    names.removeIf(name -> !name.startsWith("news."));
    names.removeAll(Set.of(TOPICS.raw().name(), "news.rules"));
    account.receipts(read(broker, TOPICS.receipts().name()), storyAt);
    Set<String> judged = new HashSet<>(Set.of(TOPICS.receipts().name()));
    for (String name : names) {
      String topic = name.substring("news.".length());
      List<ConsumerRecord<byte[], byte[]>> records = read(broker, name);
      if (topic.equals("articles")) {
        account.articles(records);
      } else if (topic.equals("enriched") || topic.startsWith("tag.")) {
        account.enriched(topic, records);
      } else if (topic.equals("withdrawn")) {
        account.withdrawn(records);
      } else if (topic.equals("dead-letter")) {
        account.deadLetters(records);
      } else if (topic.equals("retag")) {
        assertThat(records).isEmpty();
      } else {
        continue;
      }
      judged.add(name);
    }
    assertThat(judged).isEqualTo(names);
    return account;
  }

  private List<ConsumerRecord<byte[], byte[]>> read(Broker broker, String topic) {
    List<ConsumerRecord<byte[], byte[]>> records =
        broker.committed(
            new Topic<>(
                topic, Serdes.ByteArray(), Serdes.ByteArray(), TOPICS.articles().settings()));
    assertThat(records)
        .allSatisfy(r -> assertThat(r.timestamp()).isBetween(began, System.currentTimeMillis()));
    return records;
  }

  private static void assertSame(
      String topic, Map<String, List<String>> is, Map<String, List<String>> must) {
    Map<String, List<String>> missing = new TreeMap<>(must);
    missing.entrySet().removeIf(e -> e.getValue().equals(is.get(e.getKey())));
    Map<String, List<String>> wrong = new TreeMap<>(is);
    wrong.entrySet().removeIf(e -> e.getValue().equals(must.get(e.getKey())));
    int records = is.values().stream().mapToInt(List::size).sum();
    System.out.printf("KillIT: %s: %d records of %d keys%n", topic, records, is.size());
    assertThat(some(wrong)).as("%s: %d keys differ", topic, wrong.size()).isEqualTo(some(missing));
  }

  /** A few are enough to see what is wrong. */
  private static Map<String, List<String>> some(Map<String, List<String>> all) {
    Map<String, List<String>> some = new TreeMap<>();
    all.entrySet().stream().limit(3).forEach(e -> some.put(e.getKey(), e.getValue()));
    return some;
  }

  private static boolean exists(Broker broker, String topic, StreamProcess running)
      throws Exception {
    running.assertAlive();
    try (Admin admin = broker.admin()) {
      return admin.listTopics().names().get().contains(topic);
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(Broker broker, String topic) {
    Map<String, Object> config = new HashMap<>();
    config.put("bootstrap.servers", broker.bootstrapServers());
    config.put("isolation.level", "read_committed");
    config.put("auto.offset.reset", "earliest");
    config.put("max.poll.records", 5_000);
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.assign(List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1)));
    return consumer;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
