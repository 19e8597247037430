package dev.slugline.ingest;

import dev.slugline.ingest.article.Article.Provenance;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import dev.slugline.ingest.stream.ContentType;
import dev.slugline.ingest.stream.DeadLetter;
import dev.slugline.ingest.stream.Emit;
import dev.slugline.ingest.stream.JsonSerde;
import dev.slugline.ingest.stream.Outlets;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.StreamSettings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Parses one raw record. Each item that is an article goes on by its id; the others have their
 * receipt here, and what broke its dead letter.
 */
final class ParseProcessor extends ContextualProcessor<byte[], byte[], String, Emit<byte[]>> {
  private final StreamSettings settings;
  private final RawParser parser;

  ParseProcessor(StreamSettings settings) {
    this.settings = settings;
    this.parser = new RawParser(settings.limits());
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Place place = place(record);
    List<ParsedItem> items = parser.parse(raw(record, place));
    for (int i = 0; i < items.size(); i++) {
      ParsedItem item = items.get(i);
      if (item instanceof ParsedItem.Ready ready && embargoed(ready)) {
        // held nowhere yet, so it must not pass: its text would be out before its time
        String reason = "embargoed until " + ready.article().embargoedUntil();
        receipt(record, place, i + 1, items.size(), "skipped", reason);
      } else if (item instanceof ParsedItem.Ready ready) {
        onward(record, place, ready, i + 1, items.size());
      } else if (item instanceof ParsedItem.Skipped skipped) {
        receipt(record, place, i + 1, items.size(), "skipped", skipped.reason());
      } else if (item instanceof ParsedItem.Broken broken) {
        refuse(record, place, broken, i + 1, items.size());
      }
    }
  }

  private boolean embargoed(ParsedItem.Ready ready) {
    Instant until = ready.article().embargoedUntil();
    return until != null && until.isAfter(now());
  }

  private void onward(
      Record<byte[], byte[]> record, Place place, ParsedItem.Ready ready, int item, int items) {
    String id = ready.article().id();
    boolean backfill =
        "backfill".equals(SluglineHeaders.get(record.headers(), SluglineHeaders.CAUSE));
    RawItem parsed =
        new RawItem(
            ready.article().toBuilder()
                .provenance(new Provenance(place.topic, place.partition, place.offset, item))
                .build(),
            place.key,
            items,
            backfill);
    byte[] json = JsonSerde.bytes(parsed);
    Headers headers = SluglineHeaders.anew(record.headers());
    long size = Outlets.size(id.getBytes(StandardCharsets.UTF_8), json, headers);
    if (size > settings.maxRecordBytes()) {
      String reason = "parsed it is " + size + " bytes; the limit is " + settings.maxRecordBytes();
      refuse(
          record,
          place,
          new ParsedItem.Broken(
              "over-limit", reason, Objects.requireNonNullElse(record.value(), new byte[0])),
          item,
          items);
      return;
    }
    context().forward(new Record<>(id, new Emit.Onward<>(json), record.timestamp(), headers));
  }

  private void refuse(
      Record<byte[], byte[]> record, Place place, ParsedItem.Broken broken, int item, int items) {
    DeadLetter letter =
        new DeadLetter(
            broken.bytes(),
            broken.code(),
            broken.reason(),
            "ingest",
            place.topic,
            place.partition,
            place.offset,
            item,
            now());
    aside(
        settings.topics().deadLetter().name(),
        record.key(),
        broken.bytes(),
        record.timestamp(),
        letter.headers(record.headers()));
    receipt(record, place, item, items, "dead-letter", broken.code() + ": " + broken.reason());
  }

  private void receipt(
      Record<byte[], byte[]> record,
      Place place,
      int item,
      int items,
      String outcome,
      String reason) {
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
        record.key(),
        JsonSerde.bytes(receipt),
        record.timestamp(),
        SluglineHeaders.anew(record.headers()));
  }

  @SuppressWarnings("NullAway") // a raw record may have no key; Kafka's API is not annotated
  private void aside(
      String topic, byte @Nullable [] key, byte[] value, long timestamp, Headers headers) {
    context().forward(new Record<>(null, new Emit.Aside<>(topic, key, value), timestamp, headers));
  }

  private static RawRecord raw(Record<byte[], byte[]> record, Place place) {
    Headers headers = record.headers();
    String contentType = SluglineHeaders.get(headers, SluglineHeaders.CONTENT_TYPE);
    return new RawRecord(
        place.key,
        Objects.requireNonNullElse(record.value(), new byte[0]),
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
