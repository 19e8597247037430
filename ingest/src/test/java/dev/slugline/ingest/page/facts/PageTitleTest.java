package dev.slugline.ingest.page.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.Spent;
import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Field;
import java.time.Duration;
import org.jsoup.nodes.Entities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTitleTest {
  private static String title(String head, String body) {
    Draft draft = TowerPage.read("https://www.skerrowpost.example/news/1", head, body);
    return String.valueOf(draft.get(Field.TITLE));
  }

  private static String titled(String title) {
    return "<title>" + Entities.escape(title) + "</title>";
  }

  private static String site(String name) {
    return "<meta property=og:site_name content=\"" + Entities.escape(name) + "\">";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      value = {
        "Skerrow Post = Keeper paints tower red | Skerrow Post = Keeper paints tower red",
        "Skerrow Post = Keeper paints tower red - Skerrow Post = Keeper paints tower red",
        "Skerrow Post = Keeper paints tower red – The Skerrow Post = Keeper paints tower red",
        "Skerrow Post = Keeper paints tower red — SKERROW POST = Keeper paints tower red",
        "Skerrow Post = Keeper paints tower red · Skerrow Post = Keeper paints tower red",
        "Skerrow Post = Keeper paints tower red • SkerrowPost.example = Keeper paints tower red",
        "Skerrow Post = Keeper paints tower red :: Skerrow Post = Keeper paints tower red",
        "Skerrow Post = Keeper paints tower red » Skerrow Post = Keeper paints tower red",
        "Skerrow Post = Skerrow Post » Keeper paints tower red = Keeper paints tower red",
        "Skerrow Post = Skerrow Post: Keeper paints tower red = Keeper paints tower red",
        "Skerrow Post = Skerrow Post | Keeper paints tower red = Keeper paints tower red",
        "Skerrow Post = Keeper paints tower red | Coast | Skerrow Post = Keeper paints tower red",
        "Skerrow Post = Keeper paints tower red | Coast News | Skerrow Post = Keeper paints tower red",
        "Skerrow Post = Shipworms: how Osterby lost its pier | Skerrow Post = Shipworms: how Osterby lost its pier",
        "Skerrow Post = Pilots - and keepers - at odds - Skerrow Post = Pilots - and keepers - at odds",
        "Skerrow Post = Post office shuts in Skerrow = Post office shuts in Skerrow",
        "Skerrow Post = Skerrow: the post is late = Skerrow: the post is late",
        "Skerrow Post = Red-white tower stays up = Red-white tower stays up",
        "Skerrow Post = 'It is red' - keeper of Skerrow speaks = 'It is red' - keeper of Skerrow speaks",
        "新港日報 = 燈塔漆成紅色引起爭議｜新港日報 = 燈塔漆成紅色引起爭議",
        "新港日報 = 燈塔漆成紅色引起爭議_新港日報 = 燈塔漆成紅色引起爭議",
        "新港日報 = 燈塔漆成紅色引起爭議-新港日報 = 燈塔漆成紅色引起爭議",
        "新港日報 = 燈塔漆成紅色引起爭議 | 地方 | 新港日報 = 燈塔漆成紅色引起爭議",
        "新港日報 = 新港日報：燈塔漆成紅色引起爭議 = 燈塔漆成紅色引起爭議",
        "港新聞 = 灯台が赤く塗られた 住民に波紋：港新聞 = 灯台が赤く塗られた 住民に波紋",
        "항구일보 = 등대를 붉게 칠한 등대지기 논란 - 항구일보 = 등대를 붉게 칠한 등대지기 논란",
        "صحيفة الميناء = حارس المنارة يطلي برجه بالأحمر | صحيفة الميناء = حارس المنارة يطلي برجه بالأحمر",
        "बंदरगाह समाचार = प्रकाशस्तंभ को लाल रंग दिया गया - बंदरगाह समाचार = प्रकाशस्तंभ को लाल रंग दिया गया",
        "Портовые вести = «Башня останется красной», сказал смотритель — Портовые вести = «Башня останется красной», сказал смотритель",
        "Le Phare de Kell = « La tour restera rouge » : le gardien parle - Le Phare de Kell = « La tour restera rouge » : le gardien parle"
      })
  void aTitleComesWithoutItsSitesName(String site, String shown, String title) {
    assertThat(title(site(site) + titled(shown), "<p>Text.</p>")).as(shown).isEqualTo(title);
  }

  @Test
  void theHeadlineOnThePageIsTheTitleWhereTheHeadTellsItCutOrOtherwise() {
    assertThat(
            title(
                titled("Keeper paints the tower of Skerrow red, to the dism... | Post"),
                "<h1>Keeper paints the tower of Skerrow red, to the dismay of pilots</h1>"))
        .isEqualTo("Keeper paints the tower of Skerrow red, to the dismay of pilots");
    assertThat(
            title(
                titled("Skerrow tower red: pilots angry") + site("Skerrow Post"),
                "<h1>Skerrow Post</h1><article><h1>Pilots dismayed as Skerrow's tower turns red</h1>"
                    + "</article><aside><h1>Most read</h1></aside>"))
        .isEqualTo("Pilots dismayed as Skerrow's tower turns red");
    assertThat(
            title(
                titled("A - B: which pier to save? - Skerrow Post") + site("Skerrow Post"),
                "<h1>A - B: which pier to save? | The long read</h1>"))
        .isEqualTo("A - B: which pier to save? | The long read");
  }

  @Test
  void aHeadlineThatTheHeadDoesNotKnowIsNone() {
    assertThat(title(titled("Keeper paints tower red | Skerrow Post"), "<div><h1>Coast</h1></div>"))
        .isEqualTo("Keeper paints tower red");
    assertThat(
            title(
                "<meta property=og:title content='Keeper paints tower red'>",
                "<nav><h1>All the news of the coast and its people</h1></nav>"))
        .isEqualTo("Keeper paints tower red");
  }

  @Test
  void aLabelWithinTheHeadlineIsNoPartOfItWhereTheHeadKnowsItWithout() {
    String head = titled("Keeper paints tower red - Skerrow Post") + site("Skerrow Post");
    for (String headline :
        new String[] {
          "<h1><span class=k>Coast</span> Keeper paints tower red</h1>",
          "<h1><a href=/coast>Coast</a><br>Keeper paints tower red</h1>",
          "<h1><div><span>Live</span><span>Keeper paints tower red</span></div></h1>",
          "<h1>Keeper paints tower red <small>3 min</small></h1>"
        }) {
      assertThat(title(head, headline)).as(headline).isEqualTo("Keeper paints tower red");
    }
    assertThat(
            title(
                titled("Exclusive: Keeper paints tower red - Skerrow Post") + site("Skerrow Post"),
                "<h1><span>Exclusive:</span> Keeper paints tower red</h1>"))
        .isEqualTo("Exclusive: Keeper paints tower red");
  }

  @Test
  void entitiesAndMarkUpInATitleAreReadOnceMore() {
    assertThat(title(titled("Salt &amp; pepper: the &quot;red&quot; tower"), ""))
        .isEqualTo("Salt & pepper: the \"red\" tower");
    assertThat(title("<meta property=og:title content='The &lt;i&gt;Selkie&lt;/i&gt; sails'>", ""))
        .isEqualTo("The Selkie sails");
    assertThat(title(titled("AT&T buys the < 3 m tower"), ""))
        .isEqualTo("AT&T buys the < 3 m tower");
  }

  @Test
  void theSitesNameIsKnownFromItsDomainItsLogoAndItsPublisher() {
    assertThat(title(titled("Keeper paints tower red - Skerrow Post"), "<p>x</p>"))
        .isEqualTo("Keeper paints tower red");
    assertThat(
            title(
                titled("Keeper paints tower red - The Lantern"),
                "<header><a href='/'><img alt='The Lantern'></a></header>"))
        .isEqualTo("Keeper paints tower red");
    assertThat(
            title(
                titled("Keeper paints tower red - Lantern Media")
                    + "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"publisher\":"
                    + "{\"name\":\"Lantern Media\"}}</script>",
                ""))
        .isEqualTo("Keeper paints tower red");
    assertThat(
            title(
                titled("Keeper paints tower red")
                    + "<meta name=application-name content='Keeper paints tower red'>",
                "<h1>Keeper paints tower red</h1><p>By Ana Reed</p>"))
        .isEqualTo("Keeper paints tower red");
    assertThat(title(titled("Keeper paints tower red - pilots angry"), ""))
        .isEqualTo("Keeper paints tower red - pilots angry");
  }

  @Test
  void aTitleOfMarksAloneEndsInTime() {
    Spent spent = Spent.from();
    title(titled("a | ".repeat(90)) + site("a"), "<h1>" + "b - ".repeat(90) + "</h1>");
    title(titled(" ".repeat(200_000) + "x"), "<h1>" + "- ".repeat(100_000) + "</h1>");
    assertThat(spent.soFar()).isLessThan(Duration.ofSeconds(3));
  }
}
