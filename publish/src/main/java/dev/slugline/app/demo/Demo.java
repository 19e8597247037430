package dev.slugline.app.demo;

import dev.slugline.app.SluglineStream;
import dev.slugline.app.StreamRunner;
import dev.slugline.app.broker.EmbeddedBroker;
import dev.slugline.app.config.ConfigProblems;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.AllTopics;
import dev.slugline.app.kafka.Preflight;
import dev.slugline.app.kafka.TopicAdmin;
import dev.slugline.app.kafka.TopicReader;
import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.enrich.catalogue.InvalidRulesException;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.enrich.language.LanguageDetection;
import dev.slugline.ingest.feed.Fed;
import dev.slugline.ingest.feed.FeedOptions;
import dev.slugline.ingest.feed.Feeder;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.Topic;
import dev.slugline.ingest.stream.Topics;
import dev.slugline.publish.PublishTopics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A whole installation for a moment: broker, topics and stream in this process, on free ports and
 * in a temporary folder, independent of the user's settings. Closing it, from any thread and more
 * than once, takes all of it away.
 */
public final class Demo implements AutoCloseable {
  private static final Duration START_WITHIN = Duration.ofMinutes(2);

  private static final Duration PATIENCE = Duration.ofSeconds(45);

  private final TemporaryFolder folder;
  private final String version;
  private final Consumer<String> progress;
  private @Nullable EmbeddedBroker broker;
  private @Nullable StreamRunner stream;
  private boolean closed;

  /**
   * Nothing runs yet.
   *
   * @param version of Slugline, which each enriched record carries
   * @param progress told what is being done
   */
  public Demo(String version, Consumer<String> progress) throws IOException {
    this.folder = new TemporaryFolder("slugline-demo");
    this.version = version;
    this.progress = progress;
  }

  /**
   * The run's report.
   *
   * @param refused inputs that were not fed at all, with the reason
   */
  public record Result(Report report, List<Fed.Refused> refused) {}

  /**
   * Starts everything, feeds the inputs and waits until all of it has come out.
   *
   * @param inputs files, folders or {@code -}; none: the sample
   * @throws IOException when it does not come out, in words for a person
   */
  public Result run(List<String> inputs, InputStream stdin)
      throws IOException,
          InterruptedException,
          ConfigProblems,
          InvalidRulesException,
          Preflight.Refused,
          TopicAdmin.Refused {
    CompletableFuture<LoadedCatalogue> loading =
        CompletableFuture.supplyAsync(CatalogueLoader::shipped);
    // its classes and models, which every task needs, take a while when they come first
    CompletableFuture<Void> warm = loading.thenRun(() -> new LanguageDetection().prepare());
    progress.accept("starting Kafka in " + folder.path());
    SluglineConfig config = config(startBroker());
    LoadedCatalogue rules = loading.join();
    progress.accept("starting the stream with " + rules.catalogue().rules().size() + " rules");
    StreamRunner running = startStream(config, rules);
    Collected collected = new Collected(config);
    feed(config, inputs, stdin, collected);
    warm.join();
    if (!running.awaitRunning(START_WITHIN)) {
      throw new IOException("the stream did not start; it is " + running.state());
    }
    progress.accept("running; waiting until all has come out");
    await(config, rules, running, collected);
    return new Result(
        Reports.of(collected.prefix, collected.receipts, collected.outputs), collected.refused);
  }

  /** Where Kafka listens. */
  public synchronized String bootstrapServers() {
    return broker == null ? "" : broker.bootstrapServers();
  }

  /** Waits for the end of the stream, which comes when this is closed, or when it fails. */
  public void awaitEnd() throws InterruptedException {
    StreamRunner running;
    synchronized (this) {
      running = stream;
    }
    if (running != null) {
      running.awaitEnd();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (stream != null) {
      stream.close();
      stream = null;
    }
    if (broker != null) {
      broker.close();
      broker = null;
    }
    folder.close();
  }

  private synchronized String startBroker() throws IOException, InterruptedException {
    stopIfClosed();
    broker = EmbeddedBroker.start(folder.path().resolve("broker"), 0);
    return broker.bootstrapServers();
  }

  private synchronized StreamRunner startStream(SluglineConfig config, LoadedCatalogue rules)
      throws IOException,
          InterruptedException,
          InvalidRulesException,
          Preflight.Refused,
          TopicAdmin.Refused {
    stopIfClosed();
    stream = SluglineStream.prepare(config, rules, version);
    stream.start();
    return stream;
  }

  private void stopIfClosed() throws InterruptedException {
    if (closed) {
      throw new InterruptedException("closed");
    }
  }

  private SluglineConfig config(String bootstrap) throws ConfigProblems, IOException {
    Path state = folder.path().resolve("state");
    return SluglineConfig.load(
        null,
        Map.of(),
        List.of("bootstrap.servers=" + bootstrap, "replication.factor=1", "state.dir=" + state));
  }

  /** What comes out, as it is read. */
  private static final class Collected {
    private final String prefix;
    private final Receipts receipts = new Receipts();
    private final Outputs outputs;
    private final List<Fed.Refused> refused = new ArrayList<>();

    Collected(SluglineConfig config) {
      this.prefix = config.text("prefix");
      this.outputs = new Outputs(prefix);
    }

    void fed(Fed fed) {
      if (fed instanceof Fed.Sent sent) {
        receipts.fed(sent);
      } else if (fed instanceof Fed.Refused it) {
        refused.add(it);
      }
    }
  }

  private void feed(
      SluglineConfig config, List<String> inputs, InputStream stdin, Collected collected)
      throws IOException, InterruptedException {
    List<String> from = inputs;
    Path samples = folder.path().resolve("sample");
    if (inputs.isEmpty()) {
      progress.accept("feeding the sample");
      from = Sample.copyTo(samples).stream().map(Path::toString).toList();
    } else {
      progress.accept("feeding " + String.join(" ", inputs));
    }
    try (Feeder feeder =
        Feeder.open(
            config.clients(),
            new Topics(collected.prefix).raw().name(),
            config.limits(),
            config.text("compression.type"),
            FeedOptions.NONE)) {
      feeder.feed(from, stdin, fed -> collected.fed(inputs.isEmpty() ? bare(fed, samples) : fed));
    }
  }

  /**
   * The sample's files by their own names: where they lie for the moment tells a reader nothing.
   */
  private static Fed bare(Fed fed, Path samples) {
    String name = samples.relativize(Path.of(fed.input())).toString();
    if (fed instanceof Fed.Sent it) {
      return new Fed.Sent(name, it.line(), it.topic(), it.partition(), it.offset());
    }
    return fed instanceof Fed.Refused it ? new Fed.Refused(name, it.line(), it.reason()) : fed;
  }

  /**
   * Each item's receipt stands in the same transaction as what became of it. So once all receipts
   * are there all else is written, and what is written by then is read to its end.
   */
  private static void await(
      SluglineConfig config, LoadedCatalogue rules, StreamRunner running, Collected collected)
      throws IOException, InterruptedException {
    Topic<String, Receipt> topic = new Topics(collected.prefix).receipts();
    Receipts receipts = collected.receipts;
    Consumer<ConsumerRecord<byte[], byte[]>> sink =
        record ->
            receipts.take(topic.value().deserializer().deserialize(topic.name(), record.value()));
    try (TopicReader reader = new TopicReader(config, List.of(topic.name()))) {
      AtomicLong last = new AtomicLong(System.nanoTime());
      reader.follow(
          record -> {
            sink.accept(record);
            last.set(System.nanoTime());
            return true;
          },
          () ->
              receipts.missing() > 0
                  && !running.failed()
                  && System.nanoTime() - last.get() < PATIENCE.toNanos());
      if (running.failed()) {
        throw new IOException("the stream failed");
      }
      if (receipts.missing() > 0) {
        throw new IOException(
            "%d of %d raw records have no receipt, and for %d s none came"
                .formatted(receipts.missing(), receipts.rawRecords(), PATIENCE.toSeconds()));
      }
      reader.readWritten(sink, PATIENCE);
    }
    PublishTopics publish = new PublishTopics(collected.prefix);
    List<String> read =
        AllTopics.of(collected.prefix, rules).stream()
            .map(Topic::name)
            .filter(
                name ->
                    name.equals(publish.enriched().name())
                        || name.equals(new Topics(collected.prefix).articles().name())
                        || name.startsWith(publish.tag("").name()))
            .toList();
    try (TopicReader reader = new TopicReader(config, read)) {
      reader.readWritten(collected.outputs::take, PATIENCE);
    }
  }
}
