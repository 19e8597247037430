package dev.slugline.app.cli;

/**
 * What the launcher says of the terminal, in system properties: Java itself cannot ask for each of
 * standard output and standard error.
 */
final class Terminal {
  private static final int USUAL_COLUMNS = 80;
  private static final int FEWEST_COLUMNS = 40;
  private static final int MOST_COLUMNS = 100;

  private Terminal() {}

  /** Whether standard output is read by a person. */
  static boolean isOutput() {
    return Boolean.getBoolean("slugline.terminal.out");
  }

  /** Whether to colour standard output; a NO_COLOR that is not empty forbids it. */
  static boolean isColoured() {
    String forbidden = System.getenv("NO_COLOR");
    return isOutput() && (forbidden == null || forbidden.isEmpty());
  }

  /** Whether standard error is read by a person. */
  static boolean isError() {
    return Boolean.getBoolean("slugline.terminal.err");
  }

  /** The width to wrap at: the terminal's within bounds, else the usual. */
  static int columns() {
    int said = Integer.getInteger("slugline.terminal.columns", USUAL_COLUMNS);
    return said < 1 ? USUAL_COLUMNS : Math.max(FEWEST_COLUMNS, Math.min(said, MOST_COLUMNS));
  }
}
