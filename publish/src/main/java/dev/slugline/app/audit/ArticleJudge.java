package dev.slugline.app.audit;

import dev.slugline.app.audit.ArticleRow.Kind;
import dev.slugline.app.audit.ArticleState.Revision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Judges one article: that its revisions are numbered once and are on the topic of enriched
 * articles, that what was held was released, and, with {@link RegisterJudge} and {@link TagJudge},
 * that the register and the tag topics say the same. Not thread-safe.
 */
final class ArticleJudge {
  private final Snapshot snapshot;
  private final TopicSpan enriched;
  private final RegisterJudge register;
  private final TagJudge tags;
  private final Findings findings;
  private final Totals totals;

  ArticleJudge(Snapshot snapshot, TagJudge tags, Findings findings, Totals totals) {
    this.snapshot = snapshot;
    this.enriched = snapshot.enriched();
    this.register = new RegisterJudge(snapshot, findings);
    this.tags = tags;
    this.findings = findings;
    this.totals = totals;
  }

  /** Judges the article that all the rows are of. */
  void judge(List<ArticleRow> all) {
    ArticleState article = new ArticleState(all);
    judgeNumbers(article);
    judgeHeld(article);
    judgeKnown(article);
    register.judge(article);
    boolean whole = judgeEnriched(article);
    tags.count(article, totals);
    if (article.hasLate(Kind.ENRICHED, Kind.TAG)) {
      totals.moving++;
    } else if (whole) {
      tags.judge(article);
    }
    count(article);
  }

  private void count(ArticleState article) {
    List<ArticleRow> states = article.of(Kind.ENRICHED);
    if (!states.isEmpty() && !states.get(states.size() - 1).gone()) {
      totals.standing++;
    } else if (!article.revisions().isEmpty()
        && article.revisions().lastEntry().getValue().retracts()) {
      totals.retracted++;
    }
  }

  /** A number twice is sound only where the first was forgotten, with all the history. */
  private void judgeNumbers(ArticleState article) {
    Map<Integer, ArticleRow> given = new HashMap<>();
    for (ArticleRow receipt : article.of(Kind.RECEIPT)) {
      if (!ArticleState.isNumbered(receipt)) {
        continue;
      }
      ArticleRow before = given.put(receipt.revision(), receipt);
      if (before != null
          && !before.at().equals(receipt.at())
          && Math.abs(receipt.time() - before.time()) < snapshot.historyMillis()) {
        findings.doubled(
            snapshot.receipts().topic(),
            article.id(),
            receipt.revision(),
            receipt.at(),
            "the revision's number was given to " + before.at() + " too");
      }
    }
  }

  /** What is held waits, was dropped for another version, or was released. */
  private void judgeHeld(ArticleState article) {
    Set<Place> released = new HashSet<>();
    article.of(Kind.ARTICLE).forEach(it -> released.add(it.at())); // judged by its place
    List<ArticleRow> held = new ArrayList<>();
    int dropped = 0;
    for (ArticleRow receipt : article.of(Kind.RECEIPT)) {
      if (receipt.what() == Outcome.RELEASED.number()) {
        released.add(receipt.at());
      }
      dropped += receipt.flag() ? 1 : 0;
    }
    for (ArticleRow receipt : article.of(Kind.RECEIPT)) {
      if (receipt.what() == Outcome.HELD.number()
          && !receipt.late()
          && snapshot.isJudged(receipt.at())
          && !released.contains(receipt.at())) {
        held.add(receipt);
      }
    }
    Map<Long, Boolean> waits = new HashMap<>();
    article.of(Kind.WAITING).forEach(row -> waits.put(row.time(), !row.gone()));
    long waiting =
        snapshot.embargoes() == null
            ? held.size()
            : waits.values().stream().filter(Boolean::booleanValue).count();
    totals.held += Math.min(waiting, held.size());
    long lost = held.size() - waiting - dropped;
    totals.dropped += held.size() - Math.min(waiting, held.size()) - Math.max(0, lost);
    for (int i = 0; i < lost; i++) {
      findings.missing(
          snapshot.receipts().topic(),
          article.id(),
          0,
          held.get(i).at(),
          "held, and neither released nor dropped nor waiting");
    }
  }

  private void judgeKnown(ArticleState article) {
    if (snapshot.receipts().isCut() || snapshot.articles().isCut()) {
      return;
    }
    boolean known =
        !article.revisions().isEmpty()
            || !article.of(Kind.ENRICHED).isEmpty()
            || !article.of(Kind.WITHDRAWAL).isEmpty()
            || receipts(article, Outcome.HELD).size() > 0;
    for (Outcome outcome : List.of(Outcome.REPEAT, Outcome.STALE)) {
      for (ArticleRow receipt : receipts(article, outcome)) {
        if (!known) {
          findings.missing(
              snapshot.articles().topic(),
              article.id(),
              0,
              receipt.at(),
              "nothing knows the article of which its receipt says " + outcome.text());
        }
      }
    }
  }

  private List<ArticleRow> receipts(ArticleState article, Outcome outcome) {
    return article.of(Kind.RECEIPT).stream()
        .filter(it -> it.what() == outcome.number() && !it.late() && snapshot.isJudged(it.at()))
        .toList();
  }

  /** What an enriched record is by. */
  private record State(int revision, int catalogue) {
    State(ArticleRow row) {
      this(row.revision(), row.catalogue());
    }
  }

  /** Whether nothing is amiss there, so that the tag topics can be held against it. */
  private boolean judgeEnriched(ArticleState article) {
    List<ArticleRow> states = article.of(Kind.ENRICHED);
    Set<Integer> seen = states.stream().map(ArticleRow::revision).collect(Collectors.toSet());
    boolean whole = judgeRevisions(article, seen);
    ArticleRow before = null;
    Map<State, ArticleRow> known = new HashMap<>();
    for (ArticleRow state : states) {
      if (!article.revisions().containsKey(state.revision())
          && !state.late()
          && state.time()
              >= Math.max(snapshot.receipts().remainsSince(), snapshot.articles().remainsSince())) {
        whole = false;
        findings.unexpected(
            enriched.topic(), article.id(), state.revision(), null, "there is no such revision");
      }
      ArticleRow same = known.put(new State(state), state);
      if (same != null
          && (same.equals(before) || tags.isOnce(state))
          && state.time() - same.time() < snapshot.historyMillis()) {
        whole &= same.equals(before); // what follows from an old state is no fault of the tags
        findings.doubled(
            enriched.topic(), article.id(), state.revision(), null, "twice by the same catalogue");
      }
      before = state;
    }
    return judgeStrays(article, seen) && whole;
  }

  private boolean judgeRevisions(ArticleState article, Set<Integer> seen) {
    boolean whole = true;
    Set<Integer> refused =
        article.of(Kind.LATER).stream().map(ArticleRow::revision).collect(Collectors.toSet());
    for (Revision revision : article.revisions().values()) {
      if (revision.late()
          || seen.contains(revision.number())
          || refused.contains(revision.number())) {
        continue;
      }
      boolean last = revision.number() == article.revisions().lastKey() && !revision.retracts();
      if (revision.time() >= (last ? enriched.remainsSince() : enriched.wholeSince())) {
        whole = false;
        findings.missing(
            enriched.topic(),
            article.id(),
            revision.number(),
            null,
            revision.retracts() ? "the tombstone of its retraction" : "the revision");
      } else {
        totals.outputsBeyond++;
      }
    }
    return whole;
  }

  /** What stands on a tag topic was enriched at the same time, and stands there too. */
  private boolean judgeStrays(ArticleState article, Set<Integer> seen) {
    Set<State> states = new HashSet<>();
    article.of(Kind.ENRICHED).forEach(it -> states.add(new State(it)));
    Set<Integer> noTopic =
        article.of(Kind.LATER).stream()
            .filter(ArticleRow::flag)
            .map(ArticleRow::revision)
            .collect(Collectors.toSet());
    boolean whole = true;
    for (ArticleRow row : article.of(Kind.TAG)) {
      State state = new State(row);
      if (row.late()
          || row.time() < enriched.wholeSince()
          || noTopic.contains(row.revision()) // a topic that came later gets what was there
          || !states.add(state)) {
        continue;
      }
      whole = false;
      if (seen.contains(row.revision()) || !article.revisions().containsKey(row.revision())) {
        findings.missing(
            enriched.topic(),
            article.id(),
            row.revision(),
            null,
            "the record by the catalogue "
                + tags.catalogue(row)
                + ", which "
                + tags.topic(row)
                + " has");
      }
    }
    return whole;
  }
}
