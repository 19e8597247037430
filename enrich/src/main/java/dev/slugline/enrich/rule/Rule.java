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
    Map<String, List<Clause>> clauses,
    String version) {

  /** A rule for use without catalogue files and topics: its id is its label, its version empty. */
  public static Rule of(String id, int threshold, Map<String, List<Clause>> clauses) {
    return new Rule(id, id, List.of(), "", threshold, false, true, clauses, "");
  }
}
