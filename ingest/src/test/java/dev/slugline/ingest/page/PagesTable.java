package dev.slugline.ingest.page;

import dev.slugline.ingest.article.Article;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Prints how the reader does on each written page, the worst first, and the means. Run from the
 * module's folder; the argument {@code figures} leaves out what the pages kept apart got wrong, the
 * argument {@code texts} adds the text read of each page.
 */
final class PagesTable {
  private record Row(GoldPage page, @Nullable Article article, Score score, List<String> wrong) {
    static Row of(GoldPage page) {
      Article article = page.read();
      return new Row(page, article, page.score(article), page.mismatches(article));
    }
  }

  private PagesTable() {}

  public static void main(String[] arguments) {
    List<String> asked = List.of(arguments);
    List<Row> rows = new ArrayList<>(GoldPage.all().stream().map(Row::of).toList());
    rows.sort(Comparator.comparingDouble(row -> row.score().f1()));
    for (Row row : rows) {
      boolean apart = row.page().isKeptApart();
      String wrong =
          apart && asked.contains("figures")
              ? row.wrong().size() + " facts"
              : String.join("; ", row.wrong());
      Score score = row.score();
      say(
          "%.3f  precision %.3f  recall %.3f  %s%s  %s",
          score.f1(),
          score.precision(),
          score.recall(),
          apart ? "(apart) " : "",
          row.page().name(),
          wrong);
      if (asked.contains("texts") && row.article() != null) {
        say("%s%n", String.valueOf(row.article().body()));
      }
    }
    means("all", rows);
    means("open", rows.stream().filter(row -> !row.page().isKeptApart()).toList());
    means("apart", rows.stream().filter(row -> row.page().isKeptApart()).toList());
  }

  private static void means(String what, List<Row> rows) {
    double precision =
        rows.stream().mapToDouble(row -> row.score().precision()).average().orElse(0);
    double recall = rows.stream().mapToDouble(row -> row.score().recall()).average().orElse(0);
    say(
        "%s: pages %d  precision %.3f  recall %.3f  F1 %.3f  below 0.95: %d  facts wrong on: %d",
        what,
        rows.size(),
        precision,
        recall,
        new Score(precision, recall).f1(),
        rows.stream().filter(row -> row.score().f1() < 0.95).count(),
        rows.stream().filter(row -> !row.wrong().isEmpty()).count());
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
