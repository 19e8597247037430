package dev.slugline.ingest.page.kind;

import static dev.slugline.ingest.page.WrittenPages.headlines;
import static dev.slugline.ingest.page.WrittenPages.linked;
import static dev.slugline.ingest.page.WrittenPages.page;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.page.SharedPages;
import dev.slugline.ingest.page.facts.LinkedData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveBlogTest {
  private static final String STORY = "https://www.skerrow.example/coast/storm";
  private static final String LEAD =
      "The storm that has been making for the coast since Sunday has reached the Skerrow light.";
  private static final List<String> NEWS =
      List.of(
          "The ferry has been made fast at Kell, and nobody is hurt, says the harbour board.",
          "The keeper reports gusts of ninety knots and water in the lower store of the tower.",
          "Two boats have turned back off the bar and will lie at Osterby until the morning.",
          "The road to the point is closed from now on, since trees have come down upon it.",
          "The board has called in the pilots, who were to have gone out with the evening tide.",
          "The first gusts are felt at the point, an hour before they had been looked for.");

  private static @Nullable String text(String html) {
    Document document = Parser.htmlParser().parseInput(html, STORY);
    String before = document.html();
    String text = LiveBlog.text(document, LinkedData.of(document, 200));
    assertThat(document.html()).as("the page after it was read").isEqualTo(before);
    return text;
  }

  private static String entries(List<String> texts, String heading) {
    StringBuilder out = new StringBuilder("<div class=entries>");
    for (int i = 0; i < texts.size(); i++) {
      out.append("<div class=entry id=e").append(i).append("><time datetime=2024-11-05T1");
      out.append(9 - i).append(":05:00Z>1").append(9 - i).append(":05</time>");
      out.append(heading.isEmpty() ? "" : "<h3>" + heading + " " + i + "</h3>");
      out.append("<p>").append(texts.get(i)).append("</p>");
      out.append("<ul class=tools><li><a href=https://social.example/s>Share</a></ul></div>");
    }
    return out.append("</div>").toString();
  }

  @Test
  void entriesStandInThePagesOrderEachUnderItsHeadline() {
    String summary =
        "<ul class=summary><li><a href=#e0>Ferry made fast</a><li><a href=#e2>Boats turn back</a></ul>";
    String html =
        page(
            "Storm: live updates",
            "",
            "<article><h1>Storm on the coast</h1><p>"
                + LEAD
                + "</p>"
                + summary
                + entries(NEWS, "What we know")
                + "</article>"
                + headlines(10, "Harbour board puts off the dredging again"));
    StringBuilder wanted = new StringBuilder(LEAD);
    for (int i = 0; i < NEWS.size(); i++) {
      wanted.append("\n\nWhat we know ").append(i).append("\n\n").append(NEWS.get(i));
    }
    assertThat(text(html)).isEqualTo(wanted.toString());
  }

  @Test
  void entriesBesideTheHeadlineAreFoundToo() {
    String inner = entries(NEWS, "").replace("<div class=entries>", "");
    assertThat(
            text(
                page(
                    "Storm – live",
                    "",
                    "<main><h1>Storm</h1><p>" + LEAD + "</p>" + inner + "</main>")))
        .isEqualTo(LEAD + "\n\n" + String.join("\n\n", NEWS));
  }

  @Test
  void germanTickerWhoseTimesAreText() {
    StringBuilder ticker = new StringBuilder("<section>");
    for (int i = 0; i < 6; i++) {
      ticker
          .append("<article class=beitrag><span>1")
          .append(9 - i)
          .append(
              ".05 Uhr</span><p>Die Fähre liegt fest vertäut in Kell, und niemand ist verletzt, meldet das Hafenamt zum Stand ");
      ticker.append(i).append(".</p></article>");
    }
    String text =
        text(
            page(
                "Sturm an der Küste im Liveticker",
                "",
                "<h1>Sturm an der Küste im Liveticker</h1>" + ticker + "</section>"));
    assertThat(text).startsWith("Die Fähre").doesNotContain("Uhr");
    assertThat(String.valueOf(text).split("\n\n", -1)).hasSize(6);
  }

  @Test
  void arabicWithFiguresOfItsOwn() {
    StringBuilder out = new StringBuilder("<ol>");
    for (int i = 0; i < 5; i++) {
      out.append("<li class=x><b>١")
          .append((char) ('٩' - i))
          .append(
              ":٠٥</b><p>أعلن مجلس الميناء أن العبارة رست بأمان في كيل ولم يصب أحد بأذى حتى الآن، التحديث رقم ");
      out.append(i).append("</p></li>");
    }
    String text =
        text(page("العاصفة لحظة بلحظة", "", "<h1>العاصفة لحظة بلحظة</h1>" + out + "</ol>"));
    assertThat(text).startsWith("أعلن مجلس الميناء").endsWith("4").doesNotContain("٠٥");
  }

  @Test
  void japaneseWithTimesInWords() {
    StringBuilder out = new StringBuilder("<div>");
    for (int i = 0; i < 5; i++) {
      out.append("<div class=item><div>午後")
          .append(9 - i)
          .append("時05分</div><h3>渡船が接岸 その")
          .append(i);
      out.append("</h3><p>港湾局によると、渡船は無事にケルの港に接岸し、けが人は出ていないということです。</p></div>");
    }
    assertThat(text(page("【ライブ】嵐が海岸に接近", "", "<h1>嵐が海岸に接近</h1>" + out + "</div>")))
        .startsWith("渡船が接岸 その0\n\n港湾局によると")
        .contains("その4");
  }

  @Test
  void microdataMarksEntries() {
    StringBuilder out =
        new StringBuilder(
            "<div itemscope itemtype=https://schema.org/LiveBlogPosting><h1>Tempesta</h1>");
    for (int i = 0; i < 3; i++) {
      out.append(
          "<div itemprop=liveBlogUpdate itemscope itemtype=https://schema.org/BlogPosting><meta itemprop=datePublished content=2024-11-05><h2 itemprop=headline>Traghetto ");
      out.append(i)
          .append(
              "</h2><div itemprop=articleBody><p>Il traghetto è al sicuro nel porto di Kell.</p></div></div>");
    }
    assertThat(text(page("Tempesta", "", out + "</div>")))
        .isEqualTo(
            "Traghetto 0\n\nIl traghetto è al sicuro nel porto di Kell.\n\nTraghetto 1\n\nIl traghetto è al sicuro nel porto di Kell.\n\nTraghetto 2\n\nIl traghetto è al sicuro nel porto di Kell.");
  }

  private static final String POSTING =
      linked(
          "{\"@type\":\"LiveBlogPosting\",\"headline\":\"Storm\",\"liveBlogUpdate\":["
              + "{\"@type\":\"BlogPosting\",\"headline\":\"First\",\"datePublished\":\"2024-11-05T10:00:00+01:00\",\"articleBody\":\"The first gusts are felt.\"},"
              + "{\"@type\":\"BlogPosting\",\"headline\":\"Last\",\"datePublished\":\"2024-11-05T12:00:00+01:00\",\"articleBody\":\"<p>The ferry is fast.<p>Nobody &amp; nothing is hurt.\"},"
              + "{\"@type\":\"BlogPosting\",\"headline\":\"Last\",\"datePublished\":\"2024-11-05T12:00:00+01:00\",\"articleBody\":\"<p>The ferry is fast.<p>Nobody &amp; nothing is hurt.\"}]}");

  @Test
  void jsonLdStandsInWhereThePageHasNoEntriesNewestFirst() {
    assertThat(text(page("Storm", POSTING, "<h1>Storm</h1><p>" + LEAD + "</p><div id=app></div>")))
        .isEqualTo(
            "Last\n\nThe ferry is fast.\n\nNobody & nothing is hurt.\n\nFirst\n\nThe first gusts are felt.");
  }

  @Test
  void thePagesOwnEntriesGoBeforeJsonLd() {
    assertThat(text(page("Storm", POSTING, "<h1>Storm</h1>" + entries(NEWS.subList(0, 3), ""))))
        .isEqualTo(String.join("\n\n", NEWS.subList(0, 3)));
  }

  @Test
  void whatIsPinnedStandsOnceWhereItBelongs() {
    List<String> pinned =
        List.of(NEWS.get(2), NEWS.get(0), NEWS.get(1), NEWS.get(2), NEWS.get(3), NEWS.get(4));
    assertThat(text(page("Storm live", "", "<h1>Storm</h1>" + entries(pinned, ""))))
        .isEqualTo(String.join("\n\n", NEWS.subList(0, 5)));
  }

  @Test
  void readersCommentsAreNoEntries() {
    String article =
        "<article><h1>Storm live on stage</h1><p>"
            + String.join("</p><p>", NEWS)
            + "</p></article>";
    assertThat(
            text(
                page(
                    "Storm live",
                    "",
                    article + "<div class=user-comments>" + entries(NEWS, "") + "</div>")))
        .isNull();
    assertThat(
            text(
                page(
                    "Storm live",
                    "",
                    "<h1>Storm</h1><section><form><textarea></textarea></form>"
                        + entries(NEWS, "")
                            .replace("</div></div>", "</div><textarea></textarea></div>")
                        + "</section>")))
        .isNull();
    assertThat(text(page("Storm", "", "<h1>Storm</h1><p>" + LEAD + "</p>" + entries(NEWS, ""))))
        .isNull();
  }

  @Test
  void teasersAreNoEntries() {
    StringBuilder out = new StringBuilder("<div>");
    for (int i = 0; i < 12; i++) {
      out.append("<article class=t><time datetime=2024-11-05T10:00:00Z>10:00</time><h3><a href=/n/")
          .append(i);
      out.append(">Ferry made fast at Kell</a></h3><p>")
          .append(NEWS.get(0))
          .append("</p></article>");
    }
    assertThat(text(page("Live", "", "<h1>Live</h1>" + out + "</div>"))).isNull();
  }

  @Test
  void aTimelineWithinAnArticleLeavesItThat() {
    String before = "<p>" + String.join("</p><p>", NEWS) + "</p>";
    String html =
        "<article><h1>How the storm came</h1>"
            + before
            + entries(NEWS, "Hour")
            + before.replace("The", "A")
            + "</article>";
    assertThat(text(page("How the storm came", "", html))).isNull();
  }

  @Test
  void aHistoryOfYearsIsNoLiveBlog() {
    String years =
        entries(NEWS, "Year")
            .replace("2024-11-05T19", "1950-11-05T19")
            .replace("2024-11-05T17", "1987-01-05T17");
    assertThat(text(page("Storms of the coast", "", "<h1>Storms of the coast</h1>" + years)))
        .isNull();
  }

  @Test
  void anInterviewOrListWithoutTimesIsNoLiveBlog() {
    String list = entries(NEWS, "Storm").replaceAll("<time.*?</time>", "");
    assertThat(text(page("Six storms, live", "", "<h1>Six storms</h1>" + list))).isNull();
  }

  @Test
  void realArticlesThatAreNoLiveBlogsAreNotTakenForSuch() {
    for (Path file : SharedPages.all()) {
      String html = new String(SharedPages.bytes(file), StandardCharsets.UTF_8);
      Document document = Parser.htmlParser().parseInput(html, "");
      if (!html.contains("LiveBlogPosting")) {
        String text = LiveBlog.text(document, LinkedData.of(document, 200));
        assertThat(text).as("%s", file).isNull();
      }
    }
  }
}
