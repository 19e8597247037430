package dev.slugline.enrich.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.enrich.rule.Condition.Bool;
import dev.slugline.enrich.rule.Condition.Phrase;
import dev.slugline.enrich.rule.Condition.Term;
import dev.slugline.enrich.rule.Condition.Terms;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Words without a field are met in the title or in the body. */
class ChoicesTest {
  @Test
  void shouldFindAnItemThatAnotherCoversInBothFields() {
    assertThat(needless(or(word("oil"), or(word("gas"), new Term("title", "oil")))))
        .containsExactly("title:oil by oil");
    assertThat(needless(or(word("sanction"), prefix("sanct"), word("gas"))))
        .containsExactly("sanction by sanct*");
    assertThat(needless(or(phrase("oil", "embargo"), word("embargo"))))
        .containsExactly("\"oil embargo\" by embargo");
  }

  @Test
  void shouldNameTheLaterOfTwoEqualItems() {
    assertThat(needless(or(word("oil"), word("gas"), word("oil"))))
        .containsExactly("oil by oil (equal)");
  }

  @Test
  void shouldLookIntoConjunctionsAndExclusions() {
    Condition inner = or(word("oil"), phrase("oil", "embargo"));

    assertThat(needless(new Bool(List.of(word("gas"), inner), List.of(), List.of(inner), 0)))
        .hasSize(2);
  }

  @Test
  void shouldBeSilentAboutItemsThatEachAddSomething() {
    assertThat(needless(word("oil"))).isEmpty();
    assertThat(needless(or(word("oil"), word("gas")))).isEmpty();
    assertThat(needless(or(new Term("title", "oil"), phrase("oil", "embargo")))).isEmpty();
    assertThat(needless(or(and(word("oil"), word("gas")), and(word("oil"), word("coal")))))
        .isEmpty();
    assertThat(needless(new Bool(List.of(), List.of(word("oil"), prefix("oi")), List.of(), 2)))
        .isEmpty();
  }

  @Test
  void shouldCompareAsManyItemsAsThereAreCompaniesOnAList() {
    List<Condition> names = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      names.add(phrase("company", "name" + i));
    }
    names.add(word("name4711"));

    assertThat(needless(or(names.toArray(Condition[]::new))))
        .containsExactly("\"company name4711\" by name4711");
  }

  private static List<String> needless(Condition query) {
    return Choices.needless(query).stream()
        .map(
            it ->
                Choices.shown(it.item())
                    + " by "
                    + Choices.shown(it.by())
                    + (it.equal() ? " (equal)" : ""))
        .toList();
  }

  private static Condition word(String term) {
    return or(new Term("title", term), new Term("body", term));
  }

  private static Condition prefix(String prefix) {
    return or(
        new Terms("title", prefix, null, "title:" + prefix + "*"),
        new Terms("body", prefix, null, "body:" + prefix + "*"));
  }

  private static Condition phrase(String first, String second) {
    List<String> terms = List.of(first, second);
    return or(
        new Phrase("title", terms, List.of(0, 1), 0), new Phrase("body", terms, List.of(0, 1), 0));
  }

  private static Bool or(Condition... parts) {
    return new Bool(List.of(), List.of(parts), List.of(), 0);
  }

  private static Bool and(Condition... parts) {
    return new Bool(List.of(parts), List.of(), List.of(), 0);
  }
}
