package dev.slugline.ingest;

import static java.util.stream.Collectors.joining;

import dev.slugline.ingest.article.Article.Provenance;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import dev.slugline.ingest.stream.ContentType;
import dev.slugline.ingest.stream.DeadLetter;
import dev.slugline.ingest.stream.EarlyCommit;
import dev.slugline.ingest.stream.Emit;
import dev.slugline.ingest.stream.JsonSerde;
import dev.slugline.ingest.stream.Outlets;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.StreamSettings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Parses one raw record. Each item that is an article goes on by its id; the others have their
 * receipt here, and what broke its dead letter: its own bytes, or, once for all of them, the whole
 * raw record where theirs cannot be cut out. All is made before anything is forwarded.
 */
final class ParseProcessor extends ContextualProcessor<byte[], byte[], String, Emit<byte[]>> {
  private static final byte[] NONE = {};

  private final StreamSettings settings;
  private final RawParser parser;
  private @Nullable EarlyCommit commit;

  ParseProcessor(StreamSettings settings) {
    this.settings = settings;
    this.parser = new RawParser(settings.limits(), settings.dates());
  }

  @Override
  public void init(ProcessorContext<String, Emit<byte[]>> context) {
    super.init(context);
    commit = EarlyCommit.of(context);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Place place = place(record);
    List<ParsedItem> items = parser.parse(raw(record, place));
    Outcome out = new Outcome(record, place, items.size());
    boolean secret = false;
    for (int i = 0; i < items.size(); i++) {
      ParsedItem item = items.get(i);
      if (item instanceof ParsedItem.Ready ready && embargoed(ready)) {
        // held nowhere yet, so it must not pass: its text would be out before its time
        String reason = "embargoed until " + ready.article().embargoedUntil();
        out.receipt(i + 1, "skipped", reason);
        secret = true;
      } else if (item instanceof ParsedItem.Ready ready) {
        onward(out, ready, i + 1);
      } else if (item instanceof ParsedItem.Skipped skipped) {
        out.receipt(i + 1, "skipped", skipped.reason());
      } else if (item instanceof ParsedItem.Broken broken) {
        out.refuse(broken, i + 1);
      }
    }
    out.forward(secret);
    Objects.requireNonNull(commit).after(record);
  }

  private boolean embargoed(ParsedItem.Ready ready) {
    Instant until = ready.article().embargoedUntil();
    return until != null && until.isAfter(now());
  }

  private void onward(Outcome out, ParsedItem.Ready ready, int item) {
    Record<byte[], byte[]> record = out.record;
    Place place = out.place;
    String id = ready.article().id();
    boolean backfill =
        "backfill".equals(SluglineHeaders.get(record.headers(), SluglineHeaders.CAUSE));
    RawItem parsed =
        new RawItem(
            ready.article().toBuilder()
                .provenance(new Provenance(place.topic, place.partition, place.offset, item))
                .build(),
            place.key,
            out.items,
            backfill);
    byte[] json = JsonSerde.bytes(parsed);
    Headers headers = SluglineHeaders.anew(record.headers());
    long size = Outlets.size(id.getBytes(StandardCharsets.UTF_8), json, headers);
    if (size > settings.maxRecordBytes()) {
      String reason = "parsed it is " + size + " bytes; the limit is " + settings.maxRecordBytes();
      out.refuse(
          new ParsedItem.Broken(
              "over-limit", reason, Objects.requireNonNullElse(record.value(), NONE)),
          item);
      return;
    }
    out.made.add(new Record<>(id, new Emit.Onward<>(json), record.timestamp(), headers));
  }

  /** What one raw record becomes, in the order of its items; nothing is sent before the end. */
  private final class Outcome {
    private final Record<byte[], byte[]> record;
    private final Place place;
    private final int items;
    private final List<Record<String, Emit<byte[]>>> made = new ArrayList<>();

    /** Those whose bytes are the whole raw record, by their number. */
    private final SortedMap<Integer, ParsedItem.Broken> whole = new TreeMap<>();

    Outcome(Record<byte[], byte[]> record, Place place, int items) {
      this.record = record;
      this.place = place;
      this.items = items;
    }

    void refuse(ParsedItem.Broken broken, int item) {
      if (broken.bytes() == record.value()) {
        whole.put(item, broken);
      } else {
        letter(broken.bytes(), broken.code(), broken.reason(), Integer.toString(item));
      }
      receipt(item, "dead-letter", broken.code() + ": " + broken.reason());
    }

    /**
     * Sends all that was made.
     *
     * @param secret whether an item is embargoed: then the whole raw record is not let out
     */
    void forward(boolean secret) {
      if (!whole.isEmpty()) {
        String numbers = whole.keySet().stream().map(String::valueOf).collect(joining(","));
        String reason =
            whole.values().stream()
                .map(ParsedItem.Broken::reason)
                .distinct()
                .collect(joining("; "));
        String withheld =
            secret ? " (its bytes stay in " + place.topic + ": a sibling is embargoed)" : "";
        ParsedItem.Broken first = whole.values().iterator().next();
        letter(secret ? NONE : first.bytes(), first.code(), reason + withheld, numbers);
      }
      made.forEach(context()::forward);
    }

    private void letter(byte[] bytes, String code, String reason, String item) {
      DeadLetter letter =
          new DeadLetter(
              bytes,
              code,
              reason,
              "ingest",
              place.topic,
              place.partition,
              place.offset,
              item,
              now());
      aside(
          settings.topics().deadLetter().name(),
          bytes,
          letter.headersOfRaw(record.headers(), items));
    }

    void receipt(int item, String outcome, String reason) {
      Receipt receipt =
          new Receipt(
              place.topic,
              place.partition,
              place.offset,
              place.key,
              item,
              items,
              "ingest",
              outcome,
              null,
              null,
              reason,
              now());
      aside(
          settings.topics().receipts().name(),
          JsonSerde.bytes(receipt),
          SluglineHeaders.anew(record.headers()));
    }

    @SuppressWarnings("NullAway") // a raw record may have no key; Kafka's API is not annotated
    private void aside(String topic, byte[] value, Headers headers) {
      made.add(
          new Record<>(
              null, new Emit.Aside<>(topic, record.key(), value), record.timestamp(), headers));
    }
  }

  private static RawRecord raw(Record<byte[], byte[]> record, Place place) {
    Headers headers = record.headers();
    String contentType = SluglineHeaders.get(headers, SluglineHeaders.CONTENT_TYPE);
    return new RawRecord(
        place.key,
        Objects.requireNonNullElse(record.value(), NONE),
        contentType,
        "retract".equals(SluglineHeaders.get(headers, SluglineHeaders.ACTION)),
        SluglineHeaders.get(headers, SluglineHeaders.RETRACTION),
        SluglineHeaders.get(headers, SluglineHeaders.ARTICLE_ID),
        ContentType.source(contentType),
        Instant.ofEpochMilli(record.timestamp()));
  }

  private Place place(Record<byte[], byte[]> record) {
    RecordMetadata metadata = context().recordMetadata().orElseThrow();
    String key = record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
    return new Place(metadata.topic(), metadata.partition(), metadata.offset(), key);
  }

  private Instant now() {
    return Instant.ofEpochMilli(context().currentSystemTimeMs());
  }

  private record Place(String topic, int partition, long offset, @Nullable String key) {}
}
