package dev.slugline.ingest.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pages written in the manner of real ones; {@link PagesTable} prints all figures. Those on which
 * the reader falls short of what is asked are listed in {@code pages/behind.tsv}, each with what it
 * reaches: it must not get worse, and one that has got good must be struck off.
 */
class PagesTest {
  private static final double NEAR = 0.95;

  static List<GoldPage> pages() {
    return GoldPage.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void theTextIsTheArticlesOwn(GoldPage page) {
    double f1 = page.score(page.read()).f1();
    Double reached = behind("text").get(page.name());
    if (reached == null) {
      assertThat(f1).as(page.name()).isGreaterThanOrEqualTo(NEAR);
    } else {
      assertThat(f1).as(page.name()).isGreaterThanOrEqualTo(reached).isLessThan(NEAR);
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void theFactsAreThoseOfThePage(GoldPage page) {
    List<String> wrong = page.mismatches(page.read());
    Double behind = behind("facts").get(page.name());
    assertThat(wrong).as(page.name()).hasSize(behind == null ? 0 : behind.intValue());
  }

  @Test
  void allInAllTheTextIsTheArticlesOwn() {
    double precision = 0;
    double recall = 0;
    List<GoldPage> pages = pages();
    for (GoldPage page : pages) {
      Score score = page.score(page.read());
      precision += score.precision() / pages.size();
      recall += score.recall() / pages.size();
    }
    assertThat(precision).isGreaterThan(0.95);
    assertThat(recall).isGreaterThan(0.97);
  }

  private static Map<String, Double> behind(String kind) {
    Map<String, Double> behind = new HashMap<>();
    for (String line : GoldPage.behind()) {
      String[] cells = line.split("\t", -1);
      if (cells[0].equals(kind)) {
        behind.put(cells[1], Double.valueOf(cells[2]));
      }
    }
    return behind;
  }

  @Test
  void whatIsTooMuchCostsPrecisionAndWhatIsMissingRecall() {
    Score score = Score.of("one two three four five six", "zero one two three four five");
    assertThat(score.precision()).isEqualTo(2 / 3.0, within(1e-9));
    assertThat(score.recall()).isEqualTo(2 / 3.0, within(1e-9));
    assertThat(Score.of("one two three four", "").f1()).isZero();
    assertThat(Score.of("\u6771\u4eac\u306e\u96e8", "\u6771\u4eac\u306e\u96e8\u3067").recall())
        .isEqualTo(1);
    assertThat(Score.of("one two", "one two").f1()).isEqualTo(1);
  }
}
