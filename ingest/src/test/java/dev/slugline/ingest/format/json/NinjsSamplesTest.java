package dev.slugline.ingest.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.RawParser;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Holds the samples of the standard, where they lie beside the project, to the table of them. */
class NinjsSamplesTest {
  private static final String TABLE = "/outcomes/ninjs.tsv";

  @Test
  void everySampleComesOutAsTheTableSays() throws IOException {
    Path samples = samples();
    Assumptions.assumeTrue(samples != null, "no shared folder beside the project");
    if (samples == null) {
      return;
    }
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(samples)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        found.addAll(outcomes(samples.relativize(file).toString(), Files.readAllBytes(file)));
      }
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected());
  }

  /** The lines of the table without their last column, which is for people. */
  private static List<String> expected() throws IOException {
    try (InputStream in = NinjsSamplesTest.class.getResourceAsStream(TABLE)) {
      assertThat(in).as(TABLE).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.substring(0, line.lastIndexOf('\t')))
          .toList();
    }
  }

  private static List<String> outcomes(String file, byte[] bytes) {
    List<ParsedItem> items =
        new RawParser(Limits.DEFAULT)
            .parse(RawRecord.of(bytes, Instant.parse("2026-11-25T08:00:00Z")));
    List<String> lines = new ArrayList<>();
    for (ParsedItem item : items) {
      lines.add(file + '\t' + (lines.size() + 1) + '\t' + outcome(item));
    }
    return lines;
  }

  private static String outcome(ParsedItem item) {
    if (item instanceof ParsedItem.Skipped skipped) {
      return "skipped\t-\t-\t-\t-\t-\t" + skipped.reason();
    }
    if (item instanceof ParsedItem.Broken broken) {
      return "refused\t-\t-\t-\t-\t-\t" + broken.code() + ": " + broken.reason();
    }
    Article article = ((ParsedItem.Ready) item).article();
    return Stream.of(
            "article",
            article.wordCount(),
            article.keywords().size(),
            article.associations().size(),
            fields(article),
            String.valueOf(article.contentHash()).substring(0, 8),
            "-")
        .map(String::valueOf)
        .collect(Collectors.joining("\t"));
  }

  private static String fields(Article article) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("slugline", String.valueOf(article.slugline()));
    fields.put("urgency", String.valueOf(article.urgency()));
    fields.put("genre", String.valueOf(article.genre()));
    fields.put("dateline", String.valueOf(article.dateline()));
    fields.put("edNote", String.valueOf(article.edNote()));
    fields.put("credit", String.valueOf(article.credit()));
    fields.put("copyright", String.valueOf(article.copyright()));
    fields.put("usageTerms", String.valueOf(article.usageTerms()));
    fields.put("expiresAt", String.valueOf(article.expiresAt()));
    fields.put("summary", String.valueOf(article.summary()));
    fields.put("authors", article.authors().isEmpty() ? "null" : "some");
    String set =
        fields.entrySet().stream()
            .filter(field -> !field.getValue().equals("null"))
            .map(Map.Entry::getKey)
            .collect(Collectors.joining(","));
    return set.isEmpty() ? "-" : set;
  }

  private static @Nullable Path samples() {
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.isDirectory(at.resolve("shared/data/formats/ninjs"))) {
      at = at.getParent();
    }
    return at == null ? null : at.resolve("shared/data/formats/ninjs");
  }
}
