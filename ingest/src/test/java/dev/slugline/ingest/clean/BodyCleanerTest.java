package dev.slugline.ingest.clean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.article.Article.Removed;
import dev.slugline.ingest.clean.TextCleaner.Cleaned;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cleaning makes of whole bodies. */
class BodyCleanerTest {
  private static final String NEWS = "The harbour opened on Monday.\n\nThree ferries sailed.";

  @Test
  void shouldKeepTheDatelineAndEachSentence() {
    String text =
        "LONDON (Reuters) \u2014 The harbour opened.\n\n\u201cRead more: that helps,\u201d he said.";

    Cleaned cleaned = TextCleaner.body(text);

    assertThat(cleaned.body()).isEqualTo(text);
    assertThat(cleaned.removed()).isEmpty();
  }

  @Test
  void shouldNotLookIntoParagraphs() {
    String text =
        "The harbour opened. Follow us on Facebook. Three ferries sailed. Source: Reuters"
            + "\n\nSource: Reuters and the harbour board, who both said on Monday that it opened.";

    assertThat(TextCleaner.body(text).body()).isEqualTo(text);
  }

  @Test
  void shouldListWhatWentInTheOrderOfTheText() {
    Cleaned cleaned =
        TextCleaner.body(
            "Politics\n\nAdvertisement\n\n" + NEWS + "\n\nRead also: The old pier\n\nSource: AFP");

    assertThat(cleaned.body()).isEqualTo(NEWS);
    assertThat(cleaned.removed())
        .containsExactly(
            new Removed("Politics", "section label"),
            new Removed("Advertisement", "advertisement"),
            new Removed("Read also: The old pier", "promotional link"),
            new Removed("Source: AFP", "credit"));
    assertThat(cleaned.section()).isEqualTo("Politics");
    assertThat(cleaned.credit()).isEqualTo("AFP");
  }

  @Test
  void shouldNotLetAPhotosCreditStandForTheTexts() {
    String text = NEWS + "\n\nPhoto: Jane Harbour\n\nSource: AFP\n\nSource: Reuters\n\nSource: AFP";

    assertThat(TextCleaner.body(text).credit()).isEqualTo("AFP; Reuters");
    assertThat(TextCleaner.body(NEWS + "\n\nPhoto: Jane Harbour").credit())
        .isEqualTo("Photo: Jane Harbour");
  }

  @Test
  void shouldTakeTheFirstDatesOfEachKind() {
    Cleaned cleaned =
        TextCleaner.body(
            "Published 2 March 2025\n\nUpdated 4 March 2025\n\n"
                + NEWS
                + "\n\nUpdated 3 March 2025\n\nUpdated 10 minutes ago");

    assertThat(cleaned.body()).isEqualTo(NEWS);
    assertThat(cleaned.published()).isEqualTo("2 March 2025");
    assertThat(cleaned.updated()).isEqualTo("4 March 2025");
    assertThat(cleaned.removed()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "World",
        "Wirtschaft",
        "\u00c9conomie",
        "\u041f\u043e\u043b\u0438\u0442\u0438\u043a\u0430",
        "\u56fd\u9645",
        "\u0627\u0642\u062a\u0635\u0627\u062f"
      })
  void shouldTakeALabelAtEitherEnd(String label) {
    assertThat(TextCleaner.body(NEWS + "\n\n" + label))
        .extracting(Cleaned::body, Cleaned::section)
        .containsExactly(NEWS, label);
    assertThat(TextCleaner.body(label + "\n\n" + NEWS))
        .extracting(Cleaned::body, Cleaned::section)
        .containsExactly(NEWS, label);
  }

  @Test
  void shouldTakeTheArticlesOwnSectionForALabel() {
    assertThat(TextCleaner.body("Harbour Life\n\n" + NEWS, "Harbour Life").body()).isEqualTo(NEWS);
    assertThat(TextCleaner.body("Harbour Life\n\n" + NEWS, "Harbours").body())
        .startsWith("Harbour Life");
  }

  @Test
  void shouldLeaveTheItemsOfAList() {
    String text = "Her interests:\n\nShare\nComments\nPolitics\nTravel";

    assertThat(TextCleaner.body(text).body()).isEqualTo(text);
  }

  @Test
  void shouldTakeEachLineForAParagraphWhereNoneIsBlank() {
    assertThat(TextCleaner.body("The harbour opened.\nShare\nThree ferries sailed.\nWorld").body())
        .isEqualTo("The harbour opened.\nThree ferries sailed.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(", "[Read more", "Read more: ", "Source: A ", "Follow us on ", "Updated 3 ",
            "\u00a9 2025 ",
        "Photo: A/", "Published Updated ", "tags: a,", "(corrects ", "- ", "\u3010",
            "click here to ",
        "Copyright ", "\u66f4\u65b0", "an earlier version of this "
      })
  void shouldTakeLongLinesInLinearTime(String piece) {
    String line = piece.repeat(2_000_000 / piece.length());
    String lines = (piece.repeat(390 / piece.length()) + "\n").repeat(2_000);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertThat(TextCleaner.body(line).removed()).isEmpty();
          TextCleaner.body(lines);
        });
  }

  @Test
  void shouldGiveTheSameWhenCleanedAgain() {
    String once = TextCleaner.body("World\n\nRead more\n\n" + NEWS + "\n\nSource: AFP").body();

    assertThat(TextCleaner.body(once))
        .isEqualTo(new Cleaned(once, List.of(), null, null, null, null, null));
  }
}
