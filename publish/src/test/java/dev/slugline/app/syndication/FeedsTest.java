package dev.slugline.app.syndication;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import dev.slugline.app.syndication.Feed.Category;
import dev.slugline.app.syndication.Feed.Entry;
import dev.slugline.ingest.RawParser;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Feeds of hostile articles, held against the specifications, and read by others and by us. */
class FeedsTest {
  private static final Instant TIME = Instant.parse("2026-03-02T09:08:07.654Z");

  /** Titles, and what is left of each in XML. */
  private static final List<List<String>> TITLES =
      List.of(
          List.of("Ferry strike ends & ports open", "Ferry strike ends & ports open"),
          List.of("Why <b>bold</b> claims fail", "Why <b>bold</b> claims fail"),
          List.of("Arrays: a[b[0]]> and ]]>", "Arrays: a[b[0]]> and ]]>"),
          List.of(
              "A bell\u0007, a null\u0000 and an escape\u001b[31m",
              "A bell, a null and an escape[31m"),
          List.of(
              "Half a pair \ud83d and a whole one \ud83d\ude80",
              "Half a pair  and a whole one \ud83d\ude80"),
          List.of(
              "Written as &lt;script&gt; &amp;amp; so", "Written as &lt;script&gt; &amp;amp; so"),
          List.of("\"Quoted\" 'twice' \uffff\ufffe", "\"Quoted\" 'twice' "),
          List.of(
              "<![CDATA[ no section ]]><!-- no comment -->",
              "<![CDATA[ no section ]]><!-- no comment -->"));

  /** The usual bounds, without a time: the first text that a process reads takes longest. */
  private static final Limits PATIENT =
      Limits.DEFAULT.withBudgets(Duration.ofMinutes(2), Duration.ofMinutes(2));

  private static final Feed FEED = feed(true);

  @Test
  void shouldBeSoundWhateverArticlesSay() throws Exception {
    Element channel =
        FeedValidator.children(
                FeedValidator.rss(Rss.write(FEED)).getDocumentElement(), null, "channel")
            .get(0);
    assertThat(FeedValidator.children(channel, null, "item")).hasSize(TITLES.size());
    assertThat(FeedValidator.links(channel))
        .containsEntry("self", FEED.self())
        .containsEntry("first", FEED.first())
        .containsEntry("next", FEED.next());

    Element atom = FeedValidator.atom(Atom.write(FEED)).getDocumentElement();
    assertThat(FeedValidator.links(atom)).containsEntry("next", FEED.next());
    List<Element> entries = FeedValidator.children(atom, FeedValidator.ATOM, "entry");
    for (int i = 0; i < TITLES.size(); i++) {
      assertThat(FeedValidator.text(entries.get(i), FeedValidator.ATOM, "title"))
          .isEqualTo(TITLES.get(i).get(1));
    }

    JsonNode json = FeedValidator.jsonFeed(JsonFeed.write(FEED));
    assertThat(json.path("next_url").asText()).isEqualTo(FEED.next());
    assertThat(json.path("items").path(1).path("title").asText()).isEqualTo(TITLES.get(1).get(0));
  }

  @Test
  void shouldBeSoundWithoutAnyEntry() throws Exception {
    Feed empty =
        new Feed(
            "urn:slugline:tag:tides",
            "Slugline: Tides",
            "Nothing yet",
            "http://127.0.0.1/v1/tags",
            "http://127.0.0.1/x.rss",
            "http://127.0.0.1/x.rss",
            null,
            List.of());
    FeedValidator.rss(Rss.write(empty));
    FeedValidator.atom(Atom.write(empty));
    FeedValidator.jsonFeed(JsonFeed.write(empty));
  }

  @Test
  void shouldBeReadByAnotherReader() throws Exception {
    for (byte[] bytes : List.of(Rss.write(FEED), Atom.write(FEED))) {
      SyndFeed read =
          new SyndFeedInput()
              .build(
                  new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8));
      assertThat(read.getTitle()).isEqualTo("Slugline: Tides");
      assertThat(read.getEntries()).hasSize(TITLES.size());
      SyndEntry first = read.getEntries().get(0);
      assertThat(first.getLink()).isEqualTo("https://news.example/0?a=1&b=2");
      assertThat(first.getUri()).endsWith("id-0");
      assertThat(first.getPublishedDate().toInstant())
          .isEqualTo(Instant.parse("2026-03-02T09:08:07Z"));
      assertThat(first.getCategories()).extracting(it -> it.getName()).contains("tides");
      assertThat(read.getEntries().get(1).getAuthors()).isNotNull();
    }
  }

  @Test
  void shouldBeReadBackByOurOwnIngest() {
    Feed feed = feed(false);
    for (byte[] bytes : List.of(Rss.write(feed), Atom.write(feed), JsonFeed.write(feed))) {
      List<ParsedItem> items = new RawParser(PATIENT).parse(RawRecord.of(bytes, Instant.now()));

      assertThat(items).hasSize(TITLES.size()).allMatch(ParsedItem.Ready.class::isInstance);
      ParsedItem.Ready first = (ParsedItem.Ready) items.get(0);
      assertThat(first.article().title()).isEqualTo("Ferry strike ends & ports open");
      assertThat(first.article().url()).startsWith("https://news.example/0");
      assertThat(first.article().publishedAt()).isEqualTo(Instant.parse("2026-03-02T09:08:07Z"));
      ParsedItem.Ready bold = (ParsedItem.Ready) items.get(1);
      assertThat(bold.article().title()).contains("bold").contains("claims fail");
      assertThat(first.article().body()).contains("The tides turned & the <ferries> left.");
    }
  }

  @Test
  void shouldMarkTheWordsAndKeepTheArticlesMarkupOut() {
    String html = EntryHtml.summary(FEED.entries().get(0));
    assertThat(html)
        .contains("The <mark>tides</mark> turned &amp; the &lt;ferries&gt; left.")
        .contains("<p>In short: &lt;img src=x onerror=alert(1)&gt;</p>")
        .contains("href=\"http://127.0.0.1/v1/articles/id-0/explain\"");
  }

  @Test
  void shouldCarryTheFullTextOnlyWhereItIsGiven() {
    String with = new String(Rss.write(FEED), StandardCharsets.UTF_8);
    String without = new String(Rss.write(feed(false)), StandardCharsets.UTF_8);
    assertThat(with).contains("content:encoded>").contains("A second paragraph");
    assertThat(without).doesNotContain("<content:encoded").doesNotContain("A second paragraph");
  }

  private static Feed feed(boolean full) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < TITLES.size(); i++) {
      entries.add(entry(i, full ? "A first paragraph.\n\nA second paragraph ]]> <b>" : null));
    }
    return new Feed(
        "urn:slugline:tag:tides",
        "Slugline: Tides",
        "Articles on tides",
        "http://127.0.0.1/v1/tags",
        "http://127.0.0.1/v1/tags/tides/articles?limit=8&lang=en",
        "http://127.0.0.1/v1/tags/tides/articles?limit=8",
        "http://127.0.0.1/v1/tags/tides/articles?limit=8&cursor=x",
        entries);
  }

  private static Entry entry(int i, @Nullable String body) {
    return new Entry(
        "id-" + i,
        TITLES.get(i).get(0),
        "https://news.example/" + i + "?a=1&b=2",
        "http://127.0.0.1/v1/articles/id-" + i,
        "http://127.0.0.1/v1/articles/id-" + i + "/explain",
        i % 2 == 0 ? "In short: <img src=x onerror=alert(1)>" : null,
        "The tides turned & the <ferries> left.",
        List.of(4, 9),
        body,
        TIME,
        TIME.plusSeconds(i),
        i == 0 ? List.of("Ann <Clerk>") : List.of(),
        i % 3 == 0 ? "The Evening Crab & Co" : null,
        i % 2 == 0 ? "en" : null,
        List.of(new Category("tides", "Tides & \"currents\"")));
  }
}
