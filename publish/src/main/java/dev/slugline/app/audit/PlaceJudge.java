package dev.slugline.app.audit;

import dev.slugline.app.audit.PlaceRow.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Judges one raw record by what the topics say of it: a receipt for each item, and for each receipt
 * what it promises on the topics of articles and of dead letters. Not thread-safe.
 */
final class PlaceJudge {
  private static final String[] STAGES = {"ingest", "enrich", "publish"};
  private static final int INGEST = 0;

  private final Snapshot snapshot;
  private final TopicSpan receipts;
  private final TopicSpan articles;
  private final TopicSpan letters;
  private final Findings findings;
  private final Totals totals;

  PlaceJudge(Snapshot snapshot, Findings findings, Totals totals) {
    this.snapshot = snapshot;
    this.receipts = snapshot.receipts();
    this.articles = snapshot.articles();
    this.letters = snapshot.letters();
    this.findings = findings;
    this.totals = totals;
  }

  /** What there is of a raw record, by kind and item. */
  private static final class Rows {
    private final Map<Integer, List<PlaceRow>> received = new HashMap<>();
    private final Map<Integer, List<PlaceRow>> released = new HashMap<>();
    private final Map<Integer, List<PlaceRow>> articles = new HashMap<>();
    private final Map<Integer, List<PlaceRow>> letters = new HashMap<>();
    private final Set<Integer> waiting = new HashSet<>();
    private final Set<Integer> onTheirWay = new HashSet<>();
    private final List<PlaceRow> later = new ArrayList<>();
    private long time = Long.MIN_VALUE;
    private int items;

    Rows(List<PlaceRow> rows) {
      rows.forEach(this::add);
    }

    private void add(PlaceRow row) {
      switch (row.kind()) {
        case RAW -> time = row.time();
        case WAITING_LETTER -> waiting.add(row.item());
        case ON_ITS_WAY -> onTheirWay.add(row.item());
        case ARTICLE -> put(articles, row);
        case LETTER -> {
          if (row.stage() == INGEST) {
            put(letters, row);
          } else {
            later.add(row);
          }
        }
        case RECEIPT -> {
          if (row.stage() != INGEST) {
            later.add(row);
          } else if (row.outcome() == Outcome.RELEASED.number()) {
            put(released, row);
          } else {
            put(received, row);
            items = Math.max(items, Math.max(row.item(), row.items()));
          }
        }
      }
    }

    private static void put(Map<Integer, List<PlaceRow>> rows, PlaceRow row) {
      rows.computeIfAbsent(row.item(), it -> new ArrayList<>(1)).add(row);
    }
  }

  /** Judges the record that all the rows are of. */
  void judge(List<PlaceRow> all) {
    Rows rows = new Rows(all);
    Place whole = new Place(all.get(0).partition(), all.get(0).offset(), 0);
    if (!snapshot.isJudged(whole)) {
      return; // retention took it before it was read
    }
    if (rows.time == Long.MIN_VALUE) {
      String where = rows.items > 0 ? receipts.topic() : letters.topic();
      findings.unexpected(where, "", 0, whole, "there is no such raw record");
      return;
    }
    totals.rawRecords++;
    if (rows.received.isEmpty()) {
      judgeWithout(rows, whole);
      return;
    }
    long beyond = totals.itemsBeyond;
    long onTheirWay = totals.itemsOnTheirWay;
    long missing = totals.itemsMissing;
    for (int item = 1; item <= rows.items; item++) {
      judge(rows, new Place(whole.partition(), whole.offset(), item));
    }
    if (rows.received.values().stream()
        .flatMap(List::stream)
        .anyMatch(r -> r.items() != rows.items)) {
      findings.unexpected(
          receipts.topic(), "", 0, whole, "its receipts differ in how many items it has");
    }
    judgeLater(rows, whole);
    if (totals.itemsMissing > missing) {
      totals.withoutReceipts++;
    } else if (totals.itemsOnTheirWay > onTheirWay) {
      totals.onTheirWay++;
    } else if (totals.itemsBeyond > beyond) {
      totals.rawBeyond++;
    } else {
      totals.accounted++;
    }
  }

  private void judgeWithout(Rows rows, Place whole) {
    if (!rows.onTheirWay.isEmpty()) {
      totals.onTheirWay++;
      totals.itemsOnTheirWay += rows.onTheirWay.size();
    } else if (rows.time < receipts.remainsSince()) {
      totals.rawBeyond++;
    } else {
      totals.withoutReceipts++;
      findings.missing(receipts.topic(), id(rows), 0, whole, "no receipt");
    }
  }

  /** The id of an article that the record became, if an article says so. */
  private static String id(Rows rows) {
    return rows.articles.values().stream().map(it -> it.get(0).id()).findFirst().orElse("");
  }

  private void judge(Rows rows, Place place) {
    List<PlaceRow> received = rows.received.getOrDefault(place.item(), List.of());
    if (received.isEmpty()) {
      judgeMissing(rows, place);
      return;
    }
    PlaceRow receipt = received.get(0);
    Outcome outcome = Outcome.numbered(receipt.outcome());
    totals.item(outcome);
    if (received.size() > 1) {
      findings.doubled(
          receipts.topic(),
          receipt.id(),
          receipt.revision(),
          place,
          times(received.size(), "receipt"));
    }
    List<PlaceRow> released = rows.released.getOrDefault(place.item(), List.of());
    if (!released.isEmpty()) {
      totals.released++;
      if (released.size() > 1) {
        findings.doubled(
            receipts.topic(), receipt.id(), 0, place, times(released.size(), "receipt 'released'"));
      }
      if (outcome != Outcome.HELD) {
        findings.unexpected(
            receipts.topic(), receipt.id(), 0, place, "released, and was " + outcome.text());
      }
    }
    judgeArticles(rows, released.isEmpty() ? receipt : released.get(0), place);
    judgeLetters(rows, receipt, outcome, place);
  }

  private void judgeMissing(Rows rows, Place place) {
    if (rows.onTheirWay.contains(place.item())) {
      totals.itemsOnTheirWay++;
    } else if (rows.time < receipts.remainsSince()) {
      totals.itemsBeyond++;
    } else {
      totals.itemsMissing++;
      List<PlaceRow> made = rows.articles.getOrDefault(place.item(), List.of());
      String id = made.isEmpty() ? "" : made.get(0).id();
      findings.missing(receipts.topic(), id, 0, place, "no receipt");
    }
  }

  private void judgeArticles(Rows rows, PlaceRow receipt, Place place) {
    List<PlaceRow> made = rows.articles.getOrDefault(place.item(), List.of());
    Outcome outcome = Outcome.numbered(receipt.outcome());
    int count = 0;
    for (PlaceRow article : made) {
      if (outcome.isNumbered()
          && article.revision() == receipt.revision()
          && article.id().equals(receipt.id())) {
        count++;
      } else if (!article.late()
          && outcome == Outcome.HELD
          && article.outcome() == Outcome.RELEASED.number()) {
        findings.missing(
            receipts.topic(), article.id(), article.revision(), place, "no receipt of its release");
      } else if (!article.late()) {
        String why =
            outcome == Outcome.HELD
                ? "it is out before its release"
                : "the receipt of this item says " + outcome.text();
        findings.unexpected(articles.topic(), article.id(), article.revision(), place, why);
      }
    }
    if (!outcome.isNumbered()) {
      return;
    }
    if (count > 1) {
      findings.doubled(
          articles.topic(), receipt.id(), receipt.revision(), place, times(count, "record"));
    } else if (count == 0 && receipt.time() < articles.remainsSince()) {
      totals.outputsBeyond++;
    } else if (count == 0 && !receipt.late()) {
      findings.missing(
          articles.topic(),
          receipt.id(),
          receipt.revision(),
          place,
          "its receipt says " + outcome.text());
    }
  }

  private void judgeLetters(Rows rows, PlaceRow receipt, Outcome outcome, Place place) {
    List<PlaceRow> found = rows.letters.getOrDefault(place.item(), List.of());
    if (outcome != Outcome.DEAD_LETTER) {
      if (found.stream().anyMatch(it -> !it.late())) {
        findings.unexpected(
            letters.topic(),
            receipt.id(),
            0,
            place,
            "the receipt of this item says " + outcome.text());
      }
    } else if (found.size() > 1) {
      findings.doubled(letters.topic(), "", 0, place, times(found.size(), "dead letter"));
    } else if (found.isEmpty() && rows.waiting.contains(place.item())) {
      totals.lettersWaiting++;
    } else if (found.isEmpty() && receipt.time() < letters.remainsSince()) {
      totals.outputsBeyond++;
    } else if (found.isEmpty() && !receipt.late()) {
      findings.missing(letters.topic(), "", 0, place, "its receipt says dead-letter");
    }
  }

  /** Which dead letter of a later stage, and the receipt that belongs to it. */
  private record Letter(int stage, int item, long time) {}

  private void judgeLater(Rows rows, Place whole) {
    Map<Letter, List<PlaceRow>> byLetter = new HashMap<>();
    for (PlaceRow row : rows.later) {
      byLetter
          .computeIfAbsent(
              new Letter(row.stage(), row.item(), row.time()), it -> new ArrayList<>(2))
          .add(row);
    }
    byLetter.forEach(
        (letter, both) ->
            judge(letter, both, new Place(whole.partition(), whole.offset(), letter.item())));
  }

  private void judge(Letter letter, List<PlaceRow> both, Place place) {
    String stage = STAGES[letter.stage()];
    long told = count(both, it -> it.kind() == Kind.RECEIPT);
    long kept = both.size() - told;
    long toldSurely = count(both, it -> it.kind() == Kind.RECEIPT && !it.late());
    long keptSurely = count(both, it -> it.kind() == Kind.LETTER && !it.late());
    String id = both.stream().map(PlaceRow::id).filter(it -> !it.isEmpty()).findFirst().orElse("");
    int revision = both.stream().mapToInt(PlaceRow::revision).max().orElse(0);
    totals.later.merge(stage, 1L, Long::sum);
    if (told > 1) {
      findings.doubled(
          receipts.topic(),
          id,
          revision,
          place,
          times(told, "receipt of " + stage + "'s dead letter"));
    } else if (told == 0 && keptSurely > 0 && letter.time() >= receipts.remainsSince()) {
      findings.missing(
          receipts.topic(), id, revision, place, "no receipt of " + stage + "'s dead letter");
    }
    if (kept > 1) {
      findings.doubled(
          letters.topic(), id, revision, place, times(kept, "dead letter of " + stage));
    } else if (kept == 0 && toldSurely > 0 && letter.time() >= letters.remainsSince()) {
      findings.missing(
          letters.topic(), id, revision, place, "a receipt of " + stage + " says dead-letter");
    }
  }

  private static long count(List<PlaceRow> rows, Predicate<PlaceRow> which) {
    return rows.stream().filter(which).count();
  }

  private static String times(long count, String what) {
    return count + " times the same " + what;
  }
}
