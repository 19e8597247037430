package dev.slugline.enrich.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slugline.enrich.rule.Clause.Company;
import dev.slugline.enrich.rule.Clause.Within;
import dev.slugline.enrich.rule.Rule.Counting;
import dev.slugline.enrich.rule.RuleReview.Finding;
import dev.slugline.enrich.rule.RuleReview.Part;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleReviewTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "10 flood OR \"high water\" OR inundat*",
        "10 flood OR title:floods* OR body:deluge",
        "10 title:sanction OR body:sanction",
        "10 \"oil embargo\" OR \"embargo oil\" OR \"oil embargo lifted\"~4",
        "10 sanction AND \"sanction package\"", // it is no OR
        "10 (sanction AND oil) OR (sanction AND gas)",
        "6 flood; 4 title:flood", // the title makes the difference
        "10 flood; -1 money",
        "10 flood -money",
        "5 flood; 5 river",
        "10 author:smith OR smith",
      })
  void shouldBeSilentAboutASoundRule(String clauses) {
    assertThat(review(rule("r", clauses))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "10 a OR oil; 10 the                   | never-matches    | nothing but stop words or exclusions",
        "10 oil; 10 NOT gas                    | never-matches    | stop words or exclusions",
        "10 oil; 10 +oil -oil*                 | never-matches    | asks for what it excludes",
        "10 oil; 0 gas                         | weight-zero      | weight 0 does nothing",
        "10 oil; 3 gas                         | never-matters    | its 3 never makes",
        "20 oil; -10 gas                       | never-matters    | -10 never takes a sum below",
        "10 oil; 4 \"oil embargo\"; 6 gas      | subsumed-clause  | clause 1",
        "6 oil; 4 oil                          | duplicate-clause | matches where clause 1 does",
        "6 oil OR gas; 4 gas OR oil            | duplicate-clause | matches where clause 1 does",
        "10 sanction OR embargo OR sanction*   | subsumed-item    | sanction*' in the same OR",
        "10 embargo OR \"oil embargo\"         | subsumed-item    | \"oil embargo\"' adds nothing",
        "10 gas AND (embargo OR \"oil embargo\") | subsumed-item  | embargo' in the same OR",
        "10 flood; -8 flood*; 4 title:flood    | subsumed-clause  | beside it decides nothing",
        "10 sanction OR gas OR sanctions       | duplicate-item   | sanction' stands twice",
        "4 oil; 10 the                         | never-fires      | add up to 4, the threshold is 10",
        "10 colour:red                         | query            | unknown field 'colour' (fields: title",
        "10 (oil OR gas                        | query            | ends too early",
        "10 oil OR \"sanctioned by\"            | stop-words       | only 'sanction' is looked for",
        "10 title:\"the war\"                   | stop-words       | \"the war\" only 'war'",
      })
  void shouldFindWhatDoesNothing(String clauses, String code, String message) {
    assertThat(review(rule("r", clauses)))
        .anySatisfy(
            finding -> {
              assertThat(finding.code().id()).isEqualTo(code);
              assertThat(finding.message()).contains(message);
            });
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "oil OR colour:red,7",
        "oil OR \"colour:red\" OR colour:red,23",
        "oil AND ),8",
        "(oil OR gas,11",
        "[oil,4",
      })
  void shouldSayWhereInAQuery(String query, int position) {
    assertThat(review(rule("r", "10 " + query)))
        .singleElement()
        .extracting(finding -> finding.at().position())
        .isEqualTo(position);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "oil OR embargo OR embargoes,18",
        "oil* OR \"x OR b\" OR (gas AND coal) OR oil,38",
        "title:(oil OR oil),-1",
        "oil OR (gas AND \"by the sea\"),17",
      })
  void shouldSayWhereAnItemIsThatAddsNothing(String query, int position) {
    assertThat(review(rule("r", "10 " + query)))
        .singleElement()
        .extracting(finding -> finding.at().position())
        .isEqualTo(position);
  }

  @Test
  void shouldReadWhatStandsBesideTheClauses() {
    List<Finding> found =
        review(
            placed(
                List.of("\"price war\"", "(open"),
                new Clause("a", 5, "war", new Company("army AND", "colour:red", Within.SENTENCE)),
                new Clause("b", 5, "raid", new Company(null, "\"by the army\"", Within.SENTENCE))));

    assertThat(found)
        .extracting(it -> it.code().id(), it -> it.at().part(), it -> it.at().position())
        .containsExactly(
            tuple("query", Part.WITH, 8),
            tuple("query", Part.WITHOUT, 0),
            tuple("stop-words", Part.WITHOUT, 1),
            tuple("query", Part.IGNORE, 5));
    assertThat(found.get(3).at().clause()).isEqualTo(1);
  }

  @Test
  void shouldKnowThatAClauseCountsMoreThanOnceOrInOtherCompany() {
    Company army = new Company("army", null, Within.SENTENCE);

    // each of these would do nothing if it counted once, wherever it matched
    assertThat(
            review(
                placed(
                    List.of(), new Clause(null, 4, "war"), new Clause(null, 3, "\"civil war\""))))
        .isEmpty();
    assertThat(
            review(placed(List.of(), new Clause(null, 4, "war"), new Clause(null, 2, "war", army))))
        .isEmpty();
    assertThat(
            review(
                placed(
                    List.of(), new Clause(null, 4, "war", army), new Clause(null, 2, "war", army))))
        .extracting(it -> it.code().id())
        .containsExactly("duplicate-clause");
  }

  private static Rule placed(List<String> ignore, Clause... clauses) {
    return TestRule.english("r", "R", Counting.SENTENCES, ignore, List.of(clauses));
  }

  @Test
  void shouldCompareRules() {
    List<Finding> found =
        review(
            rule("a", "10 oil OR gas; 4 pipeline; 6 tanker"),
            rule("b", "6 tanker; 4 pipeline; 10 gas OR oil"),
            rule("c", "10 oil OR gas; 4 pipeline; 7 tanker"),
            labelled("d", " A ", "10 water"));

    assertThat(found)
        .extracting(it -> it.code().id(), it -> it.at().rule(), it -> number(it))
        .containsExactly(tuple("duplicate-rule", 1, 0), tuple("duplicate-label", 3, 0));
  }

  @Test
  void shouldLookAtNothingButQueriesInARuleThatIsNotSound() {
    RuleReview review = new RuleReview();
    review.add(rule("r", "0 oil OR oil; 3 (gas"), false);

    assertThat(review.findings()).extracting(it -> it.code().id()).containsExactly("query");
  }

  private static int number(Finding finding) {
    return finding.other() == null ? -1 : finding.other().rule();
  }

  private static List<Finding> review(Rule... rules) {
    RuleReview review = new RuleReview();
    Arrays.stream(rules).forEach(rule -> review.add(rule, true));
    return review.findings();
  }

  private static Rule rule(String id, String clauses) {
    return labelled(id, id, clauses);
  }

  /** Clauses are written as weight and query, with semicolons between them. */
  private static Rule labelled(String id, String label, String clauses) {
    List<Clause> list =
        Arrays.stream(clauses.split(";"))
            .map(String::strip)
            .map(it -> it.split(" ", 2))
            .map(it -> new Clause(null, Integer.parseInt(it[0]), it[1]))
            .toList();
    return TestRule.english(id, label, Counting.ONCE, List.of(), list);
  }
}
