package dev.slugline.app.audit;

import dev.slugline.app.audit.ArticleRow.Kind;
import dev.slugline.app.audit.ArticleState.Revision;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the register of retractions against an article's revisions: an entry for each retraction,
 * and one for each return of what was withheld. Not thread-safe.
 */
final class RegisterJudge {
  private final Snapshot snapshot;
  private final TopicSpan register;
  private final Findings findings;

  RegisterJudge(Snapshot snapshot, Findings findings) {
    this.snapshot = snapshot;
    this.register = snapshot.withdrawn();
    this.findings = findings;
  }

  /**
   * What must have an entry.
   *
   * @param returned whether it came back
   */
  private record Event(int revision, boolean returned, long time) {}

  void judge(ArticleState article) {
    if (article.hasLate(Kind.WITHDRAWAL, Kind.ARTICLE, Kind.RECEIPT)) {
      return;
    }
    List<ArticleRow> entries = judgeDoubles(article);
    List<Event> events = events(article);
    if (events.isEmpty()) {
      judgeWithout(article, entries);
      return;
    }
    boolean all =
        !snapshot.receipts().isCut()
            && !snapshot.articles().isCut()
            && events.get(0).time() >= register.wholeSince();
    if (all) {
      judgeAll(article, events, entries);
      return;
    }
    Event last = events.get(events.size() - 1);
    boolean told =
        !entries.isEmpty() && isReturn(entries.get(entries.size() - 1)) == last.returned();
    if (!told && last.time() >= register.remainsSince()) {
      missing(article, last);
    }
  }

  /** The entries, each once: none follows another of the same kind. */
  private List<ArticleRow> judgeDoubles(ArticleState article) {
    List<ArticleRow> entries = new ArrayList<>();
    for (ArticleRow entry : article.of(Kind.WITHDRAWAL)) {
      ArticleRow before = entries.isEmpty() ? null : entries.get(entries.size() - 1);
      if (before != null && before.what() == entry.what() && before.flag() == entry.flag()) {
        findings.doubled(register.topic(), article.id(), 0, null, "the same entry twice");
      } else {
        entries.add(entry);
      }
    }
    return entries;
  }

  private static List<Event> events(ArticleState article) {
    List<Event> events = new ArrayList<>();
    for (Revision revision : article.revisions().values()) {
      Revision before = article.revisions().get(revision.number() - 1);
      boolean returned = !revision.retracts() && before != null && before.retracts();
      if (revision.retracts() || returned) {
        events.add(new Event(revision.number(), returned, revision.time()));
      }
    }
    return events;
  }

  private void judgeWithout(ArticleState article, List<ArticleRow> entries) {
    if (snapshot.receipts().isCut() || snapshot.articles().isCut()) {
      return;
    }
    for (int i = 0; i < entries.size(); i++) {
      findings.unexpected(register.topic(), article.id(), 0, null, "no receipt tells of it");
    }
    if (!entries.isEmpty()) {
      return;
    }
    for (ArticleRow receipt : article.of(Kind.RECEIPT)) {
      if (receipt.what() == Outcome.WITHDRAWN.number()) {
        findings.missing(
            register.topic(), article.id(), 0, receipt.at(), "its receipt says withdrawn");
      }
    }
  }

  private void judgeAll(ArticleState article, List<Event> events, List<ArticleRow> entries) {
    int next = 0;
    for (Event event : events) {
      if (next < entries.size() && isReturn(entries.get(next)) == event.returned()) {
        next++;
      } else {
        missing(article, event);
      }
    }
    for (; next < entries.size(); next++) {
      findings.unexpected(register.topic(), article.id(), 0, null, "no receipt tells of it");
    }
  }

  private void missing(ArticleState article, Event event) {
    findings.missing(
        register.topic(),
        article.id(),
        event.revision(),
        null,
        event.returned() ? "the entry of its return" : "the entry of its retraction");
  }

  private static boolean isReturn(ArticleRow entry) {
    return entry.what() == 1;
  }
}
