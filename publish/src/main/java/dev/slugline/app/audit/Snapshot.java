package dev.slugline.app.audit;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.ingest.IngestStage;
import dev.slugline.ingest.stream.Topics;
import dev.slugline.publish.PublishTopics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What is to be judged, settled before anything is read. In this order: up to where the group has
 * worked the raw topic; that what it made of that has crossed the repartition; where the outputs
 * end by then, twice: up to the first of these no transaction is open, up to the second they are
 * read, so that whatever belongs to a record before the first is before the second on its topic.
 * Between the two it is asked which tag topics there are: rules and their topics come and go while
 * it waits.
 */
final class Snapshot {
  /** How long what is between the hops may take. */
  private static final Duration HOP_WITHIN = Duration.ofSeconds(30);

  /** For how long no instance may be in the group meanwhile: a stream that stopped leaves some. */
  private static final Duration HOP_ABSENT = Duration.ofSeconds(5);

  private final String prefix;
  private final long historyMillis;
  private final Map<String, TopicSpan> spans = new TreeMap<>();
  private final TreeSet<String> tagTopics = new TreeSet<>();
  private final String embargoes;
  private final String hop;
  private Map<TopicPartition, Long> hopWorked = Map.of();
  private Map<TopicPartition, Long> hopEnds = Map.of();
  private long rawLeft;
  private boolean running;
  private long takenUnworked;

  private Snapshot(SluglineConfig config) {
    prefix = config.text("prefix");
    historyMillis = config.duration("history.ms").toMillis();
    String application = config.text("application.id");
    embargoes = IngestStage.embargoes(application);
    hop = IngestStage.repartition(application);
  }

  /**
   * Settles it.
   *
   * @param within how long to wait for the stream to work what is on the raw topic now, whether an
   *     instance is there or not
   * @param say is told what keeps it waiting
   * @throws IOException when the broker does not answer or a topic is not there
   */
  static Snapshot take(SluglineConfig config, Duration within, Consumer<String> say)
      throws IOException {
    Snapshot made = new Snapshot(config);
    try (BrokerOffsets offsets = new BrokerOffsets(config)) {
      made.settle(offsets, new Backlog(config, offsets, say), within);
    }
    return made;
  }

  private void settle(BrokerOffsets offsets, Backlog backlog, Duration within) throws IOException {
    String raw = new Topics(prefix).raw().name();
    List<String> outputs = outputs();
    Set<String> before = offsets.topics();
    for (String output : outputs) {
      require(before, output);
    }
    require(before, raw);
    List<TopicPartition> partitions = offsets.partitions(List.of(raw));
    Map<TopicPartition, Long> rawEnds = offsets.committed(partitions);
    Map<TopicPartition, Long> worked = backlog.await(raw, rawEnds, within, within);
    running = offsets.isRunning();
    Set<String> existing = offsets.topics(); // a stream that first ran meanwhile has made its own
    if (existing.contains(hop)) {
      hopEnds = offsets.written(offsets.partitions(List.of(hop)));
      hopWorked = Backlog.atMost(backlog.await(hop, hopEnds, HOP_WITHIN, HOP_ABSENT), hopEnds);
      // what the stream deleted there by now is on the outputs, whose ends are asked next
      Map<TopicPartition, Long> starts = Backlog.atMost(offsets.starts(hopEnds.keySet()), hopEnds);
      starts.forEach((partition, start) -> hopWorked.merge(partition, start, Math::max));
    }
    if (existing.contains(embargoes)) {
      outputs.add(embargoes);
    }
    long now = System.currentTimeMillis();
    Config settings = config(offsets.settings(List.of(raw)), raw);
    settleRaw(offsets, rawEnds, worked, new TopicSpan(raw, settings, now));
    settleOutputs(offsets, outputs, now);
  }

  private static Config config(Map<String, Config> settings, String topic) {
    return Objects.requireNonNull(settings.get(topic), topic);
  }

  /** Those that are there whatever the rules are. */
  private List<String> outputs() {
    Topics topics = new Topics(prefix);
    return new ArrayList<>(
        List.of(
            topics.receipts().name(),
            topics.articles().name(),
            topics.withdrawn().name(),
            topics.deadLetter().name(),
            new PublishTopics(prefix).enriched().name()));
  }

  private static void require(Set<String> existing, String topic) throws IOException {
    if (!existing.contains(topic)) {
      throw new IOException(
          "there is no topic " + topic + "; is it another prefix (--set prefix=...)?");
    }
  }

  private void settleRaw(
      BrokerOffsets offsets,
      Map<TopicPartition, Long> ends,
      Map<TopicPartition, Long> worked,
      TopicSpan span)
      throws IOException {
    Map<TopicPartition, Long> starts = offsets.starts(ends.keySet());
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      long start = Objects.requireNonNull(starts.get(end.getKey()));
      long at = Math.min(worked.getOrDefault(end.getKey(), 0L), end.getValue());
      takenUnworked += Math.max(0, start - at);
      rawLeft += end.getValue() - Math.max(start, at);
      span.add(end.getKey(), start, at, at);
    }
    spans.put(span.topic(), span);
  }

  private void settleOutputs(BrokerOffsets offsets, List<String> outputs, long now)
      throws IOException {
    List<TopicPartition> partitions = offsets.partitions(outputs);
    Map<TopicPartition, Long> sure = offsets.committed(partitions);
    // asked only now: the topics that a record before that end was sent to are among them
    offsets.topics().stream().filter(it -> it.startsWith(tagTopic(""))).forEach(tagTopics::add);
    List<TopicPartition> tags = offsets.partitions(tagTopics);
    sure.putAll(offsets.committed(tags));
    partitions.addAll(tags);
    Map<TopicPartition, Long> ends = offsets.written(partitions);
    Map<TopicPartition, Long> starts = offsets.starts(partitions);
    outputs.addAll(tagTopics);
    Map<String, Config> settings = offsets.settings(outputs);
    for (TopicPartition partition : partitions) {
      spans
          .computeIfAbsent(partition.topic(), it -> new TopicSpan(it, config(settings, it), now))
          .add(
              partition,
              Objects.requireNonNull(starts.get(partition)),
              Objects.requireNonNull(sure.get(partition)),
              Objects.requireNonNull(ends.get(partition)));
    }
  }

  private TopicSpan span(String topic) {
    return Objects.requireNonNull(spans.get(topic), topic);
  }

  TopicSpan raw() {
    return span(new Topics(prefix).raw().name());
  }

  TopicSpan receipts() {
    return span(new Topics(prefix).receipts().name());
  }

  TopicSpan articles() {
    return span(new Topics(prefix).articles().name());
  }

  TopicSpan withdrawn() {
    return span(new Topics(prefix).withdrawn().name());
  }

  TopicSpan letters() {
    return span(new Topics(prefix).deadLetter().name());
  }

  TopicSpan enriched() {
    return span(new PublishTopics(prefix).enriched().name());
  }

  /** What waits for the end of an embargo, as the stream remembers it; null: it never ran. */
  @Nullable TopicSpan embargoes() {
    return spans.get(embargoes);
  }

  /** The names of the tag topics that there are. */
  Set<String> tagTopics() {
    return tagTopics;
  }

  List<TopicSpan> tags() {
    return tagTopics.stream().map(this::span).toList();
  }

  /** A tag topic by its name; null: it is not there. */
  @Nullable TopicSpan tag(String topic) {
    return spans.get(topic);
  }

  String tagTopic(String tag) {
    return new PublishTopics(prefix).tag(tag).name();
  }

  /** The tag of a tag topic. */
  String tagOf(String topic) {
    return topic.substring(tagTopic("").length());
  }

  /** The topic between the two hops. */
  String hop() {
    return hop;
  }

  /** Where the group stands on it; empty: it is not there. */
  Map<TopicPartition, Long> hopWorked() {
    return hopWorked;
  }

  /** Where it ended when the group had worked the raw topic as far as it is judged. */
  Map<TopicPartition, Long> hopEnds() {
    return hopEnds;
  }

  /** Whether an item's raw record is among those that are judged. */
  boolean isJudged(Place place) {
    return raw().holds(place.partition(), place.offset());
  }

  /** The same of a place on any topic. */
  boolean isJudged(@Nullable String topic, Place place) {
    return raw().topic().equals(topic) && isJudged(place);
  }

  /** How many raw records are not worked yet, at most: transactions leave gaps. */
  long rawLeft() {
    return rawLeft;
  }

  /** How many offsets of the raw topic retention took before they were worked. */
  long takenUnworked() {
    return takenUnworked;
  }

  /** Whether an instance of the stream runs. */
  boolean isRunning() {
    return running;
  }

  long historyMillis() {
    return historyMillis;
  }

  /** About how many records there are to read. */
  long offsets() {
    return spans.values().stream().mapToLong(TopicSpan::offsets).sum();
  }

  /** All topics that are read, by name; not what is between the hops. */
  Map<String, TopicSpan> spans() {
    return spans;
  }
}
