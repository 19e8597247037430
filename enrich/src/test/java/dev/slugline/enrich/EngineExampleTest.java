package dev.slugline.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.enrich.rule.Catalogue;
import dev.slugline.enrich.rule.Clause;
import dev.slugline.enrich.rule.Evidence;
import dev.slugline.enrich.rule.Explanation;
import dev.slugline.enrich.rule.Match;
import dev.slugline.enrich.rule.Rule;
import dev.slugline.enrich.rule.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The example of {@code docs/engine.md}: it runs, and stands there as it stands here. */
class EngineExampleTest {
  private static final Path SOURCE =
      Path.of("src/test/java/dev/slugline/enrich/EngineExampleTest.java");

  @Test
  void shouldDoWhatThePageSays() throws Exception {
    List<String> printed = new ArrayList<>();
    // example
    Rule rule =
        Rule.of(
            "sanctions",
            10,
            Map.of(
                "en",
                List.of(
                    new Clause("packages", 10, "\"economic sanctions\" OR embargo*"),
                    new Clause("banks", 6, "title:sanction* AND (bank OR lender)"))));
    Catalogue catalogue = Catalogue.compile(List.of(rule));

    Text text = new Text("EMBARGOES bite", "New economic sanctions hit two banks.", "en", Map.of());
    for (Match match : catalogue.match(text).all()) {
      for (Evidence it : match.evidence()) {
        printed.add(it.field() + " " + it.start() + "-" + it.end() + " " + it.text());
      }
    }
    // [title 0-9 EMBARGOES, body 4-22 economic sanctions]

    Explanation why = catalogue.explain("sanctions", text);
    printed.addAll(why.clauses().get(1).missing()); // title:sanction*
    // example ends

    assertThat(printed)
        .containsExactly("title 0-9 EMBARGOES", "body 4-22 economic sanctions", "title:sanction*");
  }

  @Test
  void shouldStandOnThePage() throws Exception {
    String source = Files.readString(SOURCE);
    int start = source.indexOf("    // example\n") + "    // example\n".length();
    String example = source.substring(start, source.indexOf("    // example ends\n"));

    String page = Files.readString(Path.of("../docs/engine.md"));

    assertThat(page).contains(example.stripTrailing().stripIndent().strip());
  }
}
