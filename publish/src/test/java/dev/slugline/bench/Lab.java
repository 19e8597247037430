package dev.slugline.bench;

import dev.slugline.app.SluglineStream;
import dev.slugline.app.StreamRunner;
import dev.slugline.app.broker.EmbeddedBroker;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.AllTopics;
import dev.slugline.app.kafka.TopicAdmin;
import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.ingest.stream.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A broker in a temporary folder, which goes when this is closed. */
final class Lab implements AutoCloseable {
  private final LoadedCatalogue rules = CatalogueLoader.shipped();
  private final List<String> sets;
  private final Path folder;
  private final EmbeddedBroker broker;
  private final Admin admin;
  private int prefixes;
  private boolean closed;

  /**
   * Starts the broker.
   *
   * @param sets settings of the streams, {@code key=value}
   */
  Lab(List<String> sets) throws IOException {
    this.sets = List.copyOf(sets);
    folder = Files.createTempDirectory("slugline-bench");
    broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  String bootstrap() {
    return broker.bootstrapServers();
  }

  /** A prefix that no topic has had before. */
  String prefix() {
    prefixes++;
    return "bench%03d".formatted(prefixes);
  }

  /** The settings under one prefix. */
  SluglineConfig config(String prefix) throws Exception {
    List<String> all = new ArrayList<>(sets);
    all.add("bootstrap.servers=" + bootstrap());
    all.add("prefix=" + prefix);
    all.add("application.id=" + prefix);
    all.add("state.dir=" + folder.resolve("state"));
    return SluglineConfig.load(null, Map.of(), all);
  }

  /** Our stream with its topics, not started. */
  StreamRunner ours(String prefix) throws Exception {
    return SluglineStream.prepare(config(prefix), rules, "bench");
  }

  /** The pass-through with the same topics and settings, not started. */
  StreamRunner passThrough(String prefix, Outputs outputs) throws Exception {
    SluglineConfig config = config(prefix);
    new TopicAdmin(admin, config).create(AllTopics.of(prefix, rules));
    return new StreamRunner(
        PassThrough.build(prefix, config.number("partitions"), outputs::of),
        SluglineStream.properties(config));
  }

  /** The topics that a stream writes for others to read. */
  List<String> written(String prefix) {
    return AllTopics.of(prefix, rules).stream()
        .map(Topic::name)
        .filter(
            name ->
                !name.equals(prefix + ".raw")
                    && !name.equals(prefix + ".retag")
                    && !name.equals(prefix + ".rules"))
        .toList();
  }

  /** Puts the articles from 0 on into the raw topic. */
  void fill(String prefix, BenchArticles articles, int count) throws Exception {
    try (KafkaProducer<String, byte[]> producer = producer(5)) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        sent.add(producer.send(raw(prefix, articles, i)));
      }
      for (Future<RecordMetadata> each : sent) {
        each.get(60, TimeUnit.SECONDS);
      }
    }
  }

  /** The raw record of one article; its key is the article's own id. */
  static ProducerRecord<String, byte[]> raw(String prefix, BenchArticles articles, int number) {
    return new ProducerRecord<>(prefix + ".raw", BenchArticles.id(number), articles.raw(number));
  }

  KafkaProducer<String, byte[]> producer(int lingerMillis) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            bootstrap(),
            "compression.type",
            "lz4",
            // of a topic just made a second request may be taken and the first not, for ever
            "max.in.flight.requests.per.connection",
            1,
            "linger.ms",
            lingerMillis),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  /** Deletes all topics of a prefix and the state, so that the next round finds the same. */
  void drop(String prefix) throws Exception {
    List<String> topics =
        admin.listTopics().names().get(30, TimeUnit.SECONDS).stream()
            .filter(name -> name.startsWith(prefix + ".") || name.startsWith(prefix + "-"))
            .toList();
    admin.deleteTopics(topics).all().get(30, TimeUnit.SECONDS);
    delete(folder.resolve("state"));
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      admin.close();
      broker.close();
      try {
        delete(folder);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot delete " + folder, e);
      }
    }
  }

  private static void delete(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
              throws IOException {
            if (e != null) {
              throw e;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
