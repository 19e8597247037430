package dev.slugline.enrich.rule;

import java.util.List;

/**
 * What a catalogue says of a text.
 *
 * @param all the rules that fired, by relevance descending, then id
 * @param faults the rules that could not be evaluated, by id: of them nothing is known
 */
public record Matches(List<Match> all, List<Fault> faults) {}
