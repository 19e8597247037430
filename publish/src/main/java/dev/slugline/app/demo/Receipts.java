package dev.slugline.app.demo;

import dev.slugline.ingest.feed.Fed;
import dev.slugline.ingest.stream.Receipt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The receipts of what was fed, held against it. Not thread-safe. */
final class Receipts {
  private static final List<String> ORDER =
      List.of(
          "article",
          "revision",
          "repeat",
          "stale",
          "retraction",
          "withdrawn",
          "held",
          "skipped",
          "dead-letter");

  private final Map<Place, Fed.Sent> fed = new LinkedHashMap<>();
  private final Map<Place, List<Receipt>> answers = new HashMap<>();
  private final List<Receipt> later = new ArrayList<>();
  private int complete;

  private record Place(int partition, long offset) {}

  void fed(Fed.Sent sent) {
    fed.put(new Place(sent.partition(), sent.offset()), sent);
  }

  void take(Receipt receipt) {
    if (!receipt.stage().equals("ingest") || receipt.outcome().equals("released")) {
      later.add(receipt);
      return;
    }
    Place place = new Place(receipt.partition(), receipt.offset());
    List<Receipt> all = answers.computeIfAbsent(place, p -> new ArrayList<>());
    all.add(receipt);
    if (all.size() == receipt.items() && fed.containsKey(place)) {
      complete++;
    }
  }

  /** How many raw records still lack a receipt. */
  int missing() {
    return fed.size() - complete;
  }

  int rawRecords() {
    return fed.size();
  }

  /** Receipts of ingest for what was fed, in its order, then by item. */
  List<Receipt> inOrder() {
    List<Receipt> all = new ArrayList<>();
    for (Place place : fed.keySet()) {
      List<Receipt> here = new ArrayList<>(answers.getOrDefault(place, List.of()));
      here.sort((a, b) -> Integer.compare(a.item(), b.item()));
      all.addAll(here);
    }
    return all;
  }

  List<Receipt> later() {
    return later;
  }

  /** The input of a receipt's item, for a person. */
  String where(Receipt receipt) {
    Fed.Sent sent = fed.get(new Place(receipt.partition(), receipt.offset()));
    String input = sent == null ? "not fed by us" : sent.input();
    String line = sent == null || sent.line() == 0 ? "" : ", line " + sent.line();
    return input + line + (receipt.items() > 1 ? ", item " + receipt.item() : "");
  }

  /** How many receipts of ingest have which outcome. */
  Map<String, Integer> outcomes() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    List<Receipt> all = inOrder();
    for (String outcome : ORDER) {
      int count = (int) all.stream().filter(r -> r.outcome().equals(outcome)).count();
      if (count > 0) {
        counts.put(outcome, count);
      }
    }
    return counts;
  }

  /** Raw records whose items do not have exactly one receipt each, and receipts of others. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    fed.forEach(
        (place, sent) -> {
          List<Receipt> here = answers.getOrDefault(place, List.of());
          TreeSet<Integer> items = new TreeSet<>(here.stream().map(Receipt::item).toList());
          int wanted = here.isEmpty() ? 1 : here.get(0).items();
          if (here.size() != wanted || items.size() != wanted || items.last() != wanted) {
            String line = sent.line() == 0 ? "" : ", line " + sent.line();
            problems.add(
                "%s%s: %d receipts for %s"
                    .formatted(
                        sent.input(),
                        line,
                        here.size(),
                        here.isEmpty() ? "a raw record" : wanted + " items"));
          }
        });
    long strange = answers.keySet().stream().filter(place -> !fed.containsKey(place)).count();
    if (strange > 0) {
      problems.add(strange + " raw records have receipts, and were not fed by this run");
    }
    return problems;
  }
}
