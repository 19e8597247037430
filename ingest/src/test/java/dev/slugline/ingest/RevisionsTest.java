package dev.slugline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import dev.slugline.ingest.identity.Arrival;
import dev.slugline.ingest.identity.Decision;
import dev.slugline.ingest.identity.Identity;
import dev.slugline.ingest.identity.Known;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Real pages that were fetched several times: a revision is what a reader would call one. The
 * judgement beside ours knows words and punctuation in their order, no spaces and nothing of how
 * texts are cleaned.
 */
class RevisionsTest {
  private static final Path VERSIONS = Path.of("../../shared/data/revisions.jsonl");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+|\\p{P}");

  private final List<String> disagreements = new ArrayList<>();

  private final Map<String, Integer> kinds = new TreeMap<>();

  @Test
  void shouldSeeARevisionWhereTheTextChangedForAReader() throws Exception {
    assumeTrue(Files.isReadable(VERSIONS), "the versions are not here");
    RawParser parser = new RawParser(Limits.DEFAULT);
    Map<String, Known> known = new HashMap<>();
    Map<String, List<String>> readBefore = new HashMap<>();
    int revisions = 0;
    for (String line : Files.readAllLines(VERSIONS)) {
      JsonNode version = ArticleJson.mapper().readTree(line);
      Article article = article(parser, line, version);
      List<String> words = words(version);
      List<String> before = readBefore.put(article.id(), words);
      Decision decision =
          Identity.decide(known.get(article.id()), new Arrival(article, false, true), 0);
      known.put(article.id(), decision.next());
      String outcome = Objects.requireNonNull(decision.outcome());
      boolean changed = before != null && !before.equals(words);
      String must = before == null ? "article" : changed ? "revision" : "repeat";
      revisions += changed ? 1 : 0;
      kinds.merge(kind(decision), 1, Integer::sum);
      if (!outcome.equals(must)) {
        disagreements.add(outcome + ", not " + must + ": " + article.url());
      }
    }

    assertThat(known).hasSize(150);
    assertThat(revisions).isGreaterThan(150);
    assertThat(disagreements).isEmpty();
    assertThat(kinds).containsOnlyKeys("new", "update", "correction", "minor");
  }

  private static String kind(Decision decision) {
    Article article = decision.article();
    return article == null
        ? Objects.requireNonNull(decision.outcome())
        : Objects.requireNonNull(article.change()).kind();
  }

  private static Article article(RawParser parser, String line, JsonNode version) {
    RawRecord raw =
        new RawRecord(
            version.path("url").asText(),
            line.getBytes(StandardCharsets.UTF_8),
            "application/json",
            false,
            null,
            null,
            null,
            Instant.parse("2026-06-01T00:00:00Z"));
    return ((ParsedItem.Ready) parser.parse(raw).get(0)).article();
  }

  private static List<String> words(JsonNode version) {
    String text = version.path("title").asText() + "\n" + version.path("body").asText();
    return WORD.matcher(text.toLowerCase(Locale.ROOT)).results().map(MatchResult::group).toList();
  }
}
