package dev.slugline.app.audit;

import static dev.slugline.app.audit.Told.header;
import static dev.slugline.app.audit.Told.here;
import static dev.slugline.app.audit.Told.items;
import static dev.slugline.app.audit.Told.millis;
import static dev.slugline.app.audit.Told.number;
import static dev.slugline.app.audit.Told.offset;
import static dev.slugline.app.audit.Told.revision;
import static dev.slugline.app.audit.Told.text;

import dev.slugline.app.audit.PlaceRow.Kind;
import dev.slugline.ingest.stream.SluglineHeaders;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of records, by the place on the raw topic and by the article: of bodies no more than a
 * few fields are looked at, and of no text is anything kept. Not thread-safe.
 */
final class RowMaker {
  private static final JsonFields RECEIPT =
      new JsonFields(
          "topic",
          "partition",
          "offset",
          "item",
          "items",
          "stage",
          "outcome",
          "articleId",
          "revision",
          "reason",
          "at");
  private static final JsonFields ARTICLE =
      new JsonFields(
          "provenance/topic",
          "provenance/partition",
          "provenance/offset",
          "provenance/item",
          "retraction/kind");
  private static final JsonFields WITHDRAWAL = new JsonFields("kind", "returnedAt");
  private static final List<String> STAGES = List.of("ingest", "enrich", "publish");
  private static final int[] NO_TAGS = {};

  private final Snapshot snapshot;
  private final Buckets places;
  private final Buckets articles;
  private final Names tags;
  private final Names catalogues;
  private final Findings findings;
  private final Totals totals;

  RowMaker(
      Snapshot snapshot,
      Buckets places,
      Buckets articles,
      Names tags,
      Names catalogues,
      Findings findings,
      Totals totals) {
    this.snapshot = snapshot;
    this.places = places;
    this.articles = articles;
    this.tags = tags;
    this.catalogues = catalogues;
    this.findings = findings;
    this.totals = totals;
  }

  void raw(ConsumerRecord<byte[], byte[]> record) throws IOException {
    PlaceRow.raw(record.partition(), record.offset(), record.timestamp()).addTo(places);
  }

  void receipt(ConsumerRecord<byte[], byte[]> record, boolean late) throws IOException {
    Map<String, String> told;
    Place place;
    Outcome outcome;
    int stage;
    try {
      told = RECEIPT.of(record.value());
      place = new Place(number(told, "partition"), offset(told, "offset"), number(told, "item"));
      outcome = Outcome.of(told.getOrDefault("outcome", ""));
      stage = STAGES.indexOf(told.getOrDefault("stage", ""));
    } catch (IOException | NumberFormatException | NullPointerException e) {
      findings.stray(record, "it is no receipt");
      return;
    }
    if (outcome == null || stage < 0) {
      findings.stray(record, "a receipt of an unknown stage or outcome");
      return;
    }
    String id = told.getOrDefault("articleId", "");
    int revision = number(told, "revision");
    String reason = told.getOrDefault("reason", "");
    if (snapshot.isJudged(told.get("topic"), place)) {
      long time = stage == 0 ? record.timestamp() : millis(told.get("at"));
      new PlaceRow(
              Kind.RECEIPT,
              place.partition(),
              place.offset(),
              place.item(),
              number(told, "items"),
              outcome.number(),
              stage,
              revision,
              time,
              late,
              id)
          .addTo(places);
    }
    if (!id.isEmpty()) {
      boolean drops = reason.contains("the version held until ") && reason.endsWith(" is dropped");
      boolean flag = stage == 0 ? drops : reason.startsWith("no-topic");
      ArticleRow.Kind kind = stage == 0 ? ArticleRow.Kind.RECEIPT : ArticleRow.Kind.LATER;
      ArticleRow.of(
              kind, id, outcome.number(), revision, false, flag, place, record.timestamp(), late)
          .addTo(articles);
    }
  }

  void article(ConsumerRecord<byte[], byte[]> record, boolean late) throws IOException {
    Map<String, String> told;
    Place place;
    int revision;
    try {
      told = ARTICLE.of(record.value());
      place =
          new Place(
              number(told, "provenance/partition"),
              offset(told, "provenance/offset"),
              number(told, "provenance/item"));
      revision = revision(record.headers());
    } catch (IOException | NumberFormatException | NullPointerException e) {
      findings.stray(record, id(record), "it is no article of ours");
      return;
    }
    String id = text(record.key());
    if (snapshot.isJudged(told.get("provenance/topic"), place)) {
      boolean released = "release".equals(header(record.headers(), SluglineHeaders.CAUSE));
      PlaceRow.article(place, revision, released, record.timestamp(), late, id).addTo(places);
    }
    boolean retracts = told.containsKey("retraction/kind");
    ArticleRow.of(
            ArticleRow.Kind.ARTICLE,
            id,
            0,
            revision,
            retracts,
            false,
            place,
            record.timestamp(),
            late)
        .addTo(articles);
  }

  void withdrawal(ConsumerRecord<byte[], byte[]> record, boolean late) throws IOException {
    Map<String, String> told;
    try {
      told = WITHDRAWAL.of(record.value());
      Objects.requireNonNull(told.get("kind"));
    } catch (IOException | NullPointerException e) {
      findings.stray(record, id(record), "it is no entry of the register");
      return;
    }
    boolean canceled = "canceled".equals(told.get("kind"));
    int returned = told.containsKey("returnedAt") ? 1 : 0;
    ArticleRow.of(
            ArticleRow.Kind.WITHDRAWAL,
            text(record.key()),
            returned,
            0,
            false,
            canceled,
            here(record),
            record.timestamp(),
            late)
        .addTo(articles);
  }

  void letter(ConsumerRecord<byte[], byte[]> record, boolean late) throws IOException {
    Headers headers = record.headers();
    List<Place> items;
    int stage;
    long time;
    try {
      stage = STAGES.indexOf(header(headers, SluglineHeaders.STAGE));
      time = millis(header(headers, SluglineHeaders.TIME));
      items =
          items(
              Integer.parseInt(header(headers, SluglineHeaders.PARTITION)),
              Long.parseLong(header(headers, SluglineHeaders.OFFSET)),
              header(headers, SluglineHeaders.ITEM));
    } catch (NumberFormatException | NullPointerException e) {
      findings.stray(record, "it is no dead letter");
      return;
    }
    String topic = header(headers, SluglineHeaders.TOPIC);
    if (stage < 0 || !topic.equals(snapshot.raw().topic())) {
      totals.otherLetters++; // of what was no item of a raw record
      return;
    }
    for (Place place : items) {
      if (snapshot.isJudged(place)) {
        PlaceRow.letter(place, stage, stage == 0 ? record.timestamp() : time, late).addTo(places);
      }
    }
  }

  void enriched(ConsumerRecord<byte[], byte[]> record, boolean late) throws IOException {
    int[] numbers = tags(SluglineHeaders.get(record.headers(), SluglineHeaders.TAGS));
    made(record, ArticleRow.Kind.ENRICHED, 0, numbers, late);
  }

  void tagged(ConsumerRecord<byte[], byte[]> record, String tag, boolean late) throws IOException {
    made(record, ArticleRow.Kind.TAG, tags.number(tag), NO_TAGS, late);
  }

  private void made(
      ConsumerRecord<byte[], byte[]> record,
      ArticleRow.Kind kind,
      int what,
      int[] numbers,
      boolean late)
      throws IOException {
    String name = SluglineHeaders.get(record.headers(), "ce_id");
    int revision;
    try {
      revision = revision(record.headers());
    } catch (NumberFormatException | NullPointerException e) {
      revision = -1;
    }
    String key = record.key() == null ? null : text(record.key());
    String made = key + "/" + revision + "/";
    if (name == null || key == null || !name.startsWith(made)) {
      findings.stray(record, id(record), "its headers do not say which revision it is");
      return;
    }
    new ArticleRow(
            kind,
            key,
            what,
            revision,
            catalogues.number(name.substring(made.length())),
            record.value() == null,
            SluglineHeaders.AGAIN.contains(header(record.headers(), SluglineHeaders.CAUSE)),
            here(record),
            record.timestamp(),
            late,
            numbers)
        .addTo(articles);
  }

  /** Its key, which is an article's id on the topics of articles; empty: it has none. */
  private static String id(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? "" : text(record.key());
  }

  private int[] tags(@Nullable String header) {
    return header == null || header.isEmpty()
        ? NO_TAGS
        : Arrays.stream(header.split(",")).mapToInt(tags::number).toArray();
  }
}
