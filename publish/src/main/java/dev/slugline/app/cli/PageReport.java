package dev.slugline.app.cli;

import dev.slugline.ingest.article.Article.Removed;
import dev.slugline.ingest.clean.TextCleaner;
import dev.slugline.ingest.page.PageExplanation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prints how a page was read: its parts in order, those next to each other with one reason as one.
 */
final class PageReport {
  private static final int WIDTH = 72;
  private final Output out;

  PageReport(Output out) {
    this.out = out;
  }

  /** False: the output is closed. */
  boolean print(String input, PageExplanation page) {
    List<String> lines = new ArrayList<>();
    lines.add(input + (page.title() == null ? "" : ": " + page.title()));
    if (page.skipped() != null) {
      lines.add("skipped: it seems to be " + page.skipped());
    } else {
      lines.add("the text: " + page.way());
    }
    List<PageExplanation.Part> parts = page.parts();
    for (int at = 0; at < parts.size(); ) {
      int end = at + 1;
      while (end < parts.size() && isSame(parts.get(at).left(), parts.get(end).left())) {
        end++;
      }
      run(parts.subList(at, end), lines);
      at = end;
    }
    if (page.skipped() == null && parts.stream().noneMatch(part -> part.left() == null)) {
      page.text()
          .lines()
          .filter(line -> !line.isBlank())
          .forEach(line -> lines.add("+ " + cut(line)));
    }
    for (Removed each : TextCleaner.body(page.text()).removed()) {
      lines.add("- cleaned: " + each.why());
      lines.add("    " + cut(each.text()));
    }
    return lines.stream().allMatch(out::line);
  }

  private static boolean isSame(@Nullable String one, @Nullable String other) {
    return one != null && one.equals(other);
  }

  private static void run(List<PageExplanation.Part> parts, List<String> lines) {
    PageExplanation.Part first = parts.get(0);
    if (first.left() == null) {
      lines.add("+ " + first.place());
      lines.add("    " + cut(first.text()));
      return;
    }
    String more = parts.size() == 1 ? "" : " (" + parts.size() + " parts)";
    lines.add("- " + first.place() + ": " + first.left() + more);
    lines.add("    " + cut(first.text()));
    if (parts.size() > 1) {
      lines.add("    \u2026 " + cut(parts.get(parts.size() - 1).text()));
    }
  }

  private static String cut(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    if (line.codePointCount(0, line.length()) <= WIDTH) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, WIDTH - 1)).strip() + "\u2026";
  }
}
