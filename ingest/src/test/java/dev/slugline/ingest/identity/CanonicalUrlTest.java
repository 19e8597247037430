package dev.slugline.ingest.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalUrlTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "HTTPS://News.Example:443/A/./b/../c?utm_source=x&id=1&fbclid=y#top https://news.example/A/c?id=1",
        "http://news.example:80 http://news.example/",
        "http://news.example:8080/a/ http://news.example:8080/a/",
        "https://news.example/a?gclid=1 https://news.example/a",
        "https://b\u00fccher.example/a https://xn--bcher-kva.example/a",
        "https://news.example/\u00e9 https://news.example/%C3%A9",
        "https://news.example/a%20b|c%zz https://news.example/a%20b%7Cc%25zz",
        "https://user:secret@news.example/a https://news.example/a",
        "https://news.example/../../a https://news.example/a",
        "urn:newsml:1 ''",
        "ftp://news.example/a ''",
        "https:// ''",
        "https://a:b/ ''",
        "nonsense ''"
      })
  void oneSpellingForMany(String url, @Nullable String canonical) {
    String result = CanonicalUrl.of(url);
    assertThat(result == null ? "" : result).isEqualTo(canonical);
    assertThat(CanonicalUrl.of(result)).isEqualTo(result);
  }

  @Test
  void idsTellSourcesApartAndUrlsOnlyWithoutAnId() {
    String one = ArticleId.of("a", "123", "https://x.example/", "hash");
    assertThat(one).matches("[a-z2-7]{16}").isEqualTo(ArticleId.of("A", "123", null, "other"));
    assertThat(one).isNotEqualTo(ArticleId.of("b", "123", null, "hash"));
    assertThat(ArticleId.of("a", null, "https://x.example/", "hash"))
        .isEqualTo(ArticleId.of("b", " ", "https://x.example/", "other"));
    assertThat(ArticleId.of("a", null, null, "hash"))
        .isNotEqualTo(ArticleId.of("a", null, null, "x"));
  }
}
