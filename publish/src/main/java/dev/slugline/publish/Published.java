package dev.slugline.publish;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.slugline.ingest.article.Article;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What was last published of an article.
 *
 * @param revision the article's
 * @param retracted whether it is withdrawn
 * @param tags its tags, each with the version of the rule that gave it
 * @param off those of its tags on whose topics it does not stand: the rule has none, or it was
 *     missing
 * @param none whether it stands on the topic of those without a tag
 * @param sequence of the catalogue that gave the tags
 * @param touched when it last changed, epoch milliseconds of the wall clock
 */
record Published(
    int revision,
    boolean retracted,
    SortedMap<String, String> tags,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable SortedSet<String> off,
    boolean none,
    long sequence,
    long touched) {

  /** The same, found to be so by the catalogue of a sequence. */
  Published at(long catalogue) {
    return new Published(revision, retracted, tags, off, none, catalogue, touched);
  }

  /**
   * Whether what comes now is older. A stored article comes again at the same revision, and may
   * have been tagged meanwhile. Ingest forgets one that nobody feeds any more sooner than we do,
   * and then begins it anew.
   *
   * @param again whether it is a stored article
   * @param catalogue the sequence of the catalogue that tagged it
   */
  boolean outdates(Article article, boolean again, long catalogue) {
    int other = article.revision();
    if (!again) {
      boolean anew = other == 1 && !retracted;
      return other <= revision && !anew;
    }
    return retracted || other < revision || (other == revision && catalogue < sequence);
  }

  /** The tags on whose topics it stands. */
  SortedSet<String> topics() {
    SortedSet<String> topics = new TreeSet<>(tags.keySet());
    if (off != null) {
      topics.removeAll(off);
    }
    return topics;
  }
}
