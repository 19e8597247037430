package dev.slugline.ingest.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Random;
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

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "https://x.example/a?UTM_ID=1&p=2&page=3&v=4&pk_kwd=5&mtm_x=6&amp;id=7 https://x.example/a?p=2&page=3&v=4&id=7",
        "https://x.example/a?b=2&a=1 https://x.example/a?b=2&a=1",
        "https://x.example/a? https://x.example/a",
        "https://x.example/a?& https://x.example/a",
        "https://x.example/%7euser/%41%c3%a9%2fb https://x.example/~user/A%C3%A9%2Fb",
        "https://x.example/a/%2e%2e/b https://x.example/b",
        "https://x.example./a https://x.example/a",
        "https://x.example:0443/a https://x.example/a",
        "https://x.example:99999/a ''",
        "//x.example/a https://x.example/a",
        "https:\\\\x.example\\a https://x.example/a",
        "https:x.example ''",
        "https://u:p@h@x.example/a https://x.example/a",
        "https://[2001:DB8::1]:8443/a https://[2001:db8::1]:8443/a",
        "https://[nonsense]/a ''",
        "https://x.example/#!/story/5 https://x.example/#!/story/5",
        "https://x.example/a;jsessionid=1F?x=1 https://x.example/a?x=1",
        "https://stra\u00dfe.example/ https://xn--strae-oqa.example/",
        "https://\u4f8b\u3002\u6e2c\u8a66/ https://xn--fsq.xn--g6w251d/",
        "https://a_b.example/ https://a_b.example/",
        "https://exa%6dple.com/ ''",
        "https://ex<ample.com/ ''",
        "https://x.example/2024/06/a-story/amp https://x.example/2024/06/a-story",
        "https://x.example/2024/06/a-story/amp/ https://x.example/2024/06/a-story",
        "https://x.example/brands/amp https://x.example/brands/amp",
        "https://x.example/amp https://x.example/amp",
        "https://x.example/a.amp.html https://x.example/a.html",
        "https://x.example/a?amp https://x.example/a",
        "https://x.example/a?amp=1&x=2 https://x.example/a?x=2",
        "https://x.example/a?amp=300 https://x.example/a?amp=300",
        "https://x.example/a?outputType=amp https://x.example/a",
        "https://amp.harbour.com/a https://www.harbour.com/a",
        "https://m.harbour.co.uk/a https://www.harbour.co.uk/a",
        "https://mobile.news.harbour.com/a https://news.harbour.com/a",
        "https://mobile.de/a https://mobile.de/a",
        "https://en.m.harbour.org/a https://en.harbour.org/a",
        "https://harbour.com/a https://harbour.com/a",
        "https://www.google.com/amp/s/amp.harbour.com/a-1/amp?utm_source=x https://www.harbour.com/a-1",
        "https://harbour-com.cdn.ampproject.org/c/s/harbour.com/a?id=1 https://harbour.com/a?id=1",
        "https://harbour-com.cdn.ampproject.org/v/harbour.com/a http://harbour.com/a",
        "https://www.google.com/amp/ https://www.google.com/amp/"
      })
  void variantsOfAPageAreOneAddress(String url, @Nullable String canonical) {
    oneSpellingForMany(url, canonical);
  }

  @Test
  void tabsAndLineEndsWithinAndSpacesAroundAreNone() {
    assertThat(CanonicalUrl.of(" \u00a0https://x.exa\n\tmple/a b\r\n"))
        .isEqualTo("https://x.example/a%20b");
  }

  @Test
  void aCanonicalAddressIsItsOwn() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("CanonicalUrlTest: to replay it, -Dtest.jvm.args=-Dseed=" + seed);
    Random random = new Random(seed);
    String[] parts = {
      "https://",
      "http:",
      "//",
      "/",
      "\\",
      "?",
      "#",
      "#!",
      "&",
      "=",
      "amp",
      "/amp",
      "amp.",
      "m.",
      "mobile.",
      ".com",
      ".co.uk",
      "www.",
      "google.com/amp/s/",
      "x.cdn.ampproject.org/c/s/",
      "..",
      ".",
      "%2e",
      "%",
      "%41",
      "%zz",
      "%2F",
      "\u00e9",
      "\ud83d\ude00",
      "\ud83d",
      "a-1",
      "utm_x=1",
      "amp;",
      ":80",
      ":443",
      ":",
      "@",
      "[::1]",
      " ",
      "\t",
      ";jsessionid=1",
      ".amp",
      ".html",
      "x"
    };
    for (int i = 0; i < 20_000; i++) {
      StringBuilder url =
          new StringBuilder(random.nextBoolean() ? "https://harbour.com/" : "https://");
      for (int n = random.nextInt(9); n > 0; n--) {
        url.append(parts[random.nextInt(parts.length)]);
      }
      String canonical = CanonicalUrl.of(url.toString());
      assertThat(CanonicalUrl.of(canonical)).as("%s", url).isEqualTo(canonical);
      if (canonical != null) {
        assertThat(URI.create(canonical).isAbsolute()).isTrue();
      }
    }
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
