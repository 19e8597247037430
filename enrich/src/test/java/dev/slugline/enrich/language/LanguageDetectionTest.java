package dev.slugline.enrich.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LanguageDetectionTest {
  private static final String ENGLISH =
      "The harbour board said on Tuesday that the night ferry will sail again from the first week of"
          + " May, ending a break that had left the two towns a long drive apart.";
  private static final String GERMAN =
      "Die Hafenbehörde teilte am Dienstag mit, dass die Nachtfähre ab der ersten Maiwoche wieder"
          + " fährt und damit eine Pause endet, die beide Städte getrennt hatte.";

  private final LanguageDetection detection = new LanguageDetection();

  @Test
  void shouldTellProseAlsoInCapitals() {
    assertThat(code(ENGLISH)).isEqualTo("en");
    assertThat(code(ENGLISH.toUpperCase(Locale.ROOT))).isEqualTo("en");
    assertThat(code(GERMAN)).isEqualTo("de");
    assertThat(code(GERMAN.toUpperCase(Locale.ROOT))).isEqualTo("de");
  }

  @Test
  void shouldNotJudgeWhatGivesNoGround() {
    assertThat(detection.detect("Yes.")).isNull();
    assertThat(detection.detect("")).isNull();
  }

  private String code(String text) {
    return Objects.requireNonNull(detection.detect(text)).code();
  }
}
