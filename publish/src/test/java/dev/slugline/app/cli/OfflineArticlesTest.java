package dev.slugline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.app.kafka.AllTopics;
import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.ingest.clean.DateRules;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.stream.Embargo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfflineArticlesTest {
  @Test
  void shouldRefuseALineThatIsNoJsonAndGoOn(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("wire.jsonl");
    Files.writeString(
        file,
        """
        {"id":"1","title":"First","body":"Some words."}
        {bad
        no braces at all
        {"id":"2","title":"Second","body":"More words."}
        """);
    List<String> titles = new ArrayList<>();

    boolean sound =
        new OfflineArticles(Limits.DEFAULT, DateRules.NONE, Embargo.hold)
            .read(
                List.of(file.toString()),
                (input, article) -> titles.add(String.valueOf(article.title())));

    assertThat(sound).isFalse();
    assertThat(titles).containsExactly("First", "Second");
  }

  @Test
  void shouldTakeJsonLinesFromStandardInputOneByOne() {
    Ran parsed =
        Ran.with(
            """
            {"id":"1","title":"First","body":"Some words."}
            {bad
            {"id":"2","title":"Second","body":"More words."}
            """,
            "parse",
            "-");

    assertThat(parsed.code()).isEqualTo(1);
    assertThat(parsed.out().lines()).hasSize(2).allMatch(line -> line.contains("\"input\":\"-\""));
    assertThat(parsed.err()).startsWith("-, line 2: refused: malformed");
  }

  @Test
  void shouldShowNoTextOfAnEmbargoedArticleUnlessAskedTo() {
    String secret =
        "{\"id\":\"1\",\"title\":\"Secret\",\"body\":\"Kept in.\",\"embargoed\":\"2999-01-01T00:00:00Z\"}";

    assertThat(Ran.with(secret, "parse", "-").out())
        .contains("embargoedUntil")
        .doesNotContain("Secret", "Kept in");
    assertThat(Ran.with(secret, "tag", "-", "--embargo", "mark").out()).contains("Kept in");
    Ran refused = Ran.with(secret, "parse", "-", "--embargo", "refuse");
    assertThat(refused.code()).isZero();
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err())
        .isEqualTo("-, line 1: skipped: embargoed until 2999-01-01T00:00:00Z\n");
    assertThat(Ran.with(secret, "parse", "-", "--embargo", "show").code()).isEqualTo(2);
  }

  @Test
  void shouldExplainWhichPartsOfAPageAreTheArticle() {
    String page =
        """
        <html><head><title>Ferry sails again | Courier</title></head><body>
        <nav><a href="/news">News</a></nav>
        <article><h1>Ferry sails again</h1>
        <p>The night ferry sails again from May, the harbour board said, after fourteen months.</p>
        <figure><img src="a.jpg"><figcaption>The ferry in port</figcaption></figure>
        <p>Tickets cost what they cost before, and islanders travel free of charge on weekdays.</p>
        <p>Source: Harbour Wire</p></article></body></html>
        """;

    Ran explained = Ran.with(page, "parse", "--explain", "-");

    assertThat(explained.code()).isZero();
    assertThat(explained.out().lines())
        .containsSubsequence(
            "-: Ferry sails again",
            "the text: the parts of the page",
            "- body > nav: navigation",
            "    News",
            "- article > h1: the headline",
            "+ article > p",
            "    The night ferry sails again from May, the harbour board said, after fou\u2026",
            "- figure > figcaption: a caption",
            "    The ferry in port",
            "+ article > p");
    assertThat(explained.out()).endsWith("- cleaned: credit\n    Source: Harbour Wire\n");
    assertThat(Ran.with(page, "parse", "-").out()).contains("\"credit\":\"Harbour Wire\"");
    assertThat(Ran.with("{\"title\":\"One\"}", "parse", "--explain", "-").out())
        .contains("no web page");
  }

  @Test
  void shouldShowATextThatIsNotOfThePagesParts() {
    String text =
        "The night ferry sails again from May, the harbour board said, after fourteen months. "
            .repeat(8)
            .strip();
    String page =
        """
        <html><head><title>Ferry sails again</title><script type="application/ld+json">
        {"@type":"NewsArticle","headline":"Ferry sails again","articleBody":"%s"}</script></head>
        <body><h1>Ferry sails again</h1><p>Please wait while this story is loaded.</p></body></html>
        """
            .formatted(text);

    String out = Ran.with(page, "parse", "--explain", "-").out();

    assertThat(out)
        .contains("the text: the text in the page's data")
        .contains("body > p: the page's data has the whole text")
        .contains("\n+ The night ferry sails again");
  }

  @Test
  void shouldListATopicForEachShippedRule() {
    assertThat(AllTopics.of("news", CatalogueLoader.shipped()))
        .extracting(topic -> topic.name())
        .contains("news.raw", "news.enriched", "news.tag.none", "news.tag.sanctions")
        .doesNotHaveDuplicates();
  }
}
