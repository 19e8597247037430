package dev.slugline.enrich.catalogue;

import dev.slugline.enrich.rule.Rule;

/** A rule with what its file says beside it: examples, and the places of its clauses. */
public record RuleDocument(Rule rule, Examples examples, RuleSource source) {}
