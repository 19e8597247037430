package dev.slugline.app.audit;

import dev.slugline.app.audit.ArticleRow.Kind;
import dev.slugline.publish.PublishTopics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Follows an article from one enriched record to the next and holds its tag topics against them: a
 * record where a tag came or the revision is a new one, a tombstone where it went, and at the end
 * the article on exactly the topics that its last record names. Not thread-safe.
 */
final class TagJudge {
  private final Snapshot snapshot;
  private final OwnTopics own;
  private final Names tags;
  private final Names catalogues;
  private final Findings findings;
  private final int none;

  TagJudge(Snapshot snapshot, OwnTopics own, Names tags, Names catalogues, Findings findings) {
    this.snapshot = snapshot;
    this.own = own;
    this.tags = tags;
    this.catalogues = catalogues;
    this.findings = findings;
    this.none = tags.number(PublishTopics.NONE);
  }

  /** The name of the topic that a record of a tag stands on. */
  String topic(ArticleRow row) {
    return snapshot.tagTopic(tags.name(row.what()));
  }

  /** The hash of the catalogue that a record is by. */
  String catalogue(ArticleRow row) {
    return OwnTopics.hash(catalogues.name(row.catalogue()));
  }

  /** Whether what a record is by can hold but once; without a sequence it may hold again. */
  boolean isOnce(ArticleRow row) {
    return catalogues.name(row.catalogue()).indexOf('/') >= 0;
  }

  /** Counts the topics that the article stands on. */
  void count(ArticleState article, Totals totals) {
    article
        .byTag()
        .forEach(
            (tag, rows) -> {
              if (!rows.get(rows.size() - 1).gone()) {
                totals.tags.merge(tags.name(tag), 1L, Long::sum);
              }
            });
  }

  /** Judges an article that has all its enriched records, none of them late. */
  void judge(ArticleState article) {
    List<ArticleRow> states = article.of(Kind.ENRICHED);
    if (states.isEmpty()) {
      return;
    }
    Map<Integer, List<ArticleRow>> byTag = article.byTag();
    Set<Integer> all = new LinkedHashSet<>(byTag.keySet());
    for (ArticleRow state : states) {
      for (int tag : state.tags()) {
        all.add(tag);
      }
      if (names(state, none)) {
        all.add(none);
      }
    }
    Set<Integer> refused =
        article.of(Kind.LATER).stream()
            .filter(ArticleRow::flag)
            .map(ArticleRow::revision)
            .collect(Collectors.toSet());
    for (int tag : all) {
      new Walk(article.id(), tag, states, byTag.getOrDefault(tag, List.of()), refused).judge();
    }
  }

  private boolean names(ArticleRow state, int tag) {
    if (state.gone()) {
      return false;
    }
    if (tag == none) {
      return state.tags().length == 0;
    }
    for (int named : state.tags()) {
      if (named == tag) {
        return true;
      }
    }
    return false;
  }

  /** One article on one tag topic. */
  private final class Walk {
    private final String id;
    private final int tag;
    private final List<ArticleRow> states;
    private final List<ArticleRow> rows;

    /** Revisions of which a dead letter says that a topic was not there. */
    private final Set<Integer> refused;

    private final String topic;
    private final long remainsSince;
    private final long wholeSince;
    private boolean stands;
    private boolean told;

    Walk(String id, int tag, List<ArticleRow> states, List<ArticleRow> rows, Set<Integer> refused) {
      this.id = id;
      this.tag = tag;
      this.states = states;
      this.rows = rows;
      this.refused = refused;
      this.topic = snapshot.tagTopic(tags.name(tag));
      TopicSpan span = snapshot.tag(topic);
      // a topic that is not there has taken nothing away
      this.remainsSince = span == null ? Long.MIN_VALUE : span.remainsSince();
      this.wholeSince =
          Math.max(
              span == null ? Long.MIN_VALUE : span.wholeSince(), snapshot.enriched().wholeSince());
    }

    void judge() {
      Set<ArticleRow> left = new HashSet<>(rows);
      int next = 0;
      for (int i = 0; i < states.size(); i++) {
        ArticleRow state = states.get(i);
        List<ArticleRow> made = new ArrayList<>(1);
        boolean late = false;
        while (next < rows.size() && isBy(rows.get(next), states, i)) {
          if (isBy(rows.get(next), state)) {
            made.add(rows.get(next));
          } else {
            late = !rows.get(next).gone(); // its topic was made after all
          }
          left.remove(rows.get(next));
          next++;
        }
        judge(state, i == 0 ? null : states.get(i - 1), made);
        stands |= late;
      }
      for (ArticleRow row : left) {
        add("doubled", row.revision(), "a record that came before comes again");
      }
      if (!told) {
        judgeEnd(states.get(states.size() - 1));
      }
    }

    /** Of this state, or of none that is known any more. */
    private boolean isBy(ArticleRow row, List<ArticleRow> all, int at) {
      return isBy(row, all.get(at)) || all.stream().noneMatch(state -> isBy(row, state));
    }

    private boolean isBy(ArticleRow row, ArticleRow state) {
      return row.revision() == state.revision() && row.catalogue() == state.catalogue();
    }

    private void judge(ArticleRow state, @Nullable ArticleRow before, List<ArticleRow> made) {
      boolean on = names(state, tag) && own.has(state.catalogue(), tags.name(tag));
      boolean first =
          before == null ? !state.flag() : !stands || before.revision() != state.revision();
      boolean judged = state.time() >= wholeSince && !refused.contains(state.revision());
      if (made.size() > 1) {
        add("doubled", state.revision(), made.size() + " times by the same catalogue");
      }
      if (made.isEmpty()) {
        if (judged && on && first) {
          add("missing", state.revision(), "its enriched record names the tag");
        } else if (judged && !on && stands) {
          add(
              "missing",
              state.revision(),
              "the tombstone of " + (state.gone() ? "its retraction" : "the tag that it lost"));
        }
      } else if (made.get(made.size() - 1).gone() == on) {
        add(
            "unexpected",
            state.revision(),
            on
                ? "a tombstone, and its enriched record names the tag"
                : "its enriched record does not name the tag");
      }
      stands = on && !(made.isEmpty() && refused.contains(state.revision()));
    }

    private void judgeEnd(ArticleRow last) {
      boolean on = names(last, tag) && own.has(last.catalogue(), tags.name(tag));
      boolean there = !rows.isEmpty() && !rows.get(rows.size() - 1).gone();
      if (on && !there && last.time() >= remainsSince && !refused.contains(last.revision())) {
        add("missing", last.revision(), "its last enriched record names the tag");
      } else if (!on && there) {
        add(
            "unexpected",
            rows.get(rows.size() - 1).revision(),
            "it stands there, and its last enriched record does not name the tag");
      }
    }

    private void add(String problem, int revision, String what) {
      told = true;
      switch (problem) {
        case "missing" -> findings.missing(topic, id, revision, null, what);
        case "doubled" -> findings.doubled(topic, id, revision, null, what);
        default -> findings.unexpected(topic, id, revision, null, what);
      }
    }
  }
}
