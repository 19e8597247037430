package dev.slugline.enrich.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.enrich.rule.Condition.Bool;
import dev.slugline.enrich.rule.Condition.Constant;
import dev.slugline.enrich.rule.Condition.Numbers;
import dev.slugline.enrich.rule.Condition.Phrase;
import dev.slugline.enrich.rule.Condition.Term;
import dev.slugline.enrich.rule.Condition.Terms;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SubsumptionTest {
  private static final Condition SANCTION = term("sanction");
  private static final Condition EMBARGO = term("embargo");
  private static final Condition OIL = term("oil");

  @Test
  void shouldCoverAWordByItsPrefixAndItsPattern() {
    assertCovers(prefix("sanction"), SANCTION);
    assertCovers(prefix("sanct"), prefix("sanction"));
    assertCovers(pattern("sa", "sa*n"), SANCTION);
    assertCovers(prefix(""), SANCTION);

    assertApart(prefix("sanctions"), SANCTION);
    assertApart(new Terms("title", "sanction", null, "title:sanction*"), SANCTION);
    assertApart(pattern("sa", "sa*x"), SANCTION);
    assertApart(pattern("sa", "sa*n"), prefix("sanction"));
    assertApart(SANCTION, EMBARGO);
    assertApart(SANCTION, new Term("title", "sanction"));
  }

  @Test
  void shouldCoverAPhraseByAWordOfIt() {
    Phrase oilEmbargo = phrase(0, "oil", "embargo");

    assertCovers(EMBARGO, oilEmbargo);
    assertCovers(prefix("emb"), oilEmbargo);
    assertApart(SANCTION, oilEmbargo);
    assertApart(new Term("title", "embargo"), oilEmbargo);
    assertApart(prefix("embargoes"), oilEmbargo);
  }

  @Test
  void shouldCoverAPhraseByAWiderOneAndByAPartOfIt() {
    assertCovers(phrase(4, "oil", "embargo"), phrase(2, "oil", "embargo"));
    assertCovers(phrase(4, "oil", "embargo"), phrase(0, "oil", "embargo"));
    assertCovers(phrase(0, "oil", "embargo"), phrase(0, "the", "oil", "embargo", "ends"));
    assertCovers(phrase(2, "oil", "embargo"), phrase(0, "new", "oil", "embargo"));

    assertApart(phrase(0, "embargo", "oil"), phrase(0, "oil", "embargo"));
    assertApart(phrase(0, "oil", "ends"), phrase(0, "oil", "embargo", "ends"));
    assertApart(phrase(2, "oil", "embargo"), phrase(2, "new", "oil", "embargo"));
    assertApart(phrase(4, "oil", "oil"), phrase(2, "oil", "oil")); // Lucene's own way with repeats
    assertApart(
        phrase(0, "oil", "embargo"),
        new Phrase("body", List.of("oil", "embargo"), List.of(0, 2), 0)); // a stop word between
  }

  @Test
  void shouldCoverByOneOfAChoiceAndByAllOfAConjunction() {
    assertCovers(or(SANCTION, EMBARGO), SANCTION);
    assertCovers(or(SANCTION, EMBARGO, OIL), or(EMBARGO, SANCTION));
    assertCovers(SANCTION, and(SANCTION, EMBARGO));
    assertCovers(and(SANCTION, EMBARGO), and(OIL, EMBARGO, SANCTION));
    assertCovers(or(SANCTION, EMBARGO), and(EMBARGO, OIL));
    assertCovers(new Constant(true), SANCTION);

    assertApart(or(SANCTION, EMBARGO), or(SANCTION, OIL));
    assertApart(and(SANCTION, EMBARGO), SANCTION);
    assertApart(or(SANCTION, EMBARGO), OIL);
  }

  @Test
  void shouldCountMinimumShouldMatch() {
    Condition two = new Bool(List.of(), List.of(SANCTION, EMBARGO, OIL), List.of(), 2);

    assertCovers(or(SANCTION, EMBARGO), two); // any two of three have one of two
    assertCovers(two, and(OIL, EMBARGO));
    assertApart(SANCTION, two);
    assertApart(two, or(SANCTION, EMBARGO));
    assertApart(two, SANCTION);
  }

  @Test
  void shouldRespectExclusions() {
    Condition notOil = new Bool(List.of(SANCTION), List.of(), List.of(OIL), 0);
    Condition notOilNorEmbargo = new Bool(List.of(SANCTION), List.of(), List.of(OIL, EMBARGO), 0);
    Condition optional = new Bool(List.of(SANCTION), List.of(OIL), List.of(), 0);

    assertCovers(SANCTION, notOil);
    assertCovers(notOil, notOilNorEmbargo);
    assertApart(notOil, SANCTION);
    assertApart(notOilNorEmbargo, notOil);
    assertCovers(optional, SANCTION); // oil may be there
    assertApart(OIL, optional);
  }

  @Test
  void shouldCoverARangeByAWiderOne() {
    assertCovers(new Numbers("wordCount", 1, 9), new Numbers("wordCount", 2, 9));
    assertApart(new Numbers("wordCount", 3, 9), new Numbers("wordCount", 2, 9));
    assertApart(new Numbers("day", 1, 9), new Numbers("wordCount", 2, 9));
  }

  @Test
  void shouldKnowWhatNoTextCanMeet() {
    assertThat(Subsumption.never(new Constant(false))).isTrue();
    assertThat(Subsumption.never(new Bool(List.of(), List.of(), List.of(OIL), 0))).isTrue();
    assertThat(Subsumption.never(and(OIL, new Constant(false)))).isTrue();
    assertThat(Subsumption.never(or(new Constant(false), new Constant(false)))).isTrue();
    assertThat(Subsumption.never(new Bool(List.of(OIL), List.of(), List.of(prefix("oi")), 0)))
        .isTrue();
    assertThat(Subsumption.never(new Bool(List.of(), List.of(OIL), List.of(), 2))).isTrue();

    assertThat(Subsumption.never(or(OIL, new Constant(false)))).isFalse();
    assertThat(Subsumption.never(new Bool(List.of(prefix("oi")), List.of(), List.of(OIL), 0)))
        .isFalse();
    assertThat(Subsumption.never(new Bool(List.of(OIL), List.of(), List.of(EMBARGO), 0))).isFalse();
  }

  @Test
  void shouldGiveOneFormToOneMeaningOnly() {
    assertThat(Subsumption.form(or(OIL, EMBARGO))).isEqualTo(Subsumption.form(or(EMBARGO, OIL)));
    assertThat(Subsumption.form(or(OIL, EMBARGO)))
        .isNotEqualTo(Subsumption.form(and(OIL, EMBARGO)))
        .isNotEqualTo(
            Subsumption.form(new Bool(List.of(), List.of(OIL, EMBARGO), List.of(SANCTION), 0)));
    assertThat(Subsumption.form(phrase(0, "oil", "embargo")))
        .isNotEqualTo(Subsumption.form(phrase(1, "oil", "embargo")));
    // two of oil, oil and embargo is met by oil alone
    assertThat(Subsumption.form(new Bool(List.of(), List.of(OIL, OIL, EMBARGO), List.of(), 2)))
        .isNotEqualTo(Subsumption.form(new Bool(List.of(), List.of(OIL, EMBARGO), List.of(), 2)));
  }

  private static void assertCovers(Condition a, Condition b) {
    assertThat(Subsumption.covers(a, b)).as(a.words() + " covers " + b.words()).isTrue();
  }

  private static void assertApart(Condition a, Condition b) {
    assertThat(Subsumption.covers(a, b)).as(a.words() + " covers " + b.words()).isFalse();
  }

  private static Term term(String term) {
    return new Term("body", term);
  }

  private static Terms prefix(String prefix) {
    return new Terms("body", prefix, null, "body:" + prefix + "*");
  }

  private static Terms pattern(String prefix, String pattern) {
    String regex = pattern.replace("*", ".*");
    return new Terms("body", prefix, term -> term.matches(regex), "body:" + pattern);
  }

  private static Phrase phrase(int slop, String... terms) {
    List<Integer> positions = IntStream.range(0, terms.length).boxed().toList();
    return new Phrase("body", List.of(terms), positions, slop);
  }

  private static Bool or(Condition... parts) {
    return new Bool(List.of(), List.of(parts), List.of(), 0);
  }

  private static Bool and(Condition... parts) {
    return new Bool(List.of(parts), List.of(), List.of(), 0);
  }
}
