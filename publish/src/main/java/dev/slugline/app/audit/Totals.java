package dev.slugline.app.audit;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** What the judges count. Not thread-safe. */
final class Totals {
  long rawRecords;
  long accounted;
  long withoutReceipts;
  long onTheirWay;
  long rawBeyond;

  /** Items by what became of them first. */
  final Map<Outcome, Long> items = new EnumMap<>(Outcome.class);

  long itemsMissing;
  long itemsOnTheirWay;
  long itemsBeyond;
  long released;

  /** Dead letters of later stages. */
  final Map<String, Long> later = new TreeMap<>();

  long lettersWaiting;
  long otherLetters;
  long held;
  long dropped;
  long standing;
  long retracted;
  long moving;
  long outputsBeyond;

  /** How many articles stand on each tag topic. */
  final Map<String, Long> tags = new TreeMap<>();

  void item(Outcome outcome) {
    items.merge(outcome, 1L, Long::sum);
  }
}
