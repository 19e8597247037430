package dev.slugline.app.demo;

import dev.slugline.app.demo.Report.Account;
import dev.slugline.app.demo.Report.LeftOut;
import dev.slugline.ingest.stream.Receipt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes the report of what was read. */
final class Reports {
  /** Outcomes that bring a new text, which the tags then show. */
  private static final Set<String> SHOWN = Set.of("article", "revision");

  private Reports() {}

  static Report of(String prefix, Receipts receipts, Outputs outputs) {
    return new Report(
        prefix,
        outputs.tagged(),
        outputs.untagged(),
        outputs.takenBack(),
        leftOut(receipts, outputs),
        outputs.removed(),
        account(receipts, outputs));
  }

  private static List<LeftOut> leftOut(Receipts receipts, Outputs outputs) {
    List<LeftOut> all = new ArrayList<>();
    for (Receipt receipt : receipts.inOrder()) {
      if (!SHOWN.contains(receipt.outcome())) {
        all.add(line(receipt.outcome(), receipt, receipts, outputs));
      }
    }
    for (Receipt receipt : receipts.later()) {
      all.add(line(receipt.outcome() + " (" + receipt.stage() + ")", receipt, receipts, outputs));
    }
    return all;
  }

  private static LeftOut line(String outcome, Receipt receipt, Receipts receipts, Outputs outputs) {
    return new LeftOut(
        outcome, receipts.where(receipt), receipt.reason(), outputs.title(receipt.articleId()));
  }

  private static Account account(Receipts receipts, Outputs outputs) {
    List<String> problems = new ArrayList<>(receipts.problems());
    problems.addAll(outputs.problems());
    Set<String> standing = standing(receipts);
    Set<String> refusedLater =
        receipts.later().stream()
            .filter(receipt -> receipt.outcome().equals("dead-letter"))
            .map(receipt -> String.valueOf(receipt.articleId()))
            .collect(Collectors.toUnmodifiableSet());
    Set<String> different = new TreeSet<>(standing);
    different.addAll(outputs.standing());
    different.removeIf(
        id ->
            refusedLater.contains(id)
                || (standing.contains(id) && outputs.standing().contains(id)));
    for (String id : different) {
      problems.add(
          standing.contains(id)
              ? "article " + id + " has its receipt, and is not on the enriched topic"
              : "article " + id + " is on the enriched topic, against its receipts");
    }
    Map<String, Integer> outcomes = receipts.outcomes();
    Map<String, Integer> later = new TreeMap<>();
    for (Receipt receipt : receipts.later()) {
      later.merge(receipt.outcome() + " of " + receipt.stage(), 1, Integer::sum);
    }
    return new Account(
        receipts.rawRecords(),
        receipts.inOrder().size(),
        outcomes,
        later,
        outputs.standing().size(),
        problems);
  }

  /** The articles that should stand, by their receipts alone. */
  private static Set<String> standing(Receipts receipts) {
    Map<String, Receipt> last = new HashMap<>();
    for (Receipt receipt : receipts.inOrder()) {
      String id = receipt.articleId();
      if (id != null && receipt.revision() != null) {
        last.merge(id, receipt, (a, b) -> revision(b) > revision(a) ? b : a);
      }
    }
    return last.values().stream()
        .filter(receipt -> !receipt.outcome().equals("retraction"))
        .map(receipt -> String.valueOf(receipt.articleId()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static int revision(Receipt receipt) {
    Integer revision = receipt.revision();
    return revision == null ? 0 : revision;
  }
}
