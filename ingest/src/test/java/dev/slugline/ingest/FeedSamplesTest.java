package dev.slugline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.article.Article;
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
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What becomes of each sample of a feed, as {@code outcomes/feeds.tsv} says and explains it. Titles
 * are told by a digest, since the samples' texts are their publishers'.
 */
class FeedSamplesTest {
  private static final Path SAMPLES = Path.of("../../shared/data/formats/feeds");

  /** What another format than a feed makes of it is told by the samples of that format. */
  private static final String NO_FEED = "no-feed";

  @Test
  void eachSampleBecomesWhatTheTableSays() throws IOException {
    Assumptions.assumeTrue(Files.isDirectory(SAMPLES), "no samples beside the project");
    Map<String, String> expected = table();
    Map<String, String> actual = new TreeMap<>();
    try (Stream<Path> files = Files.walk(SAMPLES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = SAMPLES.relativize(file).toString();
        List<ParsedItem> items = parse(Files.readAllBytes(file));
        boolean other = expected.getOrDefault(name, "").startsWith(NO_FEED);
        actual.put(name, other && !isFeed(items) ? expected.get(name) : told(items));
      }
    }

    assertThat(actual).containsExactlyInAnyOrderEntriesOf(expected);
  }

  private static Map<String, String> table() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    try (Stream<String> lines = Files.lines(Path.of("src/test/resources/outcomes/feeds.tsv"))) {
      for (String line : lines.filter(it -> !it.startsWith("#")).toList()) {
        int path = line.indexOf('\t');
        int why = line.lastIndexOf('\t');
        rows.put(line.substring(0, path), line.substring(path + 1, why));
      }
    }
    return rows;
  }

  private static List<ParsedItem> parse(byte[] bytes) {
    return new RawParser(Limits.DEFAULT).parse(RawRecord.of(bytes, RawParserTest.NOW));
  }

  private static boolean isFeed(List<ParsedItem> items) {
    return items.stream()
        .anyMatch(
            item ->
                item instanceof ParsedItem.Ready ready
                    && List.of("rss", "atom").contains(ready.article().format()));
  }

  /** Outcomes, format, articles with a date, digest of the first title, words, warnings. */
  private static String told(List<ParsedItem> items) {
    Map<String, Integer> outcomes = new TreeMap<>();
    List<Article> articles = new ArrayList<>();
    TreeSet<String> warnings = new TreeSet<>();
    for (ParsedItem item : items) {
      outcomes.merge(outcome(item), 1, Integer::sum);
      if (item instanceof ParsedItem.Ready ready) {
        articles.add(ready.article());
        warnings.addAll(ready.article().warnings());
      }
    }
    long dated = articles.stream().filter(article -> article.publishedAt() != null).count();
    int words = articles.stream().mapToInt(Article::wordCount).sum();
    return String.join(
        "\t",
        spelled(outcomes),
        articles.isEmpty() ? "-" : articles.get(0).format(),
        String.valueOf(dated),
        title(articles),
        String.valueOf(words),
        warnings.isEmpty() ? "-" : String.join(",", warnings));
  }

  private static String outcome(ParsedItem item) {
    if (item instanceof ParsedItem.Skipped skipped) {
      return "skipped:" + skipped.reason();
    }
    return item instanceof ParsedItem.Broken broken ? "refused:" + broken.code() : "articles";
  }

  private static String spelled(Map<String, Integer> outcomes) {
    return String.join(
        " ", outcomes.entrySet().stream().map(it -> it.getValue() + " " + it.getKey()).toList());
  }

  private static String title(List<Article> articles) {
    String title = articles.isEmpty() ? null : articles.get(0).title();
    return title == null ? "-" : ContentHash.of(title, "").substring(0, 8);
  }
}
