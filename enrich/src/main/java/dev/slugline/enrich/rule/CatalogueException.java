package dev.slugline.enrich.rule;

import java.util.List;
import java.util.stream.Collectors;

/** Rules that cannot be compiled: all errors of all rules. */
public final class CatalogueException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient List<RuleError> errors;

  CatalogueException(List<RuleError> errors) {
    super(
        errors.stream()
            .map(e -> e.ruleId() + ", clause " + e.clause() + ": " + e.reason())
            .collect(Collectors.joining("; ")));
    this.errors = List.copyOf(errors);
  }

  public List<RuleError> errors() {
    return errors;
  }
}
