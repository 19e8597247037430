package dev.slugline.enrich.rule;

import java.util.List;

/** A rule that fired; evidence: title first, then by start, end and clause. */
public record Match(Rule rule, int relevance, List<Evidence> evidence) {}
