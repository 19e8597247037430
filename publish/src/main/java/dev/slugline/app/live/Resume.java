package dev.slugline.app.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slugline.app.kafka.TopicAdmin;
import dev.slugline.ingest.article.ArticleJson;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where the stream of a client goes on: what it came back with is held against what the topic has.
 * What the topic has is asked once a second at most, since clients come back by the hundred.
 * Thread-safe.
 */
final class Resume {
  private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Why nothing can be given behind a place that there is not. */
  private static final String UNKNOWN = "unknown";

  private @Nullable Extent known;

  /**
   * What the topic has.
   *
   * @param window from where on nothing is compacted
   * @param until when it is to be asked again
   */
  private record Extent(Position begin, Position window, Position end, long until) {}

  /**
   * What a client cannot be given any more of a partition.
   *
   * @param to up to where
   * @param onwards where it goes on
   */
  private record Gap(String reason, long to, long onwards) {}

  /** Says where it begins, and to the client what it misses. Kafka's exceptions go through. */
  void resolve(EnrichedReader reader, Subscription subscription) {
    if (subscription.start() instanceof Start.Since since) {
      subscription.resolve(reader.since(since.time()));
      return;
    }
    if (subscription.start() instanceof Start.Foreign foreign) {
      begin(reader.end(), foreign.position(), subscription);
      return;
    }
    Position position = Objects.requireNonNull(subscription.position());
    Extent extent = extent(reader, position);
    long[] next = position.offsets();
    String reason = null;
    ObjectNode missing = ArticleJson.mapper().createObjectNode();
    for (int partition = 0; partition < next.length; partition++) {
      Gap gap = gap(next[partition], partition, extent);
      if (gap != null) {
        reason = gap.reason();
        tell(missing, partition, next[partition], gap);
        next[partition] = gap.onwards();
      }
    }
    Position onwards = Position.of(next);
    subscription.resolve(onwards);
    if (reason != null) {
      subscription.outlet().offer(EventText.reset(reason, missing, onwards));
    }
  }

  /** At the end, since nothing tells which of the other partitions' records it has. */
  private static void begin(Position end, Position foreign, Subscription subscription) {
    ObjectNode missing = ArticleJson.mapper().createObjectNode();
    for (int partition = 0; partition < end.partitions(); partition++) {
      long from = partition < foreign.partitions() ? foreign.next(partition) : 0;
      long to = end.next(partition);
      tell(missing, partition, from, new Gap(UNKNOWN, to, to));
    }
    subscription.resolve(end);
    subscription.outlet().offer(EventText.reset(UNKNOWN, missing, end));
  }

  private static void tell(ObjectNode missing, int partition, long from, Gap gap) {
    missing
        .putObject(Integer.toString(partition))
        .put("from", from)
        .put("to", gap.to())
        .put("why", gap.reason());
  }

  private static @Nullable Gap gap(long next, int partition, Extent extent) {
    long begin = extent.begin().next(partition);
    long end = extent.end().next(partition);
    if (next > end) {
      return new Gap(UNKNOWN, end, end);
    }
    if (next < begin) {
      return new Gap("deleted", begin, begin);
    }
    // what is older may have been compacted: of each article the last record is there
    long window = extent.window().next(partition);
    return next < window ? new Gap("compacted", window, next) : null;
  }

  /** A client that is behind the end as it is known may have seen a later one. */
  private synchronized Extent extent(EnrichedReader reader, Position position) {
    Extent extent = known;
    if (extent == null
        || System.nanoTime() - extent.until() > 0
        || !extent.end().isAtLeast(position)) {
      Position begin = reader.begin();
      Position window = reader.since(Instant.now().minus(TopicAdmin.RESUME_WINDOW));
      extent = new Extent(begin, window, reader.end(), System.nanoTime() + KEPT_NANOS);
      known = extent;
    }
    return extent;
  }
}
