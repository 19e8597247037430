package dev.slugline.publish;

import com.fasterxml.jackson.annotation.JsonInclude;
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

  /** The tags on whose topics it stands. */
  SortedSet<String> topics() {
    SortedSet<String> topics = new TreeSet<>(tags.keySet());
    if (off != null) {
      topics.removeAll(off);
    }
    return topics;
  }
}
