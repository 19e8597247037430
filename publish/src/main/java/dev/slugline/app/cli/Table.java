package dev.slugline.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows for a person, in columns as wide as they need to be; the last column is not padded. */
final class Table {
  private static final int GAP = 2;

  private final List<List<String>> rows = new ArrayList<>();

  /** A table with a line of headings. */
  Table(String... headings) {
    row(headings);
  }

  void row(String... cells) {
    rows.add(Arrays.asList(cells));
  }

  /** Prints what was put in; nothing but headings prints nothing. */
  void print(Output out) {
    if (rows.size() == 1) {
      return;
    }
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        line.append(row.get(i));
        if (i < row.size() - 1) {
          line.append(" ".repeat(widths[i] - length(row.get(i)) + GAP));
        }
      }
      if (!out.line(line.toString().stripTrailing())) {
        return;
      }
    }
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
