package dev.slugline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTagTest {
  @ParameterizedTest
  @CsvSource({
    "en, en",
    "EN, en",
    "en-GB, en",
    "en_US, en",
    "en-us-x-private, en",
    " de , de",
    "zh-Hant-TW, zh",
    "pt-BR, pt",
    "es-419, es",
    "nb-NO, no",
    "nn, no",
    "no, no",
    "iw, he"
  })
  void shouldTakeATagInAnyForm(String said, String code) {
    assertThat(LanguageTag.code(said)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "eng, en",
    "ENG, en",
    "deu, de",
    "ger, de",
    "fra, fr",
    "fre, fr",
    "spa, es",
    "zho, zh",
    "chi, zh",
    "dut, nl",
    "nob, no",
    "eng-GB, en"
  })
  void shouldTakeTheCodesOfThreeLetters(String said, String code) {
    assertThat(LanguageTag.code(said)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "English, en",
    "ENGLISH, en",
    "German, de",
    "Deutsch, de",
    "français, fr",
    "Español, es",
    "Russian, ru",
    "русский, ru",
    "中文, zh",
    "Thai, th"
  })
  void shouldTakeNames(String said, String code) {
    assertThat(LanguageTag.code(said)).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "-", "x-default", "und", "mul", "zxx", "en, fr", "Klingonisch", "haw"})
  void shouldLeaveToDetectionWhatNamesNoOneLanguage(String said) {
    assertThat(LanguageTag.code(said)).isNull();
  }

  @Test
  void shouldNotReadOnThroughHugeTags() {
    assertThat(LanguageTag.code("en-" + "a".repeat(1_000_000))).isNull();
    assertThat(LanguageTag.code(null)).isNull();
  }
}
