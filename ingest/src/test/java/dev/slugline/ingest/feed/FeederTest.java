package dev.slugline.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.stream.ContentType;
import dev.slugline.ingest.stream.SluglineHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FeederTest {
  /** A raw value of at most 100 bytes. */
  static final Limits SMALL =
      new Limits(
          100,
          Limits.DEFAULT.maxItems(),
          Limits.DEFAULT.xmlDepth(),
          Limits.DEFAULT.jsonDepth(),
          Limits.DEFAULT.jsonNumberLength(),
          Limits.DEFAULT.unpackedMaxBytes(),
          Limits.DEFAULT.unpackedMaxRatio(),
          Limits.DEFAULT.pageBudget(),
          Limits.DEFAULT.budget());

  private static final ByteArraySerializer BYTES = new ByteArraySerializer();

  private Path dir = Path.of("");
  private final List<Fed> told = new ArrayList<>();

  @BeforeEach
  void folder(@TempDir Path folder) {
    dir = folder;
  }

  @Test
  void shouldReadAFolderRecursivelyInTheOrderOfNames() throws Exception {
    write("b.txt", "b");
    write("a/z.txt", "az");
    write("a/y.jsonl", "{\"id\":\"1\"}\n\n{\"url\":\"https://example.org/2\"}\nbad\n");
    write("c.json", "{\"title\":\"no name\"}");
    write(".hidden", "not fed");

    List<ProducerRecord<byte[], byte[]>> sent = feed(FeedOptions.NONE, dir.toString());

    assertThat(sent)
        .extracting(r -> text(r.key()) + "=" + text(r.value()))
        .containsExactly(
            "1={\"id\":\"1\"}",
            "https://example.org/2={\"url\":\"https://example.org/2\"}",
            "y.jsonl:4=bad",
            "z.txt=az",
            "b.txt=b",
            "c.json={\"title\":\"no name\"}");
    assertThat(told).hasSize(6).allMatch(Fed.Sent.class::isInstance);
    assertThat(told.get(2))
        .extracting(Fed::input, Fed::line)
        .containsExactly(path("a/y.jsonl"), 4L);
  }

  @Test
  void shouldNameWhatItCannotFeedAndGoOn() throws Exception {
    write("large.txt", "x".repeat(101));
    write("small.txt", "small");

    List<ProducerRecord<byte[], byte[]>> sent =
        feed(
            FeedOptions.NONE,
            path("large.txt"),
            path("none.txt"),
            "https://example.org/a",
            path("small.txt"));

    assertThat(sent).extracting(r -> text(r.value())).containsExactly("small");
    assertThat(told)
        .startsWith(
            new Fed.Refused(path("large.txt"), 0, "101 bytes, more than raw.max.bytes=100"),
            new Fed.Refused(path("none.txt"), 0, "no such file"),
            new Fed.Refused("https://example.org/a", 0, "a URL, and nothing is fetched here"))
        .hasSize(4);
  }

  @Test
  void shouldTellJsonLinesOnStandardInputByTheFirstLine() throws Exception {
    assertThat(piped("\n{\"id\":\"1\"}\n{\"id\":\"2\"}\nbad")).hasSize(3);
    assertThat(piped("{\n\"id\":\"1\"}\n")).hasSize(1);
    assertThat(piped("A title\n\nAnd a body.")).hasSize(1);
    assertThat(piped("[{\"id\":\"1\"},\n{\"id\":\"2\"}]")).hasSize(1);
  }

  /** A program may wait for it before it writes its next line. */
  @Test
  @Timeout(120)
  void shouldTellWhatIsAcknowledgedWhileThePipeIsSilent() throws Exception {
    MockProducer<byte[], byte[]> producer = new MockProducer<>(false, null, BYTES, BYTES);
    BlockingQueue<Fed> heard = new LinkedBlockingQueue<>();
    PipedOutputStream writer = new PipedOutputStream();
    PipedInputStream pipe = new PipedInputStream(writer);
    Feeder feeder = new Feeder(producer, "news.raw", SMALL, FeedOptions.NONE);
    Thread feeding =
        new Thread(
            () -> {
              try {
                feeder.feed(List.of("-"), pipe, heard::add);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    feeding.start();

    for (int i = 0; i < 3; i++) {
      writer.write("{\"id\":\"%d\"}\n".formatted(i).getBytes(StandardCharsets.UTF_8));
      writer.flush();
      while (!producer.completeNext()) {
        Thread.sleep(5);
      }
      assertThat(heard.poll(60, TimeUnit.SECONDS)).isInstanceOf(Fed.Sent.class);
      assertThat(feeder.totals().acknowledged()).isEqualTo(i + 1);
    }
    writer.close();
    feeding.join();
    assertThat(heard).isEmpty();
  }

  @Test
  void shouldGiveSourceTypeAndCauseInTheHeadersThatTheRawTopicHas() throws Exception {
    write("a.jsonl", "{\"id\":\"1\"}");
    write("b.txt", "text");
    FeedOptions options = new FeedOptions("Al \"Ace\" \\ Söhne; Co", null, true, 0, null);

    List<ProducerRecord<byte[], byte[]>> sent = feed(options, dir.toString());

    for (ProducerRecord<byte[], byte[]> record : sent) {
      String type = SluglineHeaders.get(record.headers(), SluglineHeaders.CONTENT_TYPE);
      assertThat(ContentType.source(type)).isEqualTo("Al \"Ace\" \\ Söhne; Co");
      assertThat(SluglineHeaders.get(record.headers(), SluglineHeaders.CAUSE))
          .isEqualTo("backfill");
    }
    assertThat(SluglineHeaders.get(sent.get(0).headers(), SluglineHeaders.CONTENT_TYPE))
        .startsWith("application/json;");
    assertThat(feed(FeedOptions.NONE, path("b.txt")).get(0).headers()).isEmpty();
    assertThat(ContentType.source("text/plain; charset=utf-8; Source = Wire ")).isEqualTo("Wire");
    assertThat(ContentType.source("text/plain; charset=utf-8")).isNull();
    assertThat(ContentType.source("text/plain; source")).isNull();
  }

  @Test
  void shouldNameASendThatFailsAndStopWhereKafkaIsLost() throws Exception {
    write("1.txt", "one");
    write("2.txt", "two");
    write("3.txt", "three");
    Failing large = new Failing(new RecordTooLargeException("too large for the broker"));
    feed(large, FeedOptions.NONE, InputStream.nullInputStream(), dir.toString());
    assertThat(large.history()).hasSize(2);
    assertThat(told.get(0))
        .isEqualTo(
            new Fed.Refused(path("1.txt"), 0, "Kafka did not take it: too large for the broker"));

    told.clear();
    Failing lost = new Failing(new TimeoutException("60 s have passed"));
    feed(lost, FeedOptions.NONE, InputStream.nullInputStream(), path("1.txt"), path("2.txt"));
    assertThat(lost.history()).isEmpty();
    assertThat(told)
        .containsExactly(
            new Fed.Refused(path("1.txt"), 0, "Kafka did not take it: 60 s have passed"),
            new Fed.Refused(path("2.txt"), 0, "not fed: Kafka does not answer any more"));
  }

  @Test
  void shouldSayThatNoBrokerAnswersWithinFifteenSeconds() {
    long start = System.nanoTime();

    assertThatThrownBy(
            () ->
                Feeder.open(
                    Map.of("bootstrap.servers", "127.0.0.1:1"),
                    "news.raw",
                    SMALL,
                    "lz4",
                    FeedOptions.NONE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no Kafka broker answers at 127.0.0.1:1");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
  }

  /** Fails the first send. */
  private static final class Failing extends MockProducer<byte[], byte[]> {
    private final RuntimeException failure;
    private boolean failed;

    Failing(RuntimeException failure) {
      super(true, null, BYTES, BYTES);
      this.failure = failure;
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
      if (failed) {
        return super.send(record);
      }
      failed = true;
      return CompletableFuture.failedFuture(failure);
    }
  }

  private List<ProducerRecord<byte[], byte[]>> piped(String text) throws Exception {
    MockProducer<byte[], byte[]> producer = new MockProducer<>(true, null, BYTES, BYTES);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    feed(producer, FeedOptions.NONE, new ByteArrayInputStream(bytes), "-");
    return producer.history();
  }

  private List<ProducerRecord<byte[], byte[]>> feed(FeedOptions options, String... inputs)
      throws Exception {
    MockProducer<byte[], byte[]> producer = new MockProducer<>(true, null, BYTES, BYTES);
    feed(producer, options, InputStream.nullInputStream(), inputs);
    return producer.history();
  }

  private void feed(
      MockProducer<byte[], byte[]> producer,
      FeedOptions options,
      InputStream stdin,
      String... inputs)
      throws Exception {
    try (Feeder feeder = new Feeder(producer, "news.raw", SMALL, options)) {
      feeder.feed(List.of(inputs), stdin, told::add);
    }
  }

  private void write(String name, String text) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  private String path(String name) {
    return dir.resolve(name).toString();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
