package dev.slugline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesCheckCommandTest {
  private static final String FLOODS =
      """
      id: floods
      label: Floods
      clauses:
        - {name: water, weight: 10, query: 'flood* AND river'}
        - {name: money, weight: -10, query: 'title:funds'}
      """;

  private Path dir;

  @BeforeEach
  void folder(@TempDir Path folder) {
    dir = folder;
  }

  @Test
  void shouldPointAtWhatIsWrongInEveryFileAtOnce() throws Exception {
    Path field = rule("a.yaml", FLOODS.replace("'flood* AND", "'colour:red AND"));
    Path yaml = rule("b.yaml", "id: [");
    Path folded =
        rule(
            "c.yaml",
            """
            id: c
            label: C
            clauses:
              - weight: 10
                query: >
                  storm OR
                  (gale AND )
              - {weight: x, query: '日本 AND )'}
            """);

    Ran checked = check();

    assertThat(checked.code()).isEqualTo(1);
    assertThat(checked.out())
        .contains(
            field + ":4:39: unknown field 'colour' (fields: title, body, ",
            "  - {name: water, weight: 10, query: 'colour:red AND river'}\n"
                + " ".repeat(38)
                + "^\n",
            yaml + ":1:",
            folded
                + ":7:17: ')' is not expected here\n      (gale AND )\n"
                + " ".repeat(16)
                + "^\n",
            folded + ":8:14: 'weight' must be a whole number",
            folded + ":8:32: ')' is not expected here\n",
            "\n" + " ".repeat(33) + "^\n")
        .endsWith("5 errors in 3 files\n");
  }

  @Test
  void shouldWarnAndFailOnlyWhereItIsStrict() throws Exception {
    Path file = rule("floods.yaml", FLOODS.replace("-10", "0"));

    Ran checked = check();

    assertThat(checked.code()).isZero();
    assertThat(checked.out())
        .startsWith(
            file
                + ":5:27: warning: a clause of weight 0 does nothing [weight-zero]\n"
                + "  - {name: money, weight: 0, query: 'title:funds'}\n"
                + " ".repeat(26)
                + "^\n1 rule, 1 warning, catalogue ");
    assertThat(check("--strict").code()).isEqualTo(1);
  }

  @Test
  void shouldNameBothPlacesOfADuplicate() throws Exception {
    Path first = rule("a.yaml", FLOODS);
    Path second = rule("b.yaml", FLOODS.replace("id: floods", "id: others"));

    assertThat(check().out())
        .contains(second + ":2:8: warning: another rule has this label; see " + first + ":2:8 [")
        .contains(second + ":1:5: warning: another rule has the same clauses and threshold; see ");
    rule("b.yaml", FLOODS);
    assertThat(check().out())
        .contains(second + ":1:5: rule 'floods' stands in " + first + ":1:5 too\n");
  }

  @Test
  void shouldPrintAProblemALineAsJson() throws Exception {
    Path file = rule("floods.yaml", FLOODS.replace("title:funds", "colour:red"));

    Ran checked = check("--json");

    JsonNode problem = new ObjectMapper().readTree(checked.out());
    assertThat(problem)
        .isEqualTo(
            new ObjectMapper()
                .createObjectNode()
                .put("file", file.toString())
                .put("line", 5)
                .put("column", 40)
                .put("rule", "floods")
                .put("clause", "money")
                .put("severity", "error")
                .put("code", "query")
                .put("message", problem.path("message").asText())
                .put("excerpt", problem.path("excerpt").asText()));
    assertThat(problem.path("message").asText()).startsWith("unknown field 'colour' (fields: ");
    assertThat(problem.path("excerpt").asText()).endsWith("\n" + " ".repeat(39) + "^");
  }

  @Test
  void shouldMeasureTheRulesOnArticles() throws Exception {
    rule("floods.yaml", FLOODS);
    rule(
        "storms.yaml",
        FLOODS
            .replace("id: floods", "id: storms")
            .replace("label: Floods", "label: Storms")
            .replace("flood*", "storm"));
    Path article =
        Files.writeString(
            dir.resolve("wet.txt"),
            "Heavy rain\n\nThe floods came down the river on Monday and took the old bridge.\n");

    Ran table = check("--articles", article.toString());
    Ran lines = check("--json", "--articles", article.toString());

    assertThat(table.code()).isZero();
    assertThat(table.out())
        .contains("µs an article")
        .containsPattern("floods +[0-9.]+ +[0-9.]+ % +1")
        .contains("the 2 most expensive rules of 2, each alone on 1 article,");
    assertThat(lines.out().lines())
        .hasSize(2)
        .allMatch(line -> line.contains("\"microsPerArticle\":"));
    assertThat(check("--articles", dir.resolve("absent").toString()).code()).isEqualTo(1);
  }

  private Ran check(String... more) {
    String[] args = new String[more.length + 4];
    args[0] = "rules";
    args[1] = "check";
    args[2] = "--rules";
    args[3] = dir.toString();
    System.arraycopy(more, 0, args, 4, more.length);
    return Ran.command(args);
  }

  private Path rule(String name, String yaml) throws Exception {
    return Files.writeString(dir.resolve(name), yaml);
  }
}
