package dev.slugline.ingest.clean;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharactersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00ad", // soft hyphen
        "\u200b", // zero-width space
        "\u200e",
        "\u200f",
        "\u061c",
        "\u202a",
        "\u202e",
        "\u2066",
        "\u2069", // bidi
        "\u2060",
        "\u2063",
        "\ufeff",
        "\ufffc",
        "\u034f",
        "\u115f",
        "\u3164",
        "\u180e",
        "\u0000",
        "\u0007",
        "\u007f",
        "\u009b",
        "\ud800",
        "\udc00",
        "\ufffe",
        "\u200c",
        "\u200d",
        "\ufe0f",
        "\udb40\udc67",
        "\udb40\udd00"
      })
  void shouldDropWhatCannotBeSeen(String unseen) {
    assertThat(TextCleaner.line("har" + unseen + "bour")).isEqualTo("harbour");
    assertThat(TextCleaner.line(unseen + "harbour " + unseen)).isEqualTo("harbour");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", // Persian: two parts of one word
        "\u0915\u094d\u200d\u0937", // Hindi: half a letter
        "\u0915\u094d\u200c\u0937", // Hindi: a letter kept whole
        "\u0d05\u0d35\u0d28\u0d4d\u200d", // Malayalam: a final letter of older texts
        "\u0d05\u0d35\u0d28\u0d4d\u200d \u0d35\u0d28\u0d4d\u0d28\u0d41",
        "\u09b0\u200d\u09cd\u09af\u09be\u09ac", // Bengali: the other form of ra and ya
        "\u0dc1\u0dca\u200d\u0dbb\u0dd3", // Sinhala
        "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67", // a family
        "\ud83d\udc69\ud83c\udffd\u200d\u2695\ufe0f", // a doctor
        "\u2764\ufe0f\u200d\ud83d\udd25", // a heart on fire
        "1\ufe0f\u20e3", // a keycap
        "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc65\udb40\udc6e\udb40\udc67\udb40\udc7f", // England
        "\u845b\udb40\udd00", // a form of an ideograph
        "\u0627\u0644\u0644\u0647\u06dd\u0663", // the number of a verse
      })
  void shouldKeepWhatMakesAnotherLetterOrPicture(String text) {
    assertThat(TextCleaner.line(text)).isEqualTo(text);
    assertThat(TextCleaner.line("(" + text + ")")).isEqualTo("(" + text + ")");
  }

  @Test
  void shouldDropJoinersThatJoinNothing() {
    assertThat(TextCleaner.line("\u062e\u0627\u0646\u0647\u200c \u0646\u0648\u200c."))
        .isEqualTo("\u062e\u0627\u0646\u0647 \u0646\u0648.");
    assertThat(TextCleaner.line("\u0645\u06cc\u200c\u200c\u062e\u0648\u0627\u0647\u0645"))
        .isEqualTo("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645");
    assertThat(TextCleaner.line("\ud83d\udc69\u200d harbour")).isEqualTo("\ud83d\udc69 harbour");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00a0",
        "\u2009",
        "\u202f",
        "\u3000",
        "\u2003",
        "\t",
        "\u1680",
        "\u2800",
        " \u00a0 "
      })
  void shouldFoldSpaces(String space) {
    assertThat(TextCleaner.line("old" + space + "harbour")).isEqualTo("old harbour");
    assertThat(TextCleaner.paragraphs("old" + space + "harbour\n" + space + "\nnew"))
        .isEqualTo("old harbour\n\nnew");
  }

  @Test
  void shouldCompose() {
    assertThat(TextCleaner.line("Cafe\u0301 \u212b \u1112\u1161\u11ab"))
        .isEqualTo("Caf\u00e9 \u00c5 \ud55c");
    assertThat(TextCleaner.line("e\u200b\u0301")).isEqualTo("\u00e9");
  }

  @Test
  void shouldGiveTheSameWhenCleanedAgain() {
    StringBuilder all = new StringBuilder();
    for (int c = 1; c < 0x10000; c++) {
      all.append('x').appendCodePoint(c).append(c % 7 == 0 ? "\u200d" : "").appendCodePoint(c);
    }
    String once = String.valueOf(TextCleaner.paragraphs(all.toString()));

    assertThat(TextCleaner.paragraphs(once)).isEqualTo(once);
    assertThat(Normalizer.isNormalized(once, Normalizer.Form.NFC)).isTrue();
  }

  @Test
  void shouldTakeLongTextInLinearTime() {
    String joiners = "\u0645\u200c".repeat(500_000) + "\u200d".repeat(500_000);
    String marks = "a" + "\u0300\u0323".repeat(300_000);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          TextCleaner.line(joiners);
          TextCleaner.line(marks);
        });
  }
}
