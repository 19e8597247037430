package dev.slugline.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.ingest.RawParser;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.Article.Language;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which articles the rules are asked about, by what the source says and the text is in. */
class TaggerLanguageTest {
  private static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");
  private static final String ENGLISH =
      "The foreign ministers agreed on Monday to impose new economic sanctions on the regime and to"
          + " freeze the assets of nine officials.";
  private static final String TURKISH =
      "Liman idaresi salı günü yaptığı açıklamada gece vapurunun mayısın ilk haftasında yeniden"
          + " sefere çıkacağını duyurdu.";

  private final LoadedCatalogue shipped = CatalogueLoader.shipped();
  private final Tagger tagger = new Tagger(() -> shipped, "test");

  @ParameterizedTest
  @ValueSource(
      strings = {"EN", "en-GB", "en_US", "eng", "English", "x-default", "und", "en, fr", "", "xx1"})
  void shouldTagEnglishHoweverItsSourceCallsIt(String said) {
    EnrichedArticle enriched = tag(said, ENGLISH);
    assertThat(Objects.requireNonNull(enriched.article().language()).code()).isEqualTo("en");
    assertThat(enriched.untagged()).isNull();
    assertThat(enriched.tags()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tr-TR", "tur", "Türkçe", "x-default", ""})
  void shouldSayThatThereAreNoRulesForALanguage(String said) {
    EnrichedArticle enriched = tag(said, TURKISH);
    assertThat(Objects.requireNonNull(enriched.article().language()).code()).isEqualTo("tr");
    assertThat(enriched.untagged()).isEqualTo("language");
    assertThat(enriched.tags()).isEmpty();
  }

  @Test
  void shouldSayTheSameOfATextInNoLanguage() {
    EnrichedArticle enriched = tag("", "1.5 % ".repeat(10) + "https://news.example/a-long-address");
    assertThat(enriched.article().language()).isNull();
    assertThat(enriched.untagged()).isEqualTo("language");
  }

  @Test
  void shouldTakeTheSourcesWord() {
    EnrichedArticle enriched = tag("tr", ENGLISH);
    assertThat(enriched.article().language()).isEqualTo(new Language("tr", 1.0));
    assertThat(enriched.untagged()).isEqualTo("language");
  }

  private EnrichedArticle tag(String said, String body) {
    String json = "{\"id\":\"1\",\"language\":\"" + said + "\",\"body\":\"" + body + "\"}";
    RawRecord raw = RawRecord.of(json.getBytes(StandardCharsets.UTF_8), NOW);
    Article article =
        ((ParsedItem.Ready) new RawParser(Limits.DEFAULT).parse(raw).get(0)).article();
    return tagger.tag(article, NOW);
  }
}
