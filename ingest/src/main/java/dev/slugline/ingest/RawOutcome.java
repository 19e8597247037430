package dev.slugline.ingest;

import static java.util.stream.Collectors.joining;

import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.Article.Provenance;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.stream.DeadLetter;
import dev.slugline.ingest.stream.Embargo;
import dev.slugline.ingest.stream.Emit;
import dev.slugline.ingest.stream.JsonSerde;
import dev.slugline.ingest.stream.Outlets;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.StreamSettings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * What one raw record becomes, in the order of its items, all made before anything is sent. A dead
 * letter among whose bytes an embargoed text is goes on to wait for the end of the embargo; where
 * that end cannot be told it has no bytes, and says where they lie.
 */
final class RawOutcome {
  private static final byte[] NONE = {};

  /** What a parser quotes of the text that it could not read. */
  private static final Pattern QUOTED = Pattern.compile("(['\"\u201c]).{3,}?(['\"\u201d])");

  private final StreamSettings settings;
  private final Record<byte[], byte[]> record;
  private final RawPlace place;
  private final int items;
  private final Instant now;
  private final List<Record<String, Emit<byte[]>>> made = new ArrayList<>();

  /** Those whose bytes are the whole raw record, by their number. */
  private final SortedMap<Integer, ParsedItem.Broken> whole = new TreeMap<>();

  /** When the last embargo of an item ends; null: none is embargoed. */
  private @Nullable Instant embargoed;

  /** The bytes that were last looked through for an embargo, and what was found. */
  private byte[] lookedAt = NONE;

  private @Nullable Instant stated;

  RawOutcome(
      StreamSettings settings,
      Record<byte[], byte[]> record,
      RawPlace place,
      int items,
      Instant now) {
    this.settings = settings;
    this.record = record;
    this.place = place;
    this.items = items;
    this.now = now;
  }

  void skip(ParsedItem.Skipped skipped, int item) {
    receipt(item, "skipped", skipped.reason(), skipped.format());
  }

  /** Sends an article on by its id, or refuses it. */
  void ready(ParsedItem.Ready ready, int item) {
    Instant until = ready.article().embargoedUntil();
    if (until != null && isSecret(until)) {
      embargoed = later(embargoed, until);
      if (settings.embargo() == Embargo.refuse) {
        receipt(item, "skipped", "embargoed until " + until, ready.format());
        return;
      }
    }
    onward(ready, item);
  }

  private void onward(ParsedItem.Ready ready, int item) {
    Article article =
        ready.article().toBuilder()
            .provenance(new Provenance(place.topic(), place.partition(), place.offset(), item))
            .build();
    String cause = SluglineHeaders.get(record.headers(), SluglineHeaders.CAUSE);
    byte[] json =
        Crossing.of(
            new RawItem(
                article, place.key(), items, "backfill".equals(cause), ready.corrects(), null));
    Headers headers = SluglineHeaders.anew(record.headers());
    String id = article.id();
    long size = Outlets.size(id.getBytes(StandardCharsets.UTF_8), json, headers);
    if (size > settings.maxRecordBytes()) {
      String reason = "parsed it is " + size + " bytes; the limit is " + settings.maxRecordBytes();
      byte[] bytes = Objects.requireNonNullElse(record.value(), NONE);
      Instant until = article.embargoedUntil();
      refuse(new ParsedItem.Broken("over-limit", reason, bytes, until, article.format()), item);
      return;
    }
    made.add(new Record<>(id, new Emit.Onward<>(json), record.timestamp(), headers));
  }

  void refuse(ParsedItem.Broken broken, int item) {
    Instant until = secretUntil(broken);
    embargoed = until == null ? embargoed : later(embargoed, until);
    String reason = until == null ? broken.reason() : unquoted(broken.reason());
    if (broken.bytes() == record.value()) {
      whole.put(item, broken);
    } else {
      letter(broken.bytes(), broken.code(), reason, Integer.toString(item), until);
    }
    receipt(item, "dead-letter", broken.code() + ": " + reason, broken.format());
  }

  /** All that was made, in order. */
  List<Record<String, Emit<byte[]>>> records() {
    if (!whole.isEmpty()) {
      String numbers = whole.keySet().stream().map(String::valueOf).collect(joining(","));
      String reason =
          whole.values().stream().map(ParsedItem.Broken::reason).distinct().collect(joining("; "));
      ParsedItem.Broken first = whole.values().iterator().next();
      Instant until = embargoed;
      letter(
          first.bytes(), first.code(), until == null ? reason : unquoted(reason), numbers, until);
    }
    return made;
  }

  /** Until when the bytes of a broken item are not to be shown; null: they may be. */
  private @Nullable Instant secretUntil(ParsedItem.Broken broken) {
    Instant until = broken.embargoedUntil();
    if (settings.embargo() == Embargo.mark) {
      return null;
    }
    if (broken.bytes() != lookedAt) {
      lookedAt = broken.bytes();
      stated = StatedEmbargo.in(lookedAt, now);
    }
    Instant last = until == null ? stated : stated == null ? until : later(stated, until);
    return last != null && isSecret(last) ? last : null;
  }

  private boolean isSecret(Instant until) {
    return settings.embargo() != Embargo.mark && until.isAfter(now);
  }

  private static Instant later(@Nullable Instant one, Instant other) {
    return one == null || other.isAfter(one) ? other : one;
  }

  private static String unquoted(String reason) {
    return QUOTED.matcher(reason).replaceAll("$1\u2026$2");
  }

  private void letter(
      byte[] bytes, String code, String reason, String item, @Nullable Instant until) {
    boolean never = Instant.MAX.equals(until);
    String kept =
        never
            ? " (its bytes stay in " + place + ": when their embargo ends cannot be told)"
            : until == null ? "" : " (kept back until " + until + ")";
    byte[] shown = never ? NONE : bytes;
    Headers headers =
        new DeadLetter(
                shown,
                code,
                reason + kept,
                "ingest",
                place.topic(),
                place.partition(),
                place.offset(),
                item,
                now)
            .headersOfRaw(record.headers(), items);
    if (until == null || never) {
      aside(settings.topics().deadLetter().name(), shown, headers);
      return;
    }
    Map<String, String> told = new LinkedHashMap<>();
    for (Header header : headers) {
      told.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    }
    byte[] json = Crossing.of(new HeldLetter(until, record.key(), shown, told));
    made.add(
        new Record<>(
            new LetterKey(place.topic(), place.partition(), place.offset(), item).toString(),
            new Emit.Onward<>(json),
            record.timestamp(),
            SluglineHeaders.anew(record.headers())));
  }

  private void receipt(int item, String outcome, String reason, @Nullable String format) {
    Receipt receipt =
        new Receipt(
            place.topic(),
            place.partition(),
            place.offset(),
            place.key(),
            item,
            items,
            "ingest",
            outcome,
            null,
            null,
            reason,
            now);
    aside(
        settings.topics().receipts().name(),
        JsonSerde.bytes(receipt),
        SluglineHeaders.ofReceipt(record.headers(), format));
  }

  @SuppressWarnings("NullAway") // a raw record may have no key; Kafka's API is not annotated
  private void aside(String topic, byte[] value, Headers headers) {
    made.add(
        new Record<>(
            null, new Emit.Aside<>(topic, record.key(), value), record.timestamp(), headers));
  }
}
