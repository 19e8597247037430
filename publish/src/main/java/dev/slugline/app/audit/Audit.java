package dev.slugline.app.audit;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.enrich.catalogue.RuleHistory;
import dev.slugline.enrich.catalogue.RuleLog;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Accounts for every item of every raw record. All topics are read once, into rows of ids, numbers
 * and positions on a temporary file, sorted there by raw record and by article; then bucket after
 * bucket is judged, so that memory does not grow with the topics. Runs on the caller's thread.
 */
public final class Audit {
  private final SluglineConfig config;
  private final Duration within;
  private final Path folder;
  private final LongConsumer progress;
  private final Consumer<String> say;

  /**
   * @param within how long to wait for the stream to work what is on the raw topic now
   * @param folder where the temporary file lies; about half a kilobyte a raw record
   * @param progress is told how many records were read
   * @param say is told, for a person, what keeps it waiting
   */
  public Audit(
      SluglineConfig config,
      Duration within,
      Path folder,
      LongConsumer progress,
      Consumer<String> say) {
    this.config = config;
    this.within = within;
    this.folder = folder;
    this.progress = progress;
    this.say = say;
  }

  /**
   * Does it.
   *
   * @param found is told of each finding, in no order
   * @throws IOException when the broker does not answer, a topic is not there, the stream never
   *     ran, or the temporary file cannot be written
   */
  public AuditReport run(Consumer<Finding> found) throws IOException {
    Snapshot snapshot = Snapshot.take(config, within, say);
    if (!snapshot.isRunning() && snapshot.raw().offsets() == 0 && snapshot.rawLeft() > 0) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "nothing of %s is worked: up to %,d records are there, and no instance with"
                  + " application.id %s runs or ran; is it another one (--set application.id=...)?",
              snapshot.raw().topic(),
              snapshot.rawLeft(),
              config.text("application.id")));
    }
    Findings findings = new Findings(found);
    Totals totals = new Totals();
    Names tags = new Names();
    Names catalogues = new Names();
    long rows = snapshot.offsets();
    try (BrokerOffsets offsets = new BrokerOffsets(config);
        Buckets places = new Buckets(folder, rows);
        Buckets articles = new Buckets(folder, rows)) {
      RowMaker maker = new RowMaker(snapshot, places, articles, tags, catalogues, findings, totals);
      WaitingRows waiting = new WaitingRows(snapshot, places, articles, findings);
      new Intake(config, offsets, snapshot, maker, waiting, progress).readAll();
      PlaceJudge placeJudge = new PlaceJudge(snapshot, findings, totals);
      judge(
          places,
          PlaceRow::read,
          row -> new Place(row.partition(), row.offset(), 0),
          placeJudge::judge);
      // the rule log is read last, so that it has every catalogue that a record names
      OwnTopics own = new OwnTopics(history(), catalogues, tagsThatExist(snapshot));
      TagJudge tagJudge = new TagJudge(snapshot, own, tags, catalogues, findings);
      ArticleJudge articleJudge = new ArticleJudge(snapshot, tagJudge, findings, totals);
      judge(articles, ArticleRow::read, ArticleRow::id, articleJudge::judge);
    }
    return report(snapshot, totals, findings);
  }

  private RuleHistory history() throws IOException {
    return new RuleLog(config.clients(), config.text("prefix")).read();
  }

  private static Set<String> tagsThatExist(Snapshot snapshot) {
    return snapshot.tagTopics().stream().map(snapshot::tagOf).collect(Collectors.toSet());
  }

  private interface Read<T> {
    T of(DataInputStream in) throws IOException;
  }

  private static <T, K> void judge(
      Buckets buckets, Read<T> read, Function<T, K> key, Consumer<List<T>> judge)
      throws IOException {
    for (int i = 0; i < buckets.count(); i++) {
      Map<K, List<T>> byKey = new HashMap<>();
      byte[] bytes = buckets.take(i);
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      while (in.available() > 0) {
        T row = read.of(in);
        byKey.computeIfAbsent(key.apply(row), it -> new ArrayList<>(4)).add(row);
      }
      byKey.values().forEach(judge);
    }
  }

  private static AuditReport report(Snapshot snapshot, Totals totals, Findings findings) {
    Map<String, Long> outcomes = new LinkedHashMap<>();
    totals.items.forEach((outcome, count) -> outcomes.put(outcome.text(), count));
    long items =
        totals.items.values().stream().mapToLong(Long::longValue).sum()
            + totals.itemsMissing
            + totals.itemsOnTheirWay
            + totals.itemsBeyond;
    return new AuditReport(
        new AuditReport.Raw(
            totals.rawRecords,
            totals.accounted,
            totals.withoutReceipts,
            totals.onTheirWay,
            totals.rawBeyond),
        new AuditReport.Items(
            items,
            outcomes,
            totals.itemsMissing,
            totals.itemsOnTheirWay,
            totals.itemsBeyond,
            totals.released,
            totals.held,
            totals.dropped,
            totals.lettersWaiting),
        totals.later,
        new AuditReport.Articles(totals.standing, totals.retracted, totals.moving),
        totals.tags,
        new AuditReport.Beyond(totals.outputsBeyond, snapshot.takenUnworked(), totals.otherLetters),
        new AuditReport.Unworked(snapshot.isRunning(), snapshot.rawLeft()),
        snapshot.spans().values().stream().map(Audit::topic).toList(),
        findings.counts());
  }

  private static AuditReport.Topic topic(TopicSpan span) {
    Map<Integer, Long> firsts = new TreeMap<>();
    for (Map.Entry<TopicPartition, Long> start : span.starts().entrySet()) {
      firsts.put(start.getKey().partition(), start.getValue());
    }
    long since = span.wholeSince();
    return new AuditReport.Topic(
        span.topic(),
        span.records(),
        firsts,
        span.isCut(),
        since == Long.MIN_VALUE ? null : Instant.ofEpochMilli(since),
        span.oldest(),
        span.newest());
  }
}
