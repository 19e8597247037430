package dev.slugline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesTryCommandTest {
  private static final String FLOODS =
      """
      id: floods
      label: Floods
      clauses:
        - {name: water, weight: 10, query: 'flood* AND river'}
        - {name: money, weight: -10, query: 'title:funds'}
      """;
  private static final String BRIDGES =
      """
      id: bridges
      label: Bridges
      clauses: [{name: bridge, weight: 10, query: 'bridge'}]
      """;

  private static final String WET =
      article(
          "wet",
          "Heavy rain",
          "It rained for three days in the hills above the town. The floods came down the river on"
              + " Monday and took the old bridge. Nobody was hurt.");
  private static final String STORM =
      article(
          "storm",
          "Gale at night",
          "The gale of Tuesday night blew the roofs from the houses and the sea came over the wall."
              + " The people of the village went to the school on the hill.");
  private static final String GERMAN =
      article(
          "deutsch",
          "Regen",
          "Nach drei Tagen Regen ist der Fluss am Montag über die Ufer getreten und hat die alte"
              + " Brücke mitgerissen. Niemand wurde verletzt.");
  private static final String SHORT = article("short", "Rain", "It rains.");

  private Path dir;
  private Path base;

  @BeforeEach
  void folder(@TempDir Path folder) throws Exception {
    dir = folder;
    base = Files.createDirectory(folder.resolve("base"));
    Files.writeString(base.resolve("floods.yaml"), FLOODS);
    Files.writeString(base.resolve("bridges.yaml"), BRIDGES);
  }

  @Test
  void shouldShowTheSentencesOfWhatIsGainedAndLostAndWhatMovedTheScore() throws Exception {
    Path changed =
        write("new.yaml", FLOODS.replace("'flood* AND river'", "'gale AND sea AND roof*'"));

    Ran tried = trying(changed, articles(WET, STORM, GERMAN, SHORT));

    assertThat(tried.code()).isZero();
    assertThat(tried.err()).isEmpty();
    // how much the article is about the tag is the engine's to say
    assertThat(tried.out().replaceAll("(?m)^  [ 0-9]{3}  (?=[A-Z])", "   NN  "))
        .isEqualTo(
            """
            changed: floods

            floods: 1 article gains it, 1 loses it, 0 keep it
              gained
               NN  Gale at night (%s)
                   - «Gale» at night
                   - The «gale» of Tuesday night blew the «roofs» from the houses and the
                     «sea» came over the wall.
                   score 10 of 10; was 0 of 10: 'water' (+10) fires now
              lost
               NN  Heavy rain (%s)
                   - The «floods» came down the «river» on Monday and took the old bridge.
                   score 0 of 10, 10 short; was 10 of 10: 'water' (+10) no longer fires

            4 articles read, 1 skipped for language (de 1), 1 too short; 1 gained, 1 lost
            """
                .formatted(id(tried, "Gale at night"), id(tried, "Heavy rain")));
  }

  private static String id(Ran ran, String title) {
    int from = ran.out().indexOf(title + " (") + title.length() + 2;
    return ran.out().substring(from, ran.out().indexOf(')', from));
  }

  @Test
  void shouldPrintALineAnArticleAndTagAsJson() throws Exception {
    Path changed = write("new.yaml", FLOODS.replace("river'", "lake'"));
    Path file = articles(WET, STORM);

    JsonNode line = new ObjectMapper().readTree(trying(changed, file, "--json").out());

    assertThat(line.fieldNames())
        .toIterable()
        .containsExactly(
            "rule",
            "change",
            "input",
            "id",
            "title",
            "relevance",
            "score",
            "threshold",
            "sentences",
            "clauses");
    assertThat(line.path("rule").asText()).isEqualTo("floods");
    assertThat(line.path("change").asText()).isEqualTo("lost");
    assertThat(line.path("input").asText()).isEqualTo(file.toString());
    assertThat(line.path("relevance").asInt()).isPositive();
    assertThat(line.path("score").asInt()).isZero();
    assertThat(line.path("threshold").asInt()).isEqualTo(10);
    JsonNode sentence = line.path("sentences").path(0);
    JsonNode mark = sentence.path("marks").path(0);
    assertThat(
            sentence
                .path("text")
                .asText()
                .substring(mark.path("start").asInt(), mark.path("end").asInt()))
        .isEqualTo("floods");
    assertThat(line.path("clauses").toString())
        .isEqualTo("[{\"clause\":\"water\",\"before\":10,\"after\":0,\"what\":\"silent\"}]");
  }

  @Test
  void shouldCompareAFolderAsAWholeCatalogue() throws Exception {
    Path folder = Files.createDirectory(dir.resolve("mine"));
    Files.writeString(folder.resolve("floods.yaml"), FLOODS);
    Files.writeString(
        folder.resolve("gales.yaml"),
        "id: gales\nlabel: Gales\nclauses: [{name: wind, weight: 12, query: gale}]\n");

    Ran tried = trying(folder, articles(WET, STORM));

    assertThat(tried.code()).isZero();
    assertThat(tried.out())
        .startsWith("new: gales\ndeleted: bridges\nunchanged: 1 rule\n")
        .contains("bridges: 0 articles gain it, 1 loses it, 0 keep it\n", "the rule is deleted\n")
        .contains(
            "gales: 1 article gains it, 0 lose it, 0 keep it\n",
            "score 12 of 10: 'wind' (+12) is new\n")
        .endsWith("2 articles read, 0 skipped for language, 0 too short; 1 gained, 1 lost\n");
    JsonNode deleted = new ObjectMapper().readTree(trying(folder, articles(WET), "--json").out());
    assertThat(deleted.has("score")).isFalse();
  }

  @Test
  void shouldTellHowTheRelevanceMovesWhereTheTagStays() throws Exception {
    Path heavier = write("new.yaml", FLOODS.replace("weight: 10", "weight: 30"));

    assertThat(trying(heavier, articles(WET)).out())
        .containsPattern(
            "floods: 0 articles gain it, 0 lose it, 1 keeps it \\(another relevance in 1 of\\s+them,"
                + " \\+[0-9]+\\.[0-9] on average\\)\\n");
  }

  @Test
  void shouldSayThatARuleTagsAllAlikeOrIsTheSame() throws Exception {
    Path renamed = write("new.yaml", FLOODS.replace("label: Floods", "label: High water"));
    Path same = write("same.yaml", FLOODS);

    assertThat(trying(renamed, articles(WET)).out())
        .contains("no article is tagged otherwise: floods (1 keep it)\n");
    Ran nothing = trying(same, articles(WET));
    assertThat(nothing.code()).isZero();
    assertThat(nothing.out()).isEqualTo("no rule differs from those that run; nothing to try\n");
  }

  @Test
  void shouldShowAsManyAsAskedForAndCountTheOthers() throws Exception {
    List<String> wet = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      wet.add(WET.replace("wet", "wet" + i).replace("Heavy rain", "Rain of day " + i));
    }
    Path changed = write("new.yaml", FLOODS.replace("river", "lake"));
    Path file = articles(wet.toArray(String[]::new));

    assertThat(trying(changed, file).out())
        .contains("Rain of day 9 (", "  2 more are lost; --show 12 shows them\n")
        .doesNotContain("Rain of day 10 (");
    assertThat(trying(changed, file, "--show", "0").out())
        .contains("  12 are lost; --show 12 shows them\n")
        .doesNotContain("Rain of day");
    assertThat(trying(changed, file, "--json").out().lines()).hasSize(12);
    assertThat(trying(changed, file, "--show", "-1").code()).isEqualTo(2);
  }

  @Test
  void shouldTryAgainstTheShippedRulesWhereNoBaseIsGiven() throws Exception {
    Path sanctions =
        write("s.yaml", BRIDGES.replace("id: bridges", "id: sanctions").replace("Bridges", "S"));

    Ran tried =
        Ran.command(
            "rules", "try", "--rules", sanctions.toString(), "--on", articles(WET).toString());

    assertThat(tried.code()).isZero();
    assertThat(tried.out())
        .startsWith("changed: sanctions\n")
        .contains("sanctions: 1 article gains it");
  }

  @Test
  void shouldFailWhereARuleOrAnInputIsRefusedOrNothingCanBeCompared() throws Exception {
    Path broken = write("broken.yaml", FLOODS.replace("river'", "colour:red'"));
    Path changed = write("new.yaml", FLOODS.replace("river", "lake"));

    Ran rule = trying(broken, articles(WET));
    assertThat(rule.code()).isEqualTo(1);
    assertThat(rule.err()).contains(broken + ":4:", ": unknown field 'colour'");
    assertThat(rule.out()).isEmpty();
    Ran absent = trying(changed, dir.resolve("absent"), articles(WET).toString());
    assertThat(absent.code()).isEqualTo(1);
    assertThat(absent.err()).contains("absent: refused: cannot be read: no such file");
    assertThat(absent.out()).contains("1 loses it");
    Ran language = trying(changed, articles(GERMAN));
    assertThat(language.code()).isEqualTo(1);
    assertThat(language.err())
        .isEqualTo("slugline: no article in a language of the changed rules\n");
    assertThat(language.out()).contains("1 skipped for language (de 1)");
  }

  @Test
  void shouldAskForRulesAndArticles() {
    Ran tried = Ran.command("rules", "try", "--rules", base.toString());

    assertThat(tried.code()).isEqualTo(2);
    assertThat(tried.err()).contains("give --on FILE…, or --since TIME");
    assertThat(Ran.command("rules", "try", "--rules", "x", "--on", "x", "--since", "1d").code())
        .isEqualTo(2);
    assertThat(Ran.command("rules", "try", "--rules", "x", "--on", "x", "--until", "1d").code())
        .isEqualTo(2);
    assertThat(Ran.command("rules", "try", "--on", "x").err()).contains("option: '--rules");
  }

  @Test
  void shouldShowNothingOfAnEmbargoedArticle() throws Exception {
    Path changed = write("new.yaml", FLOODS.replace("river", "lake"));
    Path held =
        Files.writeString(
            dir.resolve("held.json"),
            """
            {"uri": "urn:x:1", "version": "1", "type": "text", "pubstatus": "usable",
             "embargoed": "2999-01-01T00:00:00Z", "language": "en", "headline": "Heavy rain",
             "body_text": "The floods came down the river on Monday and took the old bridge."}
            """);

    Ran tried = trying(changed, held, articles(WET).toString());

    assertThat(tried.err()).contains("skipped: embargoed until 2999-01-01T00:00:00Z");
    assertThat(tried.out()).contains("1 article read, ");
  }

  private Ran trying(Path rules, Path articles, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "rules", "try", "--rules", rules.toString(), "--base", base.toString(), "--on"));
    args.add(articles.toString());
    args.addAll(List.of(more));
    return Ran.command(args.toArray(String[]::new));
  }

  private Path write(String name, String yaml) throws Exception {
    return Files.writeString(dir.resolve(name), yaml);
  }

  private Path articles(String... lines) throws Exception {
    return Files.writeString(dir.resolve("news.jsonl"), String.join("\n", lines) + "\n");
  }

  private static String article(String name, String title, String body) {
    return new ObjectMapper()
        .createObjectNode()
        .put("url", "https://example.org/" + name)
        .put("title", title)
        .put("body", body)
        .toString();
  }
}
