package dev.slugline.enrich.catalogue;

import dev.slugline.enrich.catalogue.CurrentCatalogue.Live;
import dev.slugline.enrich.catalogue.RuleLogEntry.Deleted;
import dev.slugline.enrich.catalogue.RuleLogEntry.Manifest;
import dev.slugline.enrich.catalogue.RuleLogEntry.Written;
import dev.slugline.ingest.stream.JsonSerde;
import dev.slugline.ingest.stream.Topic;
import dev.slugline.ingest.stream.TopicSettings;
import dev.slugline.ingest.stream.TopicSettings.Keep;
import dev.slugline.ingest.stream.TopicSettings.Partitions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ConcurrentTransactionsException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The log of all rule changes, {@code news.rules}. A catalogue is written as one transaction under
 * the id {@code <prefix>-rules}: the changed rules, then the manifest. A second writer fences the
 * first, so that neither overwrites the other unseen. Thread-safe: each call has clients of its
 * own.
 */
public final class RuleLog {
  private static final Duration WITHIN = Duration.ofSeconds(30);
  private static final int ATTEMPTS = 5;
  private static final Duration PAUSE = Duration.ofMillis(400);
  private static final int MAX_REQUEST_BYTES = 16 * 1024 * 1024;

  private final Map<String, Object> clients;
  private final String prefix;
  private final Topic<String, RuleLogEntry> topic;
  private final Function<Map<String, Object>, Producer<String, byte[]>> producers;

  /**
   * The rule log of an installation.
   *
   * @param clients what every Kafka client gets; the topic must be there
   */
  public RuleLog(Map<String, Object> clients, String prefix) {
    this(
        clients,
        prefix,
        config -> new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer()));
  }

  /** With producers that can fail as a broker makes them fail. */
  RuleLog(
      Map<String, Object> clients,
      String prefix,
      Function<Map<String, Object>, Producer<String, byte[]>> producers) {
    this.producers = producers;
    this.clients = Map.copyOf(clients);
    this.prefix = prefix;
    this.topic = topic(prefix);
  }

  /** The topic: one partition, kept for ever. */
  public static Topic<String, RuleLogEntry> topic(String prefix) {
    return new Topic<>(
        prefix + ".rules",
        Serdes.String(),
        JsonSerde.of(RuleLogEntry.class),
        new TopicSettings(Partitions.ONE, "delete", Keep.FOREVER));
  }

  /** Another writer was there first: nothing was written. */
  public static final class Conflict extends Exception {
    private static final long serialVersionUID = 1L;

    Conflict(String message) {
      super(message);
    }
  }

  /**
   * Reads all that is committed now. A record that cannot be read is passed over with a warning.
   *
   * @throws IOException when the broker does not give it within half a minute
   */
  public RuleHistory read() throws IOException {
    try (RuleLogReader reader = reader()) {
      reader.readToEnd();
      return reader.history();
    }
  }

  /** A reader that stands at the start of the log. */
  RuleLogReader reader() throws IOException {
    return new RuleLogReader(clients, topic);
  }

  /**
   * The catalogue that holds; empty: the log has none yet.
   *
   * @throws InvalidRulesException when it cannot be made here
   */
  public Optional<Live> current() throws IOException, InvalidRulesException {
    RuleHistory history = read();
    Optional<RuleHistory.Applied> current = history.current();
    if (current.isEmpty()) {
      return Optional.empty();
    }
    String hash = current.get().manifest().hash();
    return Optional.of(new Live(history.catalogue(hash), current.get().sequence()));
  }

  /**
   * The catalogue that holds, or the given one, written where the log has none yet. Of several
   * instances that start together one writes; those that it takes the id from wait a little, each
   * for another while, so that they do not take it from one another again.
   *
   * @throws InvalidRulesException when the catalogue that holds cannot be made here
   */
  public Live currentOr(LoadedCatalogue first, String by)
      throws IOException, InvalidRulesException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      Optional<Live> current = current();
      if (current.isPresent()) {
        return current.get();
      }
      try {
        return new Live(first, write(first, null, by));
      } catch (Conflict e) {
        if (attempt == ATTEMPTS) {
          throw new IOException(topic.name() + " cannot be written: " + e.getMessage(), e);
        }
        long most = attempt * PAUSE.toMillis();
        Thread.sleep(ThreadLocalRandom.current().nextLong(most / 2, most));
      }
    }
  }

  /**
   * Writes a catalogue as the one that holds.
   *
   * @param base the hash of the catalogue that it is to replace; null: none
   * @return its sequence
   * @throws Conflict when another holds, or another writer came in between
   */
  public long write(LoadedCatalogue catalogue, @Nullable String base, String by)
      throws IOException, Conflict {
    Manifest manifest = new Manifest(catalogue.hash(), versions(catalogue), by, Instant.now());
    try {
      try {
        return write(catalogue, base, manifest);
      } catch (Unsettled e) {
        return write(catalogue, base, manifest); // Kafka settles the first before the second begins
      }
    } catch (Unsettled e) {
      throw cannotBeWritten(e.failure);
    }
  }

  /** Kafka said neither that a transaction is committed nor why it is not. */
  private static final class Unsettled extends Exception {
    private static final long serialVersionUID = 1L;
    private final KafkaException failure;

    Unsettled(KafkaException failure) {
      super(failure);
      this.failure = failure;
    }
  }

  private long write(LoadedCatalogue catalogue, @Nullable String base, Manifest manifest)
      throws IOException, Conflict, Unsettled {
    Map<String, Object> config = new HashMap<>(clients);
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, prefix + "-rules");
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, WITHIN.toMillis());
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
    try (Producer<String, byte[]> producer = producers.apply(config)) {
      producer.initTransactions(); // from here on, an earlier writer is fenced
      RuleHistory history = read();
      OptionalLong written = sequence(history, manifest);
      if (written.isPresent()) {
        return written.getAsLong();
      }
      String now = history.current().map(it -> it.manifest().hash()).orElse(null);
      if (!Objects.equals(now, base)) {
        throw new Conflict("the catalogue that holds is " + now + ", not " + base);
      }
      AtomicLong last = new AtomicLong();
      producer.beginTransaction();
      for (RuleLogEntry entry : changes(history, catalogue, manifest)) {
        var unused = // a send that fails fails the commit
            producer.send(
                new ProducerRecord<>(topic.name(), 0, entry.key(), JsonSerde.bytes(entry)),
                (sent, failure) -> last.set(sent.offset()));
      }
      commit(producer);
      return last.get(); // the manifest's, which is sent last
    } catch (KafkaException e) {
      if (!isFenced(e)) {
        throw cannotBeWritten(e);
      }
      // what the other's coming ended is in the log, where the commit came before it
      OptionalLong written = sequence(read(), manifest);
      if (written.isPresent()) {
        return written.getAsLong();
      }
      throw new Conflict("another writer came in between");
    }
  }

  private static OptionalLong sequence(RuleHistory history, Manifest manifest) {
    return history.applied().stream()
        .filter(it -> it.manifest().equals(manifest))
        .mapToLong(RuleHistory.Applied::sequence)
        .findFirst();
  }

  private static void commit(Producer<?, ?> producer) throws Unsettled {
    try {
      producer.commitTransaction();
    } catch (KafkaException e) {
      if (isFenced(e)) {
        throw e;
      }
      throw new Unsettled(e);
    }
  }

  private IOException cannotBeWritten(KafkaException e) {
    return new IOException(topic.name() + " cannot be written: " + e.getMessage(), e);
  }

  /** What the broker answers to one whose id another has taken over depends on how far it was. */
  static boolean isFenced(KafkaException e) {
    return isTakenOver(e) || isTakenOver(e.getCause());
  }

  private static boolean isTakenOver(@Nullable Throwable e) {
    return e instanceof ProducerFencedException
        || e instanceof InvalidProducerEpochException
        || e instanceof InvalidTxnStateException
        || e instanceof InvalidPidMappingException
        || e instanceof ConcurrentTransactionsException;
  }

  private static SortedMap<String, String> versions(LoadedCatalogue catalogue) {
    SortedMap<String, String> versions = new TreeMap<>();
    for (RuleDocument document : catalogue.documents()) {
      Written written = Written.of(document);
      versions.put(written.id(), written.version());
    }
    return versions;
  }

  private static List<RuleLogEntry> changes(
      RuleHistory history, LoadedCatalogue catalogue, Manifest manifest) {
    List<RuleLogEntry> entries = new ArrayList<>();
    for (RuleDocument document : catalogue.documents()) {
      Written written = Written.of(document);
      if (!written.equals(history.document(written.id(), written.version()))) {
        entries.add(written);
      }
    }
    history
        .current()
        .ifPresent(
            before ->
                before.manifest().rules().keySet().stream()
                    .filter(id -> !manifest.rules().containsKey(id))
                    .forEach(id -> entries.add(new Deleted(id))));
    entries.add(manifest);
    return entries;
  }
}
