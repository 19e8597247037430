package dev.slugline.enrich.catalogue;

import java.util.List;
import java.util.stream.Collectors;

/** The rules cannot be used; says everything that is wrong with them, not only the first thing. */
public final class InvalidRulesException extends Exception {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // the lists made by List.copyOf are serializable
  private final List<RuleProblem> problems;

  public InvalidRulesException(List<RuleProblem> problems) {
    super(problems.stream().map(RuleProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public List<RuleProblem> problems() {
    return problems;
  }
}
