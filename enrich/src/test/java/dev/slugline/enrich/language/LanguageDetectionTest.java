package dev.slugline.enrich.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.article.Article.Language;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LanguageDetectionTest {
  private static final String ENGLISH =
      "The harbour board said on Tuesday that the night ferry will sail again from the first week of"
          + " May, ending a break that had left the two towns a long drive apart.";

  private final LanguageDetection detection = new LanguageDetection();

  private record Sample(String language, String kind, String text) {}

  /** {@code language} is {@code -} where nothing must be said. */
  record Mixed(String name, String language, String title, String body) {
    @Override
    public String toString() {
      return name;
    }
  }

  @Test
  void shouldTellEveryArticleOfEighteenLanguages() throws IOException {
    assertThat(samples("long")).hasSize(62);
    assertThat(wrong("long")).isEmpty();
  }

  @Test
  void shouldTellEverySentence() throws IOException {
    assertThat(samples("sentence")).hasSize(98);
    assertThat(wrong("sentence")).isEmpty();
  }

  @Test
  void shouldTellMostHeadlines() throws IOException {
    assertThat(samples("headline")).hasSize(98);
    assertThat(wrong("headline")).hasSizeLessThanOrEqualTo(4);
  }

  @ParameterizedTest
  @MethodSource
  void shouldTellWhatMostOfATextIsIn(Mixed mixed) {
    assertThat(code(mixed.title(), mixed.body())).isEqualTo(mixed.language());
  }

  static Stream<Mixed> shouldTellWhatMostOfATextIsIn() throws IOException {
    return rows("quoting.tsv").map(r -> new Mixed(r[0], r[1], r[2], r[3].replace("\\n", "\n")));
  }

  @Test
  void shouldSayHowMuchOfTheTextIsInTheLanguage() throws IOException {
    Language plain = Objects.requireNonNull(detection.detect(null, ENGLISH));
    assertThat(plain.confidence()).isBetween(0.9, 1.0);
    String spanish = samples("sentence").filter(s -> s.language.equals("es")).toList().get(0).text;
    Language mixed = Objects.requireNonNull(detection.detect(null, ENGLISH + "\n" + spanish));
    assertThat(mixed.code()).isEqualTo("en");
    assertThat(mixed.confidence()).isBetween(0.5, 0.85);
  }

  @Test
  void shouldNotSayOneOfThreeLanguagesOfLikeLength() throws IOException {
    String text =
        samples("sentence")
            .filter(s -> List.of("ru", "de", "tr").contains(s.language))
            .map(Sample::text)
            .reduce("", (a, b) -> a + "\n" + b);
    assertThat(detection.detect(null, text)).isNull();
  }

  @Test
  void shouldReadAHugeTextAtAFewPlacesOnly() {
    String prose = (ENGLISH + "\n").repeat(20_000);
    String oneLine = "x".repeat(3_000_000);
    assertThat(code("", prose)).isEqualTo("en");
    assertThat(Samples.of(null, prose).all()).hasSize(15);
    assertThat(Samples.of(null, oneLine).weight()).isLessThan(2_000);
    assertThat(detection.detect(null, "\n".repeat(3_000_000))).isNull();
  }

  @Test
  void shouldSayTheSameInManyThreads() throws IOException {
    List<Sample> all = samples("long").toList();
    List<String> alone = all.stream().map(this::answer).toList();
    List<String> together =
        IntStream.range(0, all.size() * 4)
            .parallel()
            .mapToObj(i -> answer(all.get(i % all.size())))
            .toList();
    for (int i = 0; i < together.size(); i++) {
      assertThat(together.get(i)).isEqualTo(alone.get(i % all.size()));
    }
  }

  private String answer(Sample sample) {
    return String.valueOf(detection.detect(null, sample.text));
  }

  private List<String> wrong(String kind) throws IOException {
    return samples(kind)
        .filter(s -> !code("", s.text).equals(s.language))
        .map(s -> s.language + " taken for " + code("", s.text) + ": " + s.text)
        .toList();
  }

  private String code(String title, String body) {
    Language language = detection.detect(title, body);
    return language == null ? "-" : language.code();
  }

  private static Stream<Sample> samples(String kind) throws IOException {
    return rows("texts.tsv")
        .map(r -> new Sample(r[0], r[1], r[2]))
        .filter(s -> s.kind.equals(kind));
  }

  private static Stream<String[]> rows(String file) throws IOException {
    try (InputStream in = LanguageDetectionTest.class.getResourceAsStream(file)) {
      String all = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return all.lines().skip(1).map(line -> line.split("\t", -1));
    }
  }
}
