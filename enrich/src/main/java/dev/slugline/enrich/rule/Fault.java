package dev.slugline.enrich.rule;

/**
 * A rule that could not be evaluated on one text, and why: a test of a term failed, or a bound of
 * Lucene's own was hit. The rule gives no match on that text; the others are not affected.
 */
public record Fault(String ruleId, String reason) {}
