package dev.slugline.enrich.rule;

/** A clause that cannot be used; position: UTF-16 offset into its query, -1 where unknown. */
public record RuleError(String ruleId, String clause, String reason, int position) {}
