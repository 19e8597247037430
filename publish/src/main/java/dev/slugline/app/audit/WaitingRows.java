package dev.slugline.app.audit;

import static dev.slugline.app.audit.Told.here;
import static dev.slugline.app.audit.Told.items;
import static dev.slugline.app.audit.Told.number;
import static dev.slugline.app.audit.Told.offset;
import static dev.slugline.app.audit.Told.text;

import dev.slugline.app.audit.PlaceRow.Kind;
import dev.slugline.ingest.EmbargoKey;
import dev.slugline.ingest.LetterKey;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Makes rows of what is on its way or waits for the end of an embargo: of records of the internal
 * topics. Not thread-safe.
 */
final class WaitingRows {
  private static final String ITEM = "item/article/provenance/";
  private static final String LETTER = "letter/headers/slugline-";
  private static final JsonFields CROSSING =
      new JsonFields(
          ITEM + "partition",
          ITEM + "offset",
          ITEM + "item",
          LETTER + "partition",
          LETTER + "offset",
          LETTER + "item");

  private final Snapshot snapshot;
  private final Buckets places;
  private final Buckets articles;
  private final Findings findings;
  private final Set<LetterKey> waiting = new HashSet<>();

  WaitingRows(Snapshot snapshot, Buckets places, Buckets articles, Findings findings) {
    this.snapshot = snapshot;
    this.places = places;
    this.articles = articles;
    this.findings = findings;
  }

  /** An entry of the store's changelog: a null is no longer there, if it surely came out. */
  void embargo(ConsumerRecord<byte[], byte[]> record, boolean late) throws IOException {
    boolean gone = record.value() == null;
    if (gone && late) {
      return; // what tells of its release may come behind the end of another topic
    }
    EmbargoKey key;
    try {
      key = EmbargoKey.parse(text(record.key()));
    } catch (IllegalArgumentException e) {
      findings.stray(record, "it is no key of what waits");
      return;
    }
    LetterKey letter = LetterKey.parse(key.what());
    if (letter == null) {
      ArticleRow.of(
              ArticleRow.Kind.WAITING,
              key.what(),
              0,
              0,
              gone,
              false,
              here(record),
              key.untilMillis(),
              false)
          .addTo(articles);
    } else if (gone) {
      waiting.remove(letter);
    } else {
      waiting.add(letter);
    }
  }

  /** The changelog is read: what of it is there waits. */
  void embargoesRead() throws IOException {
    for (LetterKey letter : waiting) {
      for (Place place : items(letter.partition(), letter.offset(), letter.items())) {
        if (snapshot.isJudged(letter.topic(), place)) {
          PlaceRow.waits(Kind.WAITING_LETTER, place).addTo(places);
        }
      }
    }
    waiting.clear();
  }

  /** An item, or a dead letter that will wait, between the two hops. */
  void onItsWay(ConsumerRecord<byte[], byte[]> record) throws IOException {
    List<Place> items;
    Kind kind;
    try {
      Map<String, String> told = CROSSING.of(record.value());
      boolean item = told.containsKey(ITEM + "offset");
      kind = item ? Kind.ON_ITS_WAY : Kind.WAITING_LETTER;
      String path = item ? ITEM : LETTER;
      items =
          items(
              number(told, path + "partition"),
              offset(told, path + "offset"),
              told.getOrDefault(path + "item", ""));
    } catch (IOException | NumberFormatException | NullPointerException e) {
      findings.stray(record, "it is no item");
      return;
    }
    for (Place place : items) {
      if (snapshot.isJudged(place)) {
        PlaceRow.waits(kind, place).addTo(places);
      }
    }
  }
}
