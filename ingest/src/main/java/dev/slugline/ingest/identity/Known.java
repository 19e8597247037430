package dev.slugline.ingest.identity;

import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.Article.Provenance;
import dev.slugline.ingest.article.Article.Retraction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of an article: enough to tell a repeat, a revision, an older version and a
 * withdrawal, and no text of it. Immutable.
 *
 * @param hash of the published content, see {@link ContentHash#shortened}; null: none was
 * @param others hashes of the other contents that were taken, oldest first, at most {@link
 *     #MAX_HASHES}
 * @param meta hash of what makes a {@code minor} revision: embargo, expiry, rights, keywords, URL
 * @param withdrawal why and by whom it is withdrawn; null: it is not
 * @param wording of the published text
 * @param seen the last place read for this article, by raw topic and partition: what lies before is
 *     known already, which matters when group offsets were lost
 * @param waiting the version that an embargo holds
 * @param touched when it last changed, epoch milliseconds of the wall clock
 */
public record Known(
    int revision,
    @Nullable Long hash,
    List<Long> others,
    @Nullable Long meta,
    Version version,
    @Nullable Retraction withdrawal,
    @Nullable Wording wording,
    Map<String, Place> seen,
    @Nullable Waiting waiting,
    long touched) {
  /** How many earlier contents are remembered. */
  public static final int MAX_HASHES = 16;

  private static final int LONGEST_REASON = 1_000;

  /** A place in a raw partition; the arrival time tells a topic that was made anew. */
  public record Place(long offset, int item, long receivedMillis) {}

  private static final Known NONE =
      new Known(0, null, List.of(), null, Version.NONE, null, null, Map.of(), null, 0);

  static Known of(@Nullable Known known) {
    return known == null ? NONE : known;
  }

  /** Whether a content was published or held before. */
  boolean isFamiliar(long content) {
    return Objects.equals(hash, content) || others.contains(content);
  }

  boolean hasContent() {
    return hash != null || !others.isEmpty();
  }

  boolean hasSeen(Article arriving) {
    Provenance at = arriving.provenance();
    Place last = at == null ? null : seen.get(partition(at));
    return at != null
        && last != null
        && arriving.receivedAt().toEpochMilli() <= last.receivedMillis()
        && (at.offset() < last.offset()
            || (at.offset() == last.offset() && at.item() <= last.item()));
  }

  private static String partition(Provenance at) {
    return at.topic() + "-" + at.partition();
  }

  /** An item of it was read. */
  Known touched(Article arriving, long now) {
    Provenance at = arriving.provenance();
    Map<String, Place> places = seen;
    if (at != null) {
      places = new HashMap<>(seen);
      places.put(
          partition(at), new Place(at.offset(), at.item(), arriving.receivedAt().toEpochMilli()));
    }
    return new Known(
        revision, hash, others, meta, version, withdrawal, wording, places, waiting, now);
  }

  /** The same content came as a newer version. */
  Known advanced(Article arriving) {
    return new Known(
        revision,
        hash,
        others,
        meta,
        version.then(arriving),
        withdrawal,
        wording,
        seen,
        waiting,
        touched);
  }

  Known with(@Nullable Waiting held) {
    return new Known(
        revision, hash, others, meta, version, withdrawal, wording, seen, held, touched);
  }

  Known at(long now) {
    return new Known(
        revision, hash, others, meta, version, withdrawal, wording, seen, waiting, now);
  }

  /** Remembers a content that was taken and is not the published one. */
  Known familiarWith(long content) {
    return new Known(
        revision,
        hash,
        Objects.equals(hash, content) ? others : added(content),
        meta,
        version,
        withdrawal,
        wording,
        seen,
        waiting,
        touched);
  }

  Known withdrawn(Article arriving, Retraction retraction) {
    return new Known(
        revision + 1,
        hash,
        others,
        meta,
        version.then(arriving),
        shortened(retraction),
        wording,
        seen,
        waiting,
        touched);
  }

  private static Retraction shortened(Retraction told) {
    String reason = told.reason();
    return reason == null || reason.length() <= LONGEST_REASON
        ? told
        : new Retraction(
            told.kind(), reason.substring(0, LONGEST_REASON) + "\u2026", told.by(), told.at());
  }

  Known published(Article article, long content, long metadata, Wording text) {
    List<Long> rest = new ArrayList<>(hash == null || hash == content ? others : added(hash));
    rest.remove(content);
    return new Known(
        revision + 1,
        content,
        List.copyOf(rest),
        metadata,
        version.then(article),
        null,
        text,
        seen,
        waiting,
        touched);
  }

  private List<Long> added(long content) {
    List<Long> next = new ArrayList<>(others);
    next.remove(content);
    next.add(content);
    return next.size() > MAX_HASHES ? List.copyOf(next.subList(1, next.size())) : next;
  }
}
