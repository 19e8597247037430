package dev.slugline.enrich.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a rule file, or doubtful about it, and where.
 *
 * @param line from 1
 * @param column from 1, in characters (code points) of the line
 * @param rule the rule's id, where it is known
 * @param clause the clause's label, where it is about one
 * @param severity {@code error}: the rules cannot be used; {@code warning}: they can
 * @param code names the kind of problem, the same from version to version
 * @param excerpt the line of the file with a caret under the place; empty where there is none
 */
public record RuleProblem(
    String file,
    int line,
    int column,
    @Nullable String rule,
    @Nullable String clause,
    String severity,
    String code,
    String message,
    String excerpt) {
  static final String ERROR = "error";
  static final String WARNING = "warning";

  /** A problem of a file as a whole. */
  static RuleProblem ofFile(String file, String code, String message) {
    return new RuleProblem(file, 1, 1, null, null, ERROR, code, message, "");
  }

  @JsonIgnore
  public boolean isError() {
    return severity.equals(ERROR);
  }

  /** One line, as a compiler would say it. */
  @Override
  public String toString() {
    return file
        + ":"
        + line
        + ":"
        + column
        + ": "
        + (isError() ? message : "warning: " + message + " [" + code + "]");
  }
}
