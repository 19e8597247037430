package dev.slugline.enrich.rule;

import java.util.List;
import java.util.Map;

/**
 * The stored queries that decide one tag.
 *
 * @param threshold the sum of weights from which the tag is given
 * @param ownTopic whether its articles go to a topic of their own
 * @param stemmed whether title and body are read with the analyser of the language, which stems and
 *     drops stop words; else as they stand, in lower case
 * @param counting how often a clause counts
 * @param ignore queries by language code: words within a place where one of them matches count for
 *     no clause of the rule
 * @param clauses by language code (ISO 639-1)
 * @param version the first 12 hex digits of the hash of its content
 */
public record Rule(
    String id,
    String label,
    List<IptcCode> iptc,
    String description,
    int threshold,
    boolean ownTopic,
    boolean stemmed,
    Counting counting,
    Map<String, List<String>> ignore,
    Map<String, List<Clause>> clauses,
    String version) {

  /** How often the weight of a clause counts that fired. */
  public enum Counting {
    /** Once, wherever and however often it fired. */
    ONCE(1),
    /**
     * For each sentence in which it fired: {@value Passages#TITLE_COUNTS} times for the title,
     * {@value Passages#LEAD_COUNTS} times for a sentence of the lead, once for another one; at most
     * {@value Passages#MOST} times in all.
     */
    SENTENCES(Passages.MOST);

    private final int most;

    Counting(int most) {
      this.most = most;
    }

    /** The most times that a clause counts. */
    public int most() {
      return most;
    }
  }

  /**
   * A rule for use without catalogue files and topics: its id is its label, its version empty, and
   * each of its clauses counts once.
   */
  public static Rule of(String id, int threshold, Map<String, List<Clause>> clauses) {
    return new Rule(
        id, id, List.of(), "", threshold, false, true, Counting.ONCE, Map.of(), clauses, "");
  }

  /** Whether it has to be known where its clauses fired to tell whether it does. */
  boolean needsPlaces(String language) {
    return counting != Counting.ONCE
        || !ignore.getOrDefault(language, List.of()).isEmpty()
        || clauses.getOrDefault(language, List.of()).stream().anyMatch(it -> it.company() != null);
  }
}
