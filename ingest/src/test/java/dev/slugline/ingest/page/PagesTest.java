package dev.slugline.ingest.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages written in the manner of real ones; {@link PagesTable} prints all figures. */
class PagesTest {
  private static final double NEAR = 0.95;

  static List<GoldPage> pages() {
    return GoldPage.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void theTextIsTheArticlesOwn(GoldPage page) {
    assertThat(page.score(page.read()).f1()).as(page.name()).isGreaterThanOrEqualTo(NEAR);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void theFactsAreThoseOfThePage(GoldPage page) {
    assertThat(page.mismatches(page.read())).as(page.name()).isEmpty();
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
