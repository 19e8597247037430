package dev.slugline.ingest.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.clean.HtmlText;
import dev.slugline.ingest.format.Decoded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.dankito.readability4j.extended.Readability4JExtended;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/**
 * How near the reader comes to the articles' own texts beside the best known library for it. The
 * figures are printed: {@code mvn -o test -pl ingest -Dtest=ReadabilityComparisonTest
 * -Dsurefire.useFile=false}.
 */
class ReadabilityComparisonTest {
  private static final String BASE = "https://example.org/";

  private static String readable(byte[] html) {
    Element content =
        new Readability4JExtended(BASE, Decoded.of(html).text()).parse().getArticleContent();
    return content == null ? "" : HtmlText.of(content);
  }

  private static String ours(GoldPage page) {
    Article article = page.read();
    return article == null || article.body() == null ? "" : article.body();
  }

  private static Score mean(List<Score> scores) {
    return new Score(
        scores.stream().mapToDouble(Score::precision).average().orElse(0),
        scores.stream().mapToDouble(Score::recall).average().orElse(0));
  }

  private static void say(String who, Score score) {
    System.out.println(
        String.format(
            Locale.ROOT,
            "%-14s precision %.3f  recall %.3f  F1 %.3f",
            who,
            score.precision(),
            score.recall(),
            score.f1()));
  }

  private static void oursIsNearer(String which, List<GoldPage> pages) {
    Score ours = mean(pages.stream().map(each -> Score.of(each.body(), ours(each))).toList());
    Score theirs =
        mean(pages.stream().map(each -> Score.of(each.body(), readable(each.html()))).toList());
    System.out.println(pages.size() + " " + which + ":");
    say("this reader", ours);
    say("Readability4J", theirs);
    assertThat(ours.f1()).isGreaterThan(theirs.f1());
  }

  @Test
  void itIsNearerOnTheWrittenPages() {
    oursIsNearer("written pages", GoldPage.all());
  }

  @Test
  void itIsNearerOnRealPages() throws IOException {
    List<GoldPage> pages = new ArrayList<>();
    List<Path> files = SharedPages.all();
    Path truth = files.get(0).resolveSibling("../ground-truth.json").normalize();
    JsonNode gold = new ObjectMapper().readTree(Files.readAllBytes(truth));
    for (Path file : files) {
      String name = file.getFileName().toString().replaceFirst("\\.html\\.gz$", "");
      String body = gold.path(name).path("articleBody").asText();
      pages.add(new GoldPage(name, SharedPages.bytes(file), Map.of(), body));
    }
    oursIsNearer("real pages", pages);
  }
}
