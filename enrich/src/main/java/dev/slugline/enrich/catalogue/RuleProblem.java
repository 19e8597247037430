package dev.slugline.enrich.catalogue;

/** What is wrong with a rule file, and where; lines and columns count from 1. */
public record RuleProblem(String file, int line, int column, String reason) {
  @Override
  public String toString() {
    return file + ":" + line + ":" + column + ": " + reason;
  }
}
