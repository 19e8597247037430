package dev.slugline.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.format.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a second feed of the same inputs does. */
@Timeout(120)
class FeedAgainTest {
  private static final ByteArraySerializer BYTES = new ByteArraySerializer();

  private final List<Fed> told = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private Path dir = Path.of("");
  private Path journal = Path.of("");
  private FeedTotals totals = FeedTotals.NONE;

  @BeforeEach
  void folder(@TempDir Path folder, @TempDir Path state) {
    dir = folder;
    journal = state.resolve("a.journal");
  }

  @Test
  void shouldFeedAFileOnceHoweverOftenItIsNamed() throws Exception {
    write("a.txt", "a");
    write("odd name [1] ä.txt", "odd");
    Files.createSymbolicLink(dir.resolve("link.txt"), Path.of("a.txt"));

    assertThat(feed(new Ending(100), dir.toString(), dir + "/a.txt", dir + "/./a.txt"))
        .containsExactly("a", "odd");
  }

  @Test
  void shouldGoOnBehindTheLastSettledPieceWhereverItWasStopped() throws Exception {
    List<String> lines = IntStream.range(0, 50).mapToObj(i -> "{\"n\":" + i + "}").toList();
    write("b.jsonl", String.join("\n", lines));
    write("a.txt", "first");
    write("c.txt", "last");

    List<String> fed = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      List<String> part = feed(new Ending(10), dir.toString());
      sizes.add(part.size());
      fed.addAll(part);
    }

    List<String> all = new ArrayList<>(List.of("first"));
    all.addAll(lines);
    all.add("last");
    assertThat(fed).containsExactlyElementsOf(all);
    assertThat(sizes).containsExactly(10, 10, 10, 10, 10, 2);
    assertThat(feed(new Ending(10), dir.toString())).isEmpty();
    assertThat(totals.files()).isEqualTo(3);
  }

  @Test
  void shouldFeedTheRestOfAFileThatGrew() throws Exception {
    write("a.jsonl", "{\"n\":1}\n{\"n\":2}\n");
    feed(new Ending(100), dir.toString());
    Files.writeString(dir.resolve("a.jsonl"), "{\"n\":3}\n", StandardOpenOption.APPEND);
    write("new.txt", "new");

    assertThat(feed(new Ending(100), dir.toString())).containsExactly("{\"n\":3}", "new");
    assertThat(notes).isEmpty();
  }

  @Test
  void shouldFeedAgainWhatIsAnotherFileAndSaySo() throws Exception {
    write("a.jsonl", "{\"n\":1}\n{\"n\":2}\n{\"n\":3}\n");
    feed(new Ending(2), dir.toString());
    write("a.jsonl", "{\"n\":1}\n{\"n\":20}\n{\"n\":3}\n{\"n\":4}\n");

    assertThat(feed(new Ending(100), dir.toString()))
        .containsExactly("{\"n\":1}", "{\"n\":20}", "{\"n\":3}", "{\"n\":4}");
    assertThat(notes)
        .containsExactly(
            dir.resolve("a.jsonl") + ": has changed since it was fed: is fed again from its start");
    write("a.jsonl", "{\"n\":1}\n");
    assertThat(feed(new Ending(100), dir.toString())).containsExactly("{\"n\":1}");
  }

  @Test
  void shouldTryAgainWhatWasRefusedOrInDoubt() throws Exception {
    write("a.txt", "a");
    write("b.txt", "x".repeat(200));
    write("c.txt", "c");
    MockProducer<byte[], byte[]> dead =
        new MockProducer<>(true, null, BYTES, BYTES) {
          @Override
          public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
            return new String(record.value(), StandardCharsets.UTF_8).equals("c")
                ? CompletableFuture.failedFuture(new TimeoutException("60 s have passed"))
                : super.send(record);
          }
        };
    feed(dead, dir.toString());
    told.clear();

    assertThat(feed(new Ending(100), dir.toString())).containsExactly("c");
    assertThat(told)
        .contains(
            new Fed.Refused(
                dir.resolve("b.txt").toString(), 0, "200 bytes, more than raw.max.bytes=100"));
  }

  @Test
  void shouldHoldBackToTheRate() throws Exception {
    write("a.jsonl", "{}\n".repeat(21));
    long start = System.nanoTime();
    try (Feeder feeder =
        new Feeder(
            new Ending(100),
            "news.raw",
            Limits.DEFAULT,
            new FeedOptions(null, null, true, 20, null))) {
      feeder.feed(List.of(dir.toString()), InputStream.nullInputStream(), told::add);
    }
    assertThat(System.nanoTime() - start).isBetween(900_000_000L, 20_000_000_000L);
    assertThat(told).hasSize(21);
  }

  /** Stops its feeder as soon as it was given so many records, as a signal does. */
  private static final class Ending extends MockProducer<byte[], byte[]> {
    private final int most;
    private @Nullable Feeder feeder;

    Ending(int most) {
      super(true, null, BYTES, BYTES);
      this.most = most;
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
      Future<RecordMetadata> sent = super.send(record);
      if (history().size() == most) {
        try {
          Objects.requireNonNull(feeder).stop();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      return sent;
    }
  }

  private List<String> feed(MockProducer<byte[], byte[]> producer, String... inputs)
      throws Exception {
    try (Feeder feeder = new Feeder(producer, "news.raw", FeederTest.SMALL, FeedOptions.NONE)) {
      if (producer instanceof Ending ending) {
        ending.feeder = feeder;
      }
      FeedJournal kept = FeedJournal.open(journal, true);
      kept.begin(Map.of(0, 0L));
      feeder.keep(kept, notes::add);
      feeder.feed(List.of(inputs), InputStream.nullInputStream(), told::add);
      totals = feeder.totals();
    }
    return producer.history().stream()
        .map(it -> new String(it.value(), StandardCharsets.UTF_8))
        .toList();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(dir.resolve(name), text);
  }
}
