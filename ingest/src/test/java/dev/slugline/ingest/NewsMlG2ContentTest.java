package dev.slugline.ingest;

import static dev.slugline.ingest.NewsMlG2Items.STORY;
import static dev.slugline.ingest.NewsMlG2Items.XHTML;
import static dev.slugline.ingest.NewsMlG2Items.article;
import static dev.slugline.ingest.NewsMlG2Items.item;
import static dev.slugline.ingest.NewsMlG2Items.message;
import static dev.slugline.ingest.NewsMlG2Items.parse;
import static dev.slugline.ingest.NewsMlG2Items.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.Article.Association;
import dev.slugline.ingest.format.ParsedItem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is read of the content of a news item in NewsML-G2, in the forms that it can have. */
class NewsMlG2ContentTest {
  @Test
  void shouldNotSayTheHeadlineAndTheBylineAgainInTheBody() {
    String content =
        XHTML.formatted("<h1>Harbour opens</h1><p>By Ann Bell</p><p>The ferry sails.</p>");
    Article article =
        article("", "<headline>Harbour Opens</headline><by>By Ann Bell</by>", content);

    assertThat(article.body()).isEqualTo("The ferry sails.");
  }

  @Test
  void shouldReadNitfInside() {
    Article article =
        article(
            "",
            "",
            """
            <inlineXML contenttype="application/nitf+xml"><nitf
             xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.head><hedline><hl1>Inner</hl1>
             </hedline><byline>By <person>Ann Bell</person></byline></body.head><body.content>
             <p>One&nbsp;day.</p><media media-type="image"><media-reference
             source="http://x.example/1.jpg"/><media-caption><p>A boat.</p></media-caption></media>
             <p>Two.</p></body.content></body></nitf></inlineXML>""");

    assertThat(article.title()).isEqualTo("Inner");
    assertThat(article.sourceId()).isEqualTo("urn:x:1");
    assertThat(article.authors()).containsExactly("Ann Bell");
    assertThat(article.body()).isEqualTo("One day.\n\nTwo.");
    assertThat(article.associations())
        .containsExactly(
            new Association(null, "picture", null, "A boat.", "http://x.example/1.jpg"));
  }

  @Test
  void shouldReadPlainEscapedAndPackedText() {
    String head = "<headline>H</headline>";
    String packed =
        Base64.getEncoder().encodeToString("Ein Fährmann.".getBytes(StandardCharsets.UTF_8));

    assertThat(article("", head, inline("text/plain", "One &lt; two.\n\nThree.")).body())
        .isEqualTo("One < two.\n\nThree.");
    assertThat(article("", head, inline("text/plain", "  One.\n  Two,\nstill two.")).body())
        .isEqualTo("One.\n\nTwo,\nstill two.");
    assertThat(
            article("", head, inline("text/html", "&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;"))
                .body())
        .isEqualTo("One.\n\nTwo.");
    assertThat(article("", head, inline("text/plain\" encoding=\"enc:base64", packed)).body())
        .isEqualTo("Ein Fährmann.");
  }

  private static String inline(String type, String text) {
    return "<inlineData contenttype=\"" + type + "\">" + text + "</inlineData>";
  }

  @Test
  void shouldRefuseOnlyTheItemWhosePackedTextIsBroken() {
    String bad = item("", "<headline>H</headline>", inline("text/plain\" encoding=\"base64", "a"));
    List<ParsedItem> items = parse(message(bad + item("", "<headline>H</headline>", STORY)));

    assertThat(reason(items.get(0))).contains("base64", "line 1");
    assertThat(article(items.get(1)).title()).isEqualTo("H");
  }

  @Test
  void shouldReadOneOfTheRenditionsAndKeepTheOthersAsReferences() {
    Article article =
        article(
            "<link rel=\"irel:seeAlso\" href=\"http://x.example/film\"><itemClass"
                + " qcode=\"ninat:video\"/><title>A film</title></link>",
            "<headline>H</headline>",
            STORY
                + inline("text/plain", "The same.")
                + "<remoteContent rendition=\"rnd:web\" contenttype=\"image/jpeg\""
                + " href=\"http://x.example/1.jpg\"/>");

    assertThat(article.body()).isEqualTo("The first.\n\nThe second.");
    assertThat(article.associations())
        .containsExactly(
            new Association("web", "picture", null, null, "http://x.example/1.jpg"),
            new Association("seeAlso", "video", null, "A film", "http://x.example/film"));
  }

  @Test
  void shouldSayWhichContentItCouldNotRead() {
    String content =
        "<inlineXML contenttype=\"application/sportsml+xml\"><score>3:1</score></inlineXML>";
    Article article = article("", "<headline>H</headline>", content);

    assertThat(article.body()).isEmpty();
    assertThat(article.warnings()).contains("unread-content:application/sportsml+xml");
  }
}
