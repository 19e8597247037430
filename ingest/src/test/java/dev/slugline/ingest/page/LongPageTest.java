package dev.slugline.ingest.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.clean.WordCount;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A report of 15,000 words, with what stands between and after its chapters on such a page. */
class LongPageTest {
  private static final int WORDS = 15_000;
  private static final int SENTENCES = 5;
  private static final int PARAGRAPHS = 12;
  private static final List<String> WHO =
      List.of(
          "The harbour master",
          "Commissioner Elda Voss",
          "A clerk of the second registry",
          "The widow of the engineer",
          "Neither of the two inspectors",
          "The insurers in Port Amaris",
          "One of the night watchmen");
  private static final List<String> DID =
      List.of(
          "wrote to the ministry that",
          "could not recall whether",
          "told the inquiry under oath that",
          "had already warned the board that",
          "learned only from the newspapers that",
          "denied, in a letter of two lines, that",
          "was asked on three occasions whether");
  private static final List<String> WHAT =
      List.of(
          "the eastern sluice had been opened before midnight",
          "the gauge at Kilder Point showed more than the tables allowed",
          "nobody had signed for the keys",
          "the contract named a company that no longer existed",
          "repairs worth a fortune were paid for twice",
          "the pumps, bought second-hand, ran for less than an hour",
          "the drawings on the wall were of another dam");

  private record Page(String html, String text) {}

  private static <T> T one(List<T> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  private static String sentence(Random random) {
    return "%s %s %s, and file %d-%d says no more of it than page %d."
        .formatted(
            one(WHO, random),
            one(DID, random),
            one(WHAT, random),
            random.nextInt(10_000),
            random.nextInt(1_000),
            random.nextInt(700));
  }

  private static Page page(Random random) {
    StringBuilder html = new StringBuilder();
    StringBuilder text = new StringBuilder();
    int chapter = 0;
    while (WordCount.of(text.toString()) < WORDS) {
      chapter++;
      String head = "Chapter " + chapter + ": " + one(WHAT, random);
      text.append(head).append("\n\n");
      html.append("<section class=\"k3f9\"><h2>").append(head).append("</h2>");
      for (int i = 0; i < PARAGRAPHS; i++) {
        StringBuilder paragraph = new StringBuilder();
        for (int j = 0; j < SENTENCES; j++) {
          paragraph.append(j == 0 ? "" : " ").append(sentence(random));
        }
        text.append(paragraph).append("\n\n");
        html.append("<p>").append(paragraph).append("</p>");
      }
      html.append("</section><aside class=\"q1\"><span>Advertisement</span></aside>");
    }
    String teaser =
        "<div class=\"m7\"><h3><a href=\"/%d\">Gulls return to the old fish market</a></h3>"
            + "<p>The stalls have stood empty since the flood.</p></div>";
    StringBuilder teasers = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      teasers.append(teaser.formatted(i));
    }
    String whole =
        "<!DOCTYPE html><html lang=\"en\"><head><title>What the water left - The Amaris Ledger"
            + "</title><meta property=\"og:site_name\" content=\"The Amaris Ledger\"></head><body>"
            + "<nav><a href=\"/\">Home</a> <a href=\"/world\">World</a></nav>"
            + "<div class=\"w2\"><h1>What the water left</h1>"
            + html
            + "</div><div class=\"r5\"><h2>More stories</h2>"
            + teasers
            + "</div><footer><p>The Amaris Ledger. All rights reserved.</p></footer></body></html>";
    return new Page(whole, text.toString());
  }

  @Test
  void nothingOfALongReportIsLostAndNothingAdded() {
    Page page = page(new Random(7));
    GoldPage gold =
        new GoldPage(
            "long",
            page.html().getBytes(StandardCharsets.UTF_8),
            Map.of("title", "What the water left", "language", "en", "site", "The Amaris Ledger"),
            page.text());
    Score score = gold.score(gold.read());
    assertThat(score.recall()).isGreaterThanOrEqualTo(0.999);
    assertThat(score.precision()).isGreaterThanOrEqualTo(0.99);
    assertThat(gold.mismatches(gold.read())).isEmpty();
  }
}
