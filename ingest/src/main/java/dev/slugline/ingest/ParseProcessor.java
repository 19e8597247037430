package dev.slugline.ingest;

import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import dev.slugline.ingest.stream.ContentType;
import dev.slugline.ingest.stream.EarlyCommit;
import dev.slugline.ingest.stream.Emit;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.StreamSettings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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
    FirstRecords.read(); // Kafka makes a processor when the topology is built, before it starts
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
    RawPlace place = place(record);
    List<ParsedItem> items = parser.parse(raw(record, place));
    Instant now = Instant.ofEpochMilli(context().currentSystemTimeMs());
    RawOutcome out = new RawOutcome(settings, record, place, items.size(), now);
    for (int i = 0; i < items.size(); i++) {
      ParsedItem item = items.get(i);
      if (item instanceof ParsedItem.Ready ready) {
        out.ready(ready, i + 1);
      } else if (item instanceof ParsedItem.Skipped skipped) {
        out.skip(skipped, i + 1);
      } else if (item instanceof ParsedItem.Broken broken) {
        out.refuse(broken, i + 1);
      }
    }
    out.records().forEach(context()::forward);
    Objects.requireNonNull(commit).after(record);
  }

  private static RawRecord raw(Record<byte[], byte[]> record, RawPlace place) {
    Headers headers = record.headers();
    String contentType = SluglineHeaders.get(headers, SluglineHeaders.CONTENT_TYPE);
    return new RawRecord(
        place.key(),
        Objects.requireNonNullElse(record.value(), NONE),
        contentType,
        "retract".equals(SluglineHeaders.get(headers, SluglineHeaders.ACTION)),
        SluglineHeaders.get(headers, SluglineHeaders.RETRACTION),
        SluglineHeaders.get(headers, SluglineHeaders.ARTICLE_ID),
        ContentType.source(contentType),
        Instant.ofEpochMilli(record.timestamp()));
  }

  private RawPlace place(Record<byte[], byte[]> record) {
    RecordMetadata metadata = context().recordMetadata().orElseThrow();
    String key = record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
    return new RawPlace(metadata.topic(), metadata.partition(), metadata.offset(), key);
  }
}
