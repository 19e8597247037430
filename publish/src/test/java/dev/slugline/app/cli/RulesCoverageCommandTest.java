package dev.slugline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesCoverageCommandTest {
  private static final String WET =
      "The floods came down the river on Monday and took the old bridge. Nobody was hurt.";
  private static final String DRY =
      "The minister opened a new school in the village on Monday and spoke of the years to come.";
  private static final String GERMAN =
      "Nach drei Tagen Regen ist der Fluss am Montag über die Ufer getreten und hat die alte"
          + " Brücke mitgerissen.";

  private Path dir;
  private Path rules;

  @BeforeEach
  void folder(@TempDir Path folder) throws Exception {
    dir = folder;
    rules = Files.createDirectory(folder.resolve("rules"));
    rule(
        "floods",
        """
          en:
            - {name: water, weight: 10, query: 'flood*'}
            - {name: offers, weight: -10, query: 'bargain*'}
          fr:
            - {name: eau, weight: 10, query: 'inondation'}
        """);
    rule("bridges", "  en: [{name: bridge, weight: 10, query: 'bridge'}]\n");
    rule("fires", "  en: [{name: wild, weight: 10, query: 'wildfire'}]\n");
  }

  private void rule(String id, String clauses) throws Exception {
    Files.writeString(
        rules.resolve(id + ".yaml"), "id: " + id + "\nlabel: " + id + "\nclauses:\n" + clauses);
  }

  @Test
  void shouldShowWhatDoesNothingAndWhatCoincides() throws Exception {
    Ran covered = coverage(articles(WET, WET, WET, WET, WET, DRY, GERMAN, "Rain."));

    assertThat(covered.code()).isZero();
    assertThat(covered.err()).isEmpty();
    assertThat(covered.out())
        .isEqualTo(
            """
            CLAUSES: 2 of 4 never fired; 1 of fr not judged: no article in that language
            rule    language  weight  articles  clause
            fires   en        +10     0         wild
            floods  en        -10     0         offers

            TAGS that no article got: fires

            PAIRS of tags that nearly coincide, by 0.8 or more: 1
            tag      articles  tag     articles  both  overlap
            bridges  5         floods  5         5     1.00

            ARTICLES
            language  articles  tagged  no match  no rules  too short
            de        1         0       0         1         0
            en        6         5       1         0         0
            und       1         0       0         0         1
            all       8         5       1         1         1
            """);
  }

  @Test
  void shouldShowHowOftenEachClauseFiredWhereAllAreAskedFor() throws Exception {
    String out = coverage(articles(WET, WET, DRY), "--all").out();

    assertThat(out).contains("floods   en        +10     2         water\n");
    assertThat(out).contains("PAIRS of tags that nearly coincide, by 0.8 or more: none\n");
  }

  @Test
  void shouldPrintJsonLinesEachWithItsKind() throws Exception {
    Path file = articles(WET, WET, WET, WET, WET, DRY);

    assertThat(coverage(file, "--json", "--overlap", "0.5").out().lines())
        .containsExactly(
            "{\"kind\":\"clause\",\"rule\":\"fires\",\"language\":\"en\",\"clause\":\"wild\","
                + "\"weight\":10,\"fired\":0,\"texts\":6}",
            "{\"kind\":\"clause\",\"rule\":\"floods\",\"language\":\"en\",\"clause\":\"offers\","
                + "\"weight\":-10,\"fired\":0,\"texts\":6}",
            "{\"kind\":\"unused-tag\",\"tag\":\"fires\"}",
            "{\"kind\":\"pair\",\"first\":\"bridges\",\"second\":\"floods\",\"ofFirst\":5,"
                + "\"ofSecond\":5,\"both\":5,\"overlap\":1.0}",
            "{\"kind\":\"language\",\"language\":\"en\",\"articles\":6,\"tagged\":5,\"noMatch\":1,"
                + "\"noRules\":0,\"tooShort\":0}");
  }

  @Test
  void shouldFailWhereNothingIsJudgedOrAnInputIsRefused() throws Exception {
    Ran german = coverage(articles(GERMAN));
    assertThat(german.code()).isEqualTo(1);
    assertThat(german.err())
        .isEqualTo("slugline: no article in a language that there are rules for\n");
    assertThat(german.out()).startsWith("ARTICLES\n");
    Ran absent = coverage(dir.resolve("absent"), articles(WET).toString());
    assertThat(absent.code()).isEqualTo(1);
    assertThat(absent.err()).contains("absent: refused: ");
    assertThat(absent.out()).contains("CLAUSES: 2 of 4 never fired");
    assertThat(coverage(articles(WET), "--overlap", "80").code()).isEqualTo(2);
    Ran none = Ran.command("rules", "coverage");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("Missing required parameter: 'FILE|-'");
  }

  private Ran coverage(Path articles, String... more) {
    List<String> args = new ArrayList<>(List.of("rules", "coverage", "--rules", rules.toString()));
    args.add(articles.toString());
    args.addAll(List.of(more));
    return Ran.command(args.toArray(String[]::new));
  }

  private Path articles(String... bodies) throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < bodies.length; i++) {
      lines
          .append(
              new ObjectMapper()
                  .createObjectNode()
                  .put("url", "https://example.org/" + i)
                  .put("title", "Number " + i)
                  .put("body", bodies[i]))
          .append('\n');
    }
    return Files.writeString(dir.resolve("news.jsonl"), lines);
  }
}
