package dev.slugline.ingest.clean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.article.Article.Removed;
import dev.slugline.ingest.clean.TextCleaner.Cleaned;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextCleanerTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALSO READ | Will Russia's spending affect the EU?",
        "ALSO READ |\u00a0Will Russia's spending affect the EU?",
        "Also read: Five things to know",
        "Also Read - Five things to know",
        "Read more: What the treaty says",
        "READ MORE | What the treaty says",
        "Read more",
        "Read also: What the treaty says",
        "Read also",
        "READ | What the treaty says",
        "Related: What the treaty says",
        "Follow us on Twitter and Facebook",
        "Follow us on X",
        "Sign up for our daily newsletter",
        "Subscribe to our YouTube channel.",
        "Click here to sign up for our Morning Briefing",
        "Source: Reuters",
        "(Source: Deutsche Presse-Agentur)",
      })
  void linesThatAreNoTextAreTakenOutAndKept(String line) {
    Cleaned cleaned = TextCleaner.body("First paragraph.\n\n" + line + "\n\nLast paragraph.");
    assertThat(cleaned.body()).isEqualTo("First paragraph.\n\nLast paragraph.");
    assertThat(cleaned.removed()).hasSize(1);
    assertThat(cleaned.removed().get(0).text()).isEqualTo(TextCleaner.line(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Also read the report was Mr Smith, who left.",
        "Read more books, the minister told children.",
        "Read more \u2013 and earlier \u2013 to children, the minister said.",
        "\"Read more: that is my advice,\" he said.",
        "Read also what is not written, she said.",
        "Follow us on the road to peace, the pope said.",
        "Sign up for the army has doubled since May.",
        "Sign up to the treaty, Merz told the allies.",
        "Source: the minister said on Monday that he would resign over the affair.",
        "Source: a person close to the talks",
        "Sources say the talks will resume.",
        "THE HAGUE (Reuters) - Leaders met on Wednesday.",
        "(Reuters)",
        "World",
        "Related parties were told.",
        "Relatedly: nothing.",
      })
  void linesInDoubtStay(String line) {
    String text = "First paragraph.\n\n" + line + "\n\nLast paragraph.";
    assertThat(TextCleaner.body(text))
        .isEqualTo(new Cleaned(text, List.of(), null, null, null, null, null));
  }

  @ParameterizedTest
  @CsvSource({
    "World,World",
    "Middle East,Middle East",
    "world,",
    "Worlds,",
    "World.,",
    "Zelenskyy,"
  })
  void aTrailingLabelIsTheSection(String line, String section) {
    Cleaned cleaned = TextCleaner.body("First paragraph.\n\n" + line);
    assertThat(cleaned.section()).isEqualTo(section);
    assertThat(cleaned.body().endsWith(line)).isEqualTo(section == null);
  }

  @Test
  void aLabelAloneIsTheText() {
    assertThat(TextCleaner.body("World").body()).isEqualTo("World");
  }

  @Test
  void aLabelBeforeATrailingPromotionIsStillTheLast() {
    Cleaned cleaned = TextCleaner.body("Text.\n\nWorld\n\nFollow us on X");
    assertThat(cleaned.body()).isEqualTo("Text.");
    assertThat(cleaned.section()).isEqualTo("World");
    assertThat(cleaned.removed()).hasSize(2);
  }

  @Test
  void aCreditIsKeptAsOne() {
    assertThat(TextCleaner.body("Text.\n\nSource: AFP").credit()).isEqualTo("AFP");
  }

  @Test
  void whatCannotBeSeenGoes() {
    assertThat(TextCleaner.line(" a\u200bb\u00a0\t c\u0000d\ud800e\u00ad\ufeff "))
        .isEqualTo("ab cde");
    assertThat(TextCleaner.line("e\u0301")).isEqualTo("\u00e9");
    assertThat(TextCleaner.line("\u200b \u0000")).isNull();
    assertThat(TextCleaner.line("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"))
        .isEqualTo("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645");
    assertThat(TextCleaner.paragraphs("a\r\nb\r\n\r\n\r\n c \u2029d\re\u2028f"))
        .isEqualTo("a\nb\n\nc\n\nd\ne\nf");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "One two-three, four's  -- 5|4",
        "\u6211\u4eec\u5728\u5317\u4eac|3",
        "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35\u0e0a\u0e32\u0e27\u0e42\u0e25\u0e01|3",
        "...|0"
      })
  void wordsAreCounted(String text, int words) {
    assertThat(WordCount.of(text)).isEqualTo(words);
  }

  @Test
  void shouldTakeACorrectionNoteOutOfTheBody() {
    for (String note :
        List.of(
            "Correction: The fire was on Monday.",
            "CORRECTION: This report has been corrected to give the right year.",
            "Clarification:This article was revised to clarify a remark.",
            "(Corrects spelling of the mayor's name in paragraph 3)",
            "This story has been corrected to say that the bridge is open.",
            "An earlier version of this article misstated the sum.",
            "*An earlier version of this story gave the wrong day.",
            "Editor's note: An earlier version gave the wrong day.",
            "Correction, 3 March 2026: The sum was in euros.",
            "Berichtigung: Die Br\u00fccke ist offen.",
            "In einer fr\u00fcheren Fassung dieses Artikels stand ein falscher Tag.",
            "Une version pr\u00e9c\u00e9dente de cet article donnait un autre jour.",
            "Una versi\u00f3n anterior de este art\u00edculo daba otro d\u00eda.",
            "\u041f\u043e\u043f\u0440\u0430\u0432\u043a\u0430: \u043c\u043e\u0441\u0442 \u043e\u0442\u043a\u0440\u044b\u0442.",
            "\u66f4\u6b63\uff1a\u6865\u5df2\u901a\u8f66\u3002")) {
      Cleaned cleaned = TextCleaner.body("The bridge is open again.\n\n" + note);

      assertThat(cleaned.body()).as(note).isEqualTo("The bridge is open again.");
      assertThat(cleaned.correction()).isEqualTo(note);
      assertThat(cleaned.removed()).containsExactly(new Removed(note, "correction note"));
    }
  }

  @Test
  void shouldLeaveWhatOnlySpeaksOfACorrection() {
    for (String text :
        List.of(
            "A correction in the markets followed.",
            "Corrections officers went on strike.",
            "An earlier version of the bill failed in March.",
            "This story has been told before.",
            "In einer fr\u00fcheren Fassung des Gesetzes stand ein anderer Tag.",
            "Una versi\u00f3n anterior del puente cay\u00f3 en 1911.",
            "\u041f\u043e\u043f\u0440\u0430\u0432\u043a\u0430 \u043a \u0437\u0430\u043a\u043e\u043d\u0443 \u043f\u0440\u0438\u043d\u044f\u0442\u0430.",
            "Correct answers: 12")) {
      assertThat(TextCleaner.body("Before.\n\n" + text).body()).endsWith(text);
    }
  }

  @Test
  void shouldKeepANoteThatIsTheWholeText() {
    Cleaned cleaned = TextCleaner.body("Correction: The fire was on Monday, not on Tuesday.");

    assertThat(cleaned.body()).isEqualTo("Correction: The fire was on Monday, not on Tuesday.");
    assertThat(cleaned.removed()).isEmpty();
  }
}
