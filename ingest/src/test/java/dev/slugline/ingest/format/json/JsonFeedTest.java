package dev.slugline.ingest.format.json;

import static dev.slugline.ingest.format.json.Parsed.all;
import static dev.slugline.ingest.format.json.Parsed.article;
import static dev.slugline.ingest.format.json.Parsed.broken;
import static dev.slugline.ingest.format.json.Parsed.skipped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.Article.Association;
import dev.slugline.ingest.article.Article.Keyword;
import dev.slugline.ingest.article.Article.Source;
import dev.slugline.ingest.format.ParsedItem;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonFeedTest {
  private static final String HEAD =
      "\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Lock notes\","
          + " \"home_page_url\": \"https://www.lock.example/\","
          + " \"feed_url\": \"https://www.lock.example/en/feed.json\", \"language\": \"en\","
          + " \"authors\": [{\"name\": \"Ida Holm\"}]";

  private static List<ParsedItem> feed(String items) {
    return all("{" + HEAD + ", \"items\": [" + items + "]}");
  }

  @Test
  void anItemHasItsOwnFieldsAndThoseOfItsFeed() {
    Article article =
        article(
            feed("""
                    {"id": 12345678901234567890, "url": "../nl/a?utm_source=x", "title": "Lock opens",
                     "content_html": "<p>One &amp; all.</p><p>Two.</p>", "summary": "It opens.",
                     "date_published": "2025-02-01T10:00:00+01:00",
                     "date_modified": "2025-02-02T10:00:00Z", "tags": ["water", "works"],
                     "image": "/i.jpg", "external_url": "https://else.example/x",
                     "attachments": [{"url": "a.mp3", "mime_type": "audio/mpeg", "title": "Sound"}]}
                    """)
                .get(0));

    assertThat(article.format()).isEqualTo("jsonfeed");
    assertThat(article.sourceId()).isEqualTo("12345678901234567890");
    assertThat(article.sourceVersion()).isNull();
    assertThat(article.url()).isEqualTo("https://www.lock.example/nl/a");
    assertThat(article.source()).isEqualTo(new Source("Lock notes", "lock.example", null));
    assertThat(article.body()).isEqualTo("One & all.\n\nTwo.");
    assertThat(article.summary()).isEqualTo("It opens.");
    assertThat(article.publishedAt()).isEqualTo(Instant.parse("2025-02-01T09:00:00Z"));
    assertThat(article.updatedAt()).isEqualTo(Instant.parse("2025-02-02T10:00:00Z"));
    assertThat(article.authors()).containsExactly("Ida Holm");
    assertThat(article.language()).isEqualTo(new Article.Language("en", 1.0));
    assertThat(article.keywords())
        .containsExactly(new Keyword(null, null, "water"), new Keyword(null, null, "works"));
    assertThat(article.associations())
        .containsExactly(
            new Association("external", null, null, null, "https://else.example/x"),
            new Association("image", "picture", null, null, "https://www.lock.example/i.jpg"),
            new Association(
                "attachment", "audio", null, "Sound", "https://www.lock.example/en/a.mp3"));
  }

  @Test
  void authorsAreTakenInEveryShape() {
    List<ParsedItem> items =
        feed(
            """
            {"id": "1", "content_text": "A", "author": {"name": "Ann"}},
            {"id": "2", "content_text": "B", "authors": {"name": "Bea"}},
            {"id": "3", "content_text": "C", "authors": [{"name": "Cy"}, "Di", {"url": "x"}]},
            {"id": "4", "content_text": "D", "authors": [], "author": "Ed"}
            """);

    assertThat(items)
        .extracting(item -> String.join("+", article(item).authors()))
        .containsExactly("Ann", "Bea", "Cy+Di", "Ed");
  }

  @Test
  void anIdThatDifferentItemsShareIsNone() {
    List<ParsedItem> items =
        feed(
            """
            {"id": "1", "url": "https://lock.example/a", "content_text": "A"},
            {"id": "1", "url": "https://lock.example/b", "content_text": "B"},
            {"id": "2", "url": "https://lock.example/c", "content_text": "C"}
            """);

    assertThat(items).extracting(item -> article(item).sourceId()).containsExactly(null, null, "2");
  }

  @Test
  void aBadItemLeavesTheOthersAndIsRefusedWithItsOwnBytes() {
    List<ParsedItem> items =
        feed(
            "{\"id\": \"1\", \"content_text\": \"A\"},\n{\"id\": NaN},\n{\"id\": \"3\"},\n{\"title\": \"D\"}");

    assertThat(items).hasSize(4);
    assertThat(article(items.get(0)).body()).isEqualTo("A");
    assertThat(broken(items.get(1)).reason()).contains("line 2", "NaN");
    assertThat(Parsed.bytes(items.get(1))).isEqualTo("{\"id\": NaN}");
    assertThat(broken(items.get(2)).reason()).contains("neither a title nor a body");
    assertThat(article(items.get(3)).source())
        .isEqualTo(new Source("Lock notes", "lock.example", null));
  }

  @Test
  void aFeedThatIsCutOffGivesItsSoundItems() {
    String cut =
        "{" + HEAD + ", \"items\": [{\"title\": \"A\"}, {\"title\": \"B\"}, {\"title\": \"C";

    List<ParsedItem> items = all(cut);

    assertThat(items).hasSize(3);
    assertThat(article(items.get(1)).title()).isEqualTo("B");
    assertThat(article(items.get(1)).authors()).containsExactly("Ida Holm");
    assertThat(broken(items.get(2)).reason()).contains("line 1, column", "does not end");
    assertThat(Parsed.bytes(items.get(2))).isEqualTo("{\"title\": \"C");
  }

  @Test
  void aFeedWithoutItemsIsEmpty() {
    assertThat(skipped("{" + HEAD + ", \"items\": []}")).isEqualTo("empty");
    assertThat(skipped("{" + HEAD + "}")).isEqualTo("empty");
  }

  @Test
  void aFieldOfTheWrongTypeIsNamed() {
    Article article =
        article(feed("{\"id\": [1], \"title\": 7, \"content_text\": \"A\", \"tags\": [1]}").get(0));

    assertThat(article.body()).isEqualTo("A");
    assertThat(article.warnings()).contains("wrong-type:id", "wrong-type:title", "wrong-type:tags");
  }
}
