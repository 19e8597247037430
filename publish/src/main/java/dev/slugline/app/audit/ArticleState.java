package dev.slugline.app.audit;

import dev.slugline.app.audit.ArticleRow.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What the topics say of one article, each topic's records in order. */
final class ArticleState {
  /**
   * A revision that ingest numbered, as receipts and the topic of articles tell of it.
   *
   * @param retracts whether it is a retraction
   * @param time epoch milliseconds
   * @param late whether that is told by nothing but late records
   */
  record Revision(int number, boolean retracts, long time, boolean late) {
    Revision and(Revision other) {
      return new Revision(
          number, retracts || other.retracts, Math.max(time, other.time), late && other.late);
    }
  }

  private final String id;
  private final Map<Kind, List<ArticleRow>> rows = new EnumMap<>(Kind.class);
  private final TreeMap<Integer, Revision> revisions = new TreeMap<>();

  ArticleState(List<ArticleRow> all) {
    id = all.get(0).id();
    for (ArticleRow row : all) {
      rows.computeIfAbsent(row.kind(), it -> new ArrayList<>(2)).add(row);
      if (row.kind() == Kind.ARTICLE || isNumbered(row)) {
        boolean retracts =
            row.kind() == Kind.ARTICLE ? row.gone() : row.what() == Outcome.RETRACTION.number();
        Revision revision = new Revision(row.revision(), retracts, row.time(), row.late());
        revisions.merge(row.revision(), revision, Revision::and);
      }
    }
  }

  static boolean isNumbered(ArticleRow row) {
    return row.kind() == Kind.RECEIPT && Outcome.numbered(row.what()).isNumbered();
  }

  String id() {
    return id;
  }

  List<ArticleRow> of(Kind kind) {
    return rows.getOrDefault(kind, List.of());
  }

  /** By number. */
  NavigableMap<Integer, Revision> revisions() {
    return revisions;
  }

  boolean hasLate(Kind... kinds) {
    for (Kind kind : kinds) {
      if (of(kind).stream().anyMatch(ArticleRow::late)) {
        return true;
      }
    }
    return false;
  }

  /** The records of tag topics by the number of the tag. */
  Map<Integer, List<ArticleRow>> byTag() {
    Map<Integer, List<ArticleRow>> byTag = new HashMap<>();
    for (ArticleRow row : of(Kind.TAG)) {
      byTag.computeIfAbsent(row.what(), it -> new ArrayList<>(2)).add(row);
    }
    return byTag;
  }
}
