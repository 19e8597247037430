package dev.slugline.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slugline.app.BrokerStream;
import dev.slugline.app.broker.Broker;
import dev.slugline.ingest.stream.SluglineHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a slow client is to the others, with clients whose speed the test sets. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveStreamsIT {
  private static final Duration WITHIN = Duration.ofSeconds(90);
  private static final Wanted ALL =
      new Wanted(Set.of(), null, 0, Set.of(), Set.of(), Set.of(), Set.of(), 0);

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private Broker broker = Broker.NONE;
  private BrokerStream topics;

  @BeforeAll
  void start(@TempDir Path dir) throws Exception {
    broker = Broker.inProcess(dir.resolve("broker"));
    topics = BrokerStream.prepare(broker, dir, "live");
  }

  @AfterAll
  void stop() {
    clock.shutdownNow();
    topics.close();
    broker.close();
  }

  @Test
  void shouldNotGiveAllTheSpeedOfOneThatTakesAnEventJustInTime() throws Exception {
    Client steady = new Client();
    Client other = new Client();
    try (LiveStreams streams = LiveStreams.start(topics.config())) {
      assertThat(streams.open(ALL, new Start.Now(), steady)).isTrue();
      assertThat(streams.open(ALL, new Start.Now(), other)).isTrue();
      often(other::takeAll);
      await().atMost(WITHIN).until(() -> begun(steady) && begun(other));
      // sooner than the others wait for anybody, but in all far too slow
      Future<?> pace = clock.scheduleWithFixedDelay(steady::take, 0, 150, TimeUnit.MILLISECONDS);
      publish(0, 300);

      await().atMost(WITHIN).until(() -> other.articles().size() >= 300);
      // at one speed it would be two events behind; at its own it takes three quarters of a minute
      assertThat(steady.articles()).hasSizeLessThan(250);

      pace.cancel(false);
      often(steady::takeAll);
      await().atMost(WITHIN).until(() -> steady.articles().size() >= 300);
      publish(300, 320);
      await().atMost(WITHIN).until(() -> steady.articles().size() >= 320);
      await().atMost(WITHIN).until(() -> other.articles().size() >= 320);
    }
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 320; i++) {
      all.add("story-" + i);
    }
    assertThat(steady.articles()).containsExactlyElementsOf(all);
    assertThat(other.articles()).containsExactlyElementsOf(all);
  }

  private void often(Runnable task) {
    Future<?> unused = clock.scheduleAtFixedRate(task, 0, 1, TimeUnit.MILLISECONDS);
  }

  private static boolean begun(Client client) {
    client.takeAll();
    return client.taken().stream().anyMatch(text -> text.contains("id: "));
  }

  /** To one partition, so that there is one order. */
  private void publish(int from, int to) throws Exception {
    String enriched = topics.out().enriched().name();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer = broker.producer()) {
      for (int i = from; i < to; i++) {
        String article =
            "{\"id\":\"story-" + i + "\",\"body\":\"" + "It rained. ".repeat(100) + "\"}";
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(enriched, 0, bytes("story-" + i), bytes(article));
        SluglineHeaders.put(record.headers(), SluglineHeaders.CAUSE, "new");
        sent.add(producer.send(record));
      }
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A client that takes what waits for it when it is told to; two events are as many as may. */
  private static final class Client implements Outlet {
    private static final long MOST = 2_000;

    private final Deque<byte[]> queue = new ArrayDeque<>();
    private final List<String> taken = new ArrayList<>();
    private boolean open = true;

    synchronized void take() {
      byte[] next = queue.pollFirst();
      if (next != null) {
        taken.add(new String(next, StandardCharsets.UTF_8));
      }
    }

    synchronized void takeAll() {
      while (!queue.isEmpty()) {
        take();
      }
    }

    synchronized List<String> taken() {
      return List.copyOf(taken);
    }

    /** The ids of the articles that it has taken. */
    List<String> articles() {
      return taken().stream()
          .filter(text -> text.contains("event: article"))
          .map(text -> text.replaceFirst("(?s).*data: \\{\"id\":\"([^\"]*)\".*", "$1"))
          .toList();
    }

    @Override
    public synchronized boolean offer(byte[] bytes) {
      if (open) {
        queue.addLast(bytes);
      }
      return open;
    }

    @Override
    public synchronized boolean isFull() {
      return waiting() > MOST;
    }

    @Override
    public synchronized long waiting() {
      return queue.stream().mapToLong(bytes -> bytes.length).sum();
    }

    @Override
    public synchronized boolean isOpen() {
      return open;
    }

    @Override
    public synchronized void end(byte[] last) {
      offer(last);
      open = false;
    }
  }
}
