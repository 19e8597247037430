package dev.slugline.ingest.identity;

import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.Article.Change;
import dev.slugline.ingest.article.Article.Retraction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an arriving version is to those known before: pure, so that the stream and its tests
 * call the same. Versions are compared by the first of version, {@code updatedAt}, {@code
 * publishedAt} that both have; where none decides, the later arrival wins. Of versions under
 * embargo one waits, the newest.
 */
public final class Identity {
  private static final String WITHHELD = "withheld";

  private Identity() {}

  public static Decision decide(@Nullable Known before, Arrival arriving, long nowMillis) {
    Known known = Known.of(before);
    Article article = arriving.article();
    if (known.hasSeen(article)) {
      return new Decision(null, null, null, known);
    }
    Known touched = known.touched(article, nowMillis);
    return article.retracts() ? retract(touched, article) : take(touched, arriving, nowMillis);
  }

  /** The embargo of the version that waits has ended: it is published. */
  public static Decision release(@Nullable Known before, Arrival held, long nowMillis) {
    Known known = Known.of(before).with(null);
    Decision published = publish(known, held);
    Known next = published.next();
    return new Decision("released", published.article(), null, next.at(nowMillis));
  }

  private static Decision retract(Known known, Article arriving) {
    Retraction retraction = Objects.requireNonNull(arriving.retraction());
    Retraction held = known.withdrawal();
    boolean withheld = retraction.kind().equals(WITHHELD);
    Waiting waiting = known.waiting();
    boolean drops = waiting != null && (!withheld || waiting.version().order(arriving) >= 0);
    String dropped = drops ? dropped(Objects.requireNonNull(waiting)) : null;
    Known left = drops ? forget(known, Objects.requireNonNull(waiting)) : known;
    if (held != null && (held.kind().equals(retraction.kind()) || !isWithheld(held))) {
      String already = "already " + held.kind();
      return new Decision(
          "repeat", null, dropped == null ? already : already + "; " + dropped, left);
    }
    if (withheld && held == null && known.hash() != null && known.version().order(arriving) < 0) {
      return stale(known);
    }
    Known next = left.withdrawn(arriving, retraction);
    return new Decision(
        "retraction", arriving.toBuilder().revision(next.revision()).build(), dropped, next);
  }

  private static String dropped(Waiting waiting) {
    return "the version held until " + waiting.until() + " is dropped";
  }

  private static Known forget(Known known, Waiting waiting) {
    return known.with(null).familiarWith(waiting.hash());
  }

  private static boolean isWithheld(Retraction retraction) {
    return retraction.kind().equals(WITHHELD);
  }

  private static Decision take(Known known, Arrival arriving, long now) {
    Waiting waiting = known.waiting();
    if (waiting == null) {
      return beside(known, arriving, now, known.version().order(arriving.article()), false);
    }
    Article article = arriving.article();
    long hash = hash(article);
    int order = waiting.version().order(article);
    if (order < 0) {
      return known.withdrawal() != null
          ? withdrawn(known)
          : new Decision(
              "stale", null, "the version held until " + waiting.until() + " is newer", known);
    }
    if (waiting.hash() == hash && waiting.meta() == meta(article)) {
      Version version = order > 0 ? waiting.version().then(article) : waiting.version();
      Waiting next = new Waiting(waiting.until(), hash, waiting.meta(), version);
      return new Decision(
          "repeat", null, "same as the version held until " + waiting.until(), known.with(next));
    }
    if (order == 0 && waiting.hash() != hash && known.isFamiliar(hash)) {
      return new Decision("repeat", null, "same as an earlier version", known);
    }
    int newer = Math.max(order, Math.max(0, known.version().order(article)));
    Decision decision = beside(known.with(null), arriving, now, newer, true);
    Known next = decision.next().familiarWith(waiting.hash());
    return new Decision(decision.outcome(), decision.article(), dropped(decision, waiting), next);
  }

  private static String dropped(Decision decision, Waiting waiting) {
    String reason = decision.reason();
    return (reason == null ? "" : reason + "; ") + dropped(waiting);
  }

  /**
   * What a version is to the published ones.
   *
   * @param order of the version, greater than 0: it is newer
   * @param replaces whether it takes the place of one that waited, which was newer than they are
   */
  private static Decision beside(
      Known known, Arrival arriving, long now, int order, boolean replaces) {
    Article article = arriving.article();
    long hash = hash(article);
    boolean current = Objects.equals(known.hash(), hash);
    boolean anew = !known.isFamiliar(hash) || replaces;
    Retraction withdrawal = known.withdrawal();
    if (withdrawal != null) {
      boolean newer = order > 0 || (order == 0 && known.hasContent() && anew);
      return isWithheld(withdrawal) && newer ? accept(known, arriving, now) : withdrawn(known);
    }
    if (known.revision() > 0) {
      if (order < 0) {
        return stale(known);
      }
      if (current && Objects.equals(known.meta(), meta(article))) {
        Known next = order > 0 ? known.advanced(article) : known;
        return new Decision("repeat", null, "same as revision " + known.revision(), next);
      }
      if (!current && !anew && order == 0) {
        return new Decision("repeat", null, "same as an earlier revision", known);
      }
    }
    return accept(known, arriving, now);
  }

  private static Decision stale(Known known) {
    return new Decision("stale", null, "revision " + known.revision() + " is newer", known);
  }

  private static Decision withdrawn(Known known) {
    String kind = Objects.requireNonNull(known.withdrawal()).kind();
    return new Decision("withdrawn", null, "the article is " + kind, known);
  }

  private static Decision accept(Known known, Arrival arriving, long now) {
    if (!arriving.embargoed(now)) {
      return publish(known, arriving);
    }
    Article article = arriving.article();
    Waiting waiting =
        new Waiting(
            Objects.requireNonNull(article.embargoedUntil()),
            hash(article),
            meta(article),
            known.version().then(article));
    return new Decision("held", null, "until " + waiting.until(), known.with(waiting));
  }

  private static Decision publish(Known known, Arrival arriving) {
    Article article = arriving.article();
    Wording before = known.wording();
    Wording after = Wording.of(article);
    Change change =
        new Change(
            kind(known, arriving, after),
            before != null && before.title() != after.title(),
            before == null ? 0 : WordSketch.changed(before.words(), after.words()));
    Known next = known.published(article, hash(article), meta(article), after);
    return new Decision(
        known.revision() == 0 ? "article" : "revision",
        article.toBuilder().revision(next.revision()).change(change).build(),
        null,
        next);
  }

  private static String kind(Known known, Arrival arriving, Wording after) {
    if (known.revision() == 0) {
      return "new";
    }
    Wording before = known.wording();
    if (known.withdrawal() != null || before == null) {
      return "update";
    }
    boolean same = Objects.equals(known.hash(), hash(arriving.article()));
    if ((arriving.corrects() && !same) || (after.note() != 0 && after.note() != before.note())) {
      return "correction";
    }
    return same || after.isSmallEditOf(before) ? "minor" : "update";
  }

  private static long hash(Article article) {
    return ContentHash.shortened(Objects.requireNonNull(article.contentHash()));
  }

  private static long meta(Article a) {
    String rest =
        a.embargoedUntil()
            + "\n"
            + a.expiresAt()
            + "\n"
            + a.copyright()
            + "\n"
            + a.usageTerms()
            + "\n"
            + a.keywords()
            + "\n"
            + a.url()
            + "\n"
            + Wording.note(a.edNote());
    return ContentHash.shortened(ContentHash.of("meta", rest));
  }
}
