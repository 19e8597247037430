package dev.slugline.ingest.clean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.clean.TextCleaner.Cleaned;
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
        .isEqualTo(new Cleaned(text, java.util.List.of(), null, null, null));
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
}
