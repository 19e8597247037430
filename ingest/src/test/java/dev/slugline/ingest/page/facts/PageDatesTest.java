package dev.slugline.ingest.page.facts;

import static dev.slugline.ingest.page.facts.TowerPage.STORY;
import static dev.slugline.ingest.page.facts.TowerPage.TEXT;
import static dev.slugline.ingest.page.facts.TowerPage.at;
import static dev.slugline.ingest.page.facts.TowerPage.linked;
import static dev.slugline.ingest.page.facts.TowerPage.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the story of a page was published and updated. */
class PageDatesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      nullValues = "none",
      value = {
        "Published: 3 March 2025, 10:15 CET > 2025-03-03T09:15:00Z > none",
        "Updated 4 March 2025, 11:00 UTC > none > 2025-03-04T11:00:00Z",
        "Published 3 March 2025, 10:15 UTC | Updated 4 March 2025, 11:00 UTC > 2025-03-03T10:15:00Z > 2025-03-04T11:00:00Z",
        "By Ana Reed - March 3, 2025 > 2025-03-03T00:00:00Z > none",
        "Veröffentlicht am 3. März 2025 um 10:15 Uhr > 2025-03-03T10:15:00Z > none",
        "Aktualisiert: 4. März 2025, 11:00 Uhr > none > 2025-03-04T11:00:00Z",
        "Publié le 3 mars 2025 à 10:15 > 2025-03-03T10:15:00Z > none",
        "Mis à jour le 4 mars 2025 > none > 2025-03-04T00:00:00Z",
        "Publicado el 3 de marzo de 2025 > 2025-03-03T00:00:00Z > none",
        "Actualizado el 4 de marzo de 2025 > none > 2025-03-04T00:00:00Z",
        "Atualizado em 4 de março de 2025 > none > 2025-03-04T00:00:00Z",
        "Опубликовано 3 марта 2025, 10:15 > 2025-03-03T10:15:00Z > none",
        "Обновлено: 4 марта 2025 > none > 2025-03-04T00:00:00Z",
        "发布时间：2025-03-03 10:15 > 2025-03-03T10:15:00Z > none",
        "2025年3月3日 10:15 > 2025-03-03T10:15:00Z > none",
        "更新：2025年3月4日 > none > 2025-03-04T00:00:00Z",
        "입력 2025.03.03 10:15 | 수정 2025.03.04 11:00 > 2025-03-03T10:15:00Z > 2025-03-04T11:00:00Z",
        "نشر في 3 مارس 2025 > 2025-03-03T00:00:00Z > none",
        "प्रकाशित 3 मार्च 2025 > 2025-03-03T00:00:00Z > none",
        "Güncelleme: 4 Mart 2025 > none > 2025-03-04T00:00:00Z",
        "The new law comes into force on 1 January 2027. > none > none",
        "The tower was built in 1914 > none > none",
        "5 min read > none > none"
      })
  void datesStandByTheHeadline(
      String line, @Nullable Instant published, @Nullable Instant updated) {
    Draft draft = read("", "<main>" + STORY + "<div>" + line + "</div>" + TEXT + "</main>");
    assertThat(at(draft, Field.PUBLISHED)).as(line).isEqualTo(published);
    assertThat(at(draft, Field.UPDATED)).as(line).isEqualTo(updated);
  }

  @Test
  void theDayInTheAddressIsTakenWhereNothingElseTellsIt() {
    String url = "https://www.skerrow.example/2025/03/14/tower";
    Draft bare = read(url, "", STORY + TEXT);
    assertThat(bare.get(Field.PUBLISHED)).isEqualTo("2025-03-14");
    assertThat(at(read(url, "", STORY + "<p>3 March 2025</p>" + TEXT), Field.PUBLISHED))
        .isEqualTo("2025-03-03T00:00:00Z");
    assertThat(
            read("https://www.skerrow.example/a-2025-03/99", "", STORY + TEXT).get(Field.PUBLISHED))
        .isNull();
    assertThat(
            read("https://www.skerrow.example/story-20250314-77", "", STORY + TEXT)
                .get(Field.PUBLISHED))
        .isEqualTo("2025-03-14");
  }

  @Test
  void datesOfOtherThingsAreNotTheArticles() {
    for (String other :
        new String[] {
          "<div class=related><time datetime=2020-01-01>x</time></div>",
          "<div id=comments><time datetime=2020-01-01>x</time></div>",
          "<footer><p>© 2019 Skerrow Post, 1 May 2019</p></footer>"
        }) {
      String page = "<main>" + STORY + TEXT.repeat(4) + other + "</main>" + other;
      assertThat(read("", page).get(Field.PUBLISHED)).as(other).isNull();
    }
    String clock = "<header><div class=today>25 November 2026</div></header>";
    assertThat(read("", clock + STORY + TEXT).get(Field.PUBLISHED)).isNull();
  }

  @Test
  void ofTwoTellingsOfATimeTheMoreExactIsTaken() {
    String head =
        linked(
            "{\"@type\":\"NewsArticle\",\"datePublished\":\"2025-03-03\",\"dateModified\":"
                + "\"2025-03-09\"}");
    String near = "<time datetime=2025-03-03T10:15:00+01:00>x</time>";
    assertThat(at(read(head, STORY + near), Field.PUBLISHED)).isEqualTo("2025-03-03T09:15:00Z");
    String far = "<time datetime=2025-03-07T10:15:00+01:00>x</time>";
    assertThat(at(read(head, STORY + far), Field.PUBLISHED)).isEqualTo("2025-03-03T00:00:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "3 \u0e01.\u0e22. 2568 14:20 \u0e19. > 2025-09-03T14:20:00Z",
        "3 \u0e01\u0e31\u0e19\u0e22\u0e32\u0e22\u0e19 \u0e1e.\u0e28. 2568 14.20 \u0e19. > 2025-09-03T14:20:00Z",
        "03/09/2568 14:20 > 2025-09-03T14:20:00Z",
        "\u06f2\u06f8 \u0622\u0628\u0627\u0646 \u06f1\u06f4\u06f0\u06f3 > 2024-11-18T00:00:00Z",
        "\u06f1\u06f4\u06f0\u06f3/\u06f0\u06f8/\u06f2\u06f8 > 2024-11-18T00:00:00Z",
        "1404/01/01 10:30 > 2025-03-21T10:30:00Z",
        "3 March 2025 10:30 > 2025-03-03T10:30:00Z"
      })
  void daysOfOtherCalendarsAreRead(String line, Instant day) {
    Draft draft = read("", STORY + "<p>" + line + "</p>" + TEXT);
    assertThat(at(draft, Field.PUBLISHED)).isEqualTo(day);
  }

  @Test
  void theDatesOfOtherStoriesBelowTheTextAreNotThePages() {
    String below = "<h3>More</h3><div>Pilots strike <span>25.04.2025</span></div>";
    assertThat(read("", STORY + TEXT + below).get(Field.PUBLISHED)).isNull();
    String own = "<h3>About</h3><p>Published: 25.04.2025</p>";
    assertThat(at(read("", STORY + TEXT + own), Field.PUBLISHED)).isEqualTo("2025-04-25T00:00:00Z");
  }

  @Test
  void aDateInAHeadingOfItsOwnAboveTheHeadlineIsThePages() {
    String page = "<h2>Sunday, 3 October 2021</h2>" + STORY + TEXT;
    assertThat(at(read("", page), Field.PUBLISHED)).isEqualTo("2021-10-03T00:00:00Z");
  }
}
