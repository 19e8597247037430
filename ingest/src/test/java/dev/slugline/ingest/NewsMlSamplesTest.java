package dev.slugline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import dev.slugline.ingest.identity.ContentHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What becomes of each sample of NewsML-G2 and NewsML 1, as {@code outcomes/newsml.tsv} says and
 * explains it. Bodies are told by a digest, since the samples' texts are their publishers'.
 */
class NewsMlSamplesTest {
  private static final Path SAMPLES = Path.of("../../shared/data/formats");
  private static final List<String> FOLDERS = List.of("newsml-g2", "ninjs/NewsML");
  private static final List<String> FIELDS =
      List.of(
          "title",
          "summary",
          "authors",
          "section",
          "associations",
          "slugline",
          "urgency",
          "genre",
          "dateline",
          "edNote",
          "credit",
          "copyright",
          "usageTerms",
          "publishedAt",
          "updatedAt",
          "embargoedUntil",
          "expiresAt",
          "language");

  @Test
  void eachSampleBecomesWhatTheTableSays() throws IOException {
    Assumptions.assumeTrue(Files.isDirectory(SAMPLES), "no samples beside the project");
    Map<String, String> actual = new TreeMap<>();
    for (String folder : FOLDERS) {
      try (Stream<Path> files = Files.walk(SAMPLES.resolve(folder))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          RawRecord raw = RawRecord.of(Files.readAllBytes(file), RawParserTest.NOW);
          List<ParsedItem> items = new RawParser(Limits.DEFAULT).parse(raw);
          actual.put(SAMPLES.relativize(file).toString(), told(items));
        }
      }
    }

    assertThat(actual).containsExactlyInAnyOrderEntriesOf(table());
  }

  @Test
  void theTableExplainsEveryFile() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("src/test/resources/outcomes/newsml.tsv"))) {
      assertThat(lines.filter(line -> !line.startsWith("#")).toList())
          .allMatch(line -> line.split("\t", -1).length == 9 && !line.endsWith("\t"));
    }
  }

  private static Map<String, String> table() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    try (Stream<String> lines = Files.lines(Path.of("src/test/resources/outcomes/newsml.tsv"))) {
      for (String line : lines.filter(it -> !it.startsWith("#")).toList()) {
        int path = line.indexOf('\t');
        int why = line.lastIndexOf('\t');
        rows.put(line.substring(0, path), line.substring(path + 1, why));
      }
    }
    return rows;
  }

  /** Outcomes in order; format, words, keywords, fields, warnings and body of the article. */
  private static String told(List<ParsedItem> items) {
    List<String> outcomes = new ArrayList<>();
    String article = "-\t-\t-\t-\t-\t-";
    for (ParsedItem item : items) {
      outcomes.add(outcome(item));
      if (item instanceof ParsedItem.Ready ready) {
        article = told(ready.article());
      }
    }
    return String.join(", ", outcomes) + '\t' + article;
  }

  private static String outcome(ParsedItem item) {
    if (item instanceof ParsedItem.Skipped skipped) {
      return "skipped: " + skipped.reason();
    }
    return item instanceof ParsedItem.Broken broken ? "refused: " + broken.code() : "article";
  }

  private static String told(Article article) {
    JsonNode json = ArticleJson.mapper().valueToTree(article);
    List<String> set = FIELDS.stream().filter(field -> isSet(json.path(field))).toList();
    String body = String.valueOf(article.body());
    return String.join(
        "\t",
        article.format(),
        String.valueOf(article.wordCount()),
        String.valueOf(article.keywords().size()),
        String.join(" ", set),
        article.warnings().isEmpty() ? "-" : String.join(" ", article.warnings()),
        body.isEmpty() ? "-" : ContentHash.of("", body).substring(0, 8));
  }

  private static boolean isSet(JsonNode value) {
    return !value.isMissingNode() && !value.isNull() && !(value.isArray() && value.isEmpty());
  }
}
