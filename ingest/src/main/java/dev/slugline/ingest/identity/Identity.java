package dev.slugline.ingest.identity;

import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.Article.Change;
import dev.slugline.ingest.article.Article.Provenance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an arriving version is to those known before: pure, so that the stream and its tests
 * call the same. Versions are compared by the first of version, {@code updatedAt}, {@code
 * publishedAt} that both have; where none decides, the later arrival wins.
 */
public final class Identity {
  private Identity() {}

  public static Decision decide(@Nullable Known before, Article arriving, long nowMillis) {
    Known known = before == null ? Known.none() : before;
    Provenance place = arriving.provenance();
    if (place != null && seen(known, arriving, place)) {
      return new Decision(null, null, null, known);
    }
    return arriving.retracts()
        ? retract(known, arriving, nowMillis)
        : take(known, arriving, nowMillis);
  }

  private static Decision retract(Known known, Article arriving, long now) {
    String kind = Objects.requireNonNull(arriving.retraction()).kind();
    String held = known.withdrawal();
    if (held != null && (held.equals(kind) || held.equals("canceled"))) {
      return new Decision(
          "repeat", null, "already " + held, touch(known, arriving, now, known.withdrawal()));
    }
    Known next = versioned(known, arriving, now, known.revision() + 1, kind, false);
    return new Decision(
        "retraction", arriving.toBuilder().revision(next.revision()).build(), null, next);
  }

  private static Decision take(Known known, Article arriving, long now) {
    String hash = Objects.requireNonNull(arriving.contentHash());
    String meta = meta(arriving);
    int order = compare(arriving, known);
    boolean current = !known.hashes().isEmpty() && last(known.hashes()).equals(hash);
    boolean familiar = known.hashes().contains(hash);
    if (known.withdrawal() != null) {
      boolean newer = order > 0 || (order == 0 && !known.hashes().isEmpty() && !familiar);
      if (known.withdrawal().equals("canceled") || !newer) {
        return new Decision(
            "withdrawn",
            null,
            "the article is " + known.withdrawal(),
            touch(known, arriving, now, known.withdrawal()));
      }
      return number(known, arriving, now, "update");
    }
    if (known.revision() == 0) {
      return number(known, arriving, now, "new");
    }
    if (order < 0) {
      return new Decision(
          "stale",
          null,
          "revision " + known.revision() + " is newer",
          touch(known, arriving, now, null));
    }
    if (current && meta.equals(known.meta())) {
      Known next =
          order > 0
              ? versioned(known, arriving, now, known.revision(), null, false)
              : touch(known, arriving, now, null);
      return new Decision("repeat", null, "same as revision " + known.revision(), next);
    }
    if (current) {
      return number(known, arriving, now, "minor");
    }
    if (familiar && order == 0) {
      return new Decision(
          "repeat", null, "same as an earlier revision", touch(known, arriving, now, null));
    }
    return number(known, arriving, now, isCorrection(arriving) ? "correction" : "update");
  }

  private static Decision number(Known known, Article arriving, long now, String kind) {
    Known next = versioned(known, arriving, now, known.revision() + 1, null, true);
    byte[] before = known.words();
    byte[] after = Objects.requireNonNull(next.words());
    Change change =
        new Change(
            kind,
            known.titleHash() != null && !known.titleHash().equals(next.titleHash()),
            before == null ? 0 : WordSketch.changed(before, after));
    Article article = arriving.toBuilder().revision(next.revision()).change(change).build();
    return new Decision(known.revision() == 0 ? "article" : "revision", article, null, next);
  }

  private static boolean isCorrection(Article article) {
    String note = article.edNote();
    return note != null && note.regionMatches(true, 0, "correct", 0, 7);
  }

  /** Greater than 0: arriving is newer; 0: equal or not to be compared. */
  static int compare(Article arriving, Known known) {
    if (arriving.sourceVersion() != null && known.version() != null) {
      return arriving.sourceVersion().compareTo(known.version());
    }
    if (arriving.updatedAt() != null && known.updatedAt() != null) {
      return arriving.updatedAt().compareTo(known.updatedAt());
    }
    if (arriving.publishedAt() != null && known.publishedAt() != null) {
      return arriving.publishedAt().compareTo(known.publishedAt());
    }
    return 0;
  }

  private static boolean seen(Known known, Article arriving, Provenance at) {
    Known.Place last = known.seen().get(at.topic() + "-" + at.partition());
    return last != null
        && arriving.receivedAt().toEpochMilli() <= last.receivedMillis()
        && (at.offset() < last.offset()
            || (at.offset() == last.offset() && at.item() <= last.item()));
  }

  private static Known touch(Known known, Article arriving, long now, @Nullable String withdrawal) {
    return new Known(
        known.revision(),
        known.hashes(),
        known.meta(),
        known.version(),
        known.updatedAt(),
        known.publishedAt(),
        withdrawal,
        known.titleHash(),
        known.words(),
        seenNow(known, arriving),
        now);
  }

  private static Known versioned(
      Known known,
      Article arriving,
      long now,
      int revision,
      @Nullable String withdrawal,
      boolean content) {
    String title = arriving.title() == null ? "" : arriving.title();
    return new Known(
        revision,
        content ? withHash(known.hashes(), arriving) : known.hashes(),
        content ? meta(arriving) : known.meta(),
        arriving.sourceVersion() != null ? arriving.sourceVersion() : known.version(),
        arriving.updatedAt() != null ? arriving.updatedAt() : known.updatedAt(),
        arriving.publishedAt() != null ? arriving.publishedAt() : known.publishedAt(),
        withdrawal,
        content ? ContentHash.of(title, "") : known.titleHash(),
        content ? WordSketch.of(title + "\n" + arriving.body()) : known.words(),
        seenNow(known, arriving),
        now);
  }

  private static List<String> withHash(List<String> hashes, Article arriving) {
    String hash = Objects.requireNonNull(arriving.contentHash());
    List<String> next = new ArrayList<>(hashes);
    next.remove(hash);
    next.add(hash);
    return next.size() > Known.MAX_HASHES ? List.copyOf(next.subList(1, next.size())) : next;
  }

  private static Map<String, Known.Place> seenNow(Known known, Article arriving) {
    Provenance at = arriving.provenance();
    if (at == null) {
      return known.seen();
    }
    Map<String, Known.Place> seen = new HashMap<>(known.seen());
    seen.put(
        at.topic() + "-" + at.partition(),
        new Known.Place(at.offset(), at.item(), arriving.receivedAt().toEpochMilli()));
    return seen;
  }

  private static String meta(Article a) {
    return ContentHash.of(
        "meta",
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
            + a.url());
  }

  private static String last(List<String> list) {
    return list.get(list.size() - 1);
  }
}
