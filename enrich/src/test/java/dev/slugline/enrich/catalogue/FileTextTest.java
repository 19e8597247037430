package dev.slugline.enrich.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.enrich.catalogue.RuleSource.Place;
import org.junit.jupiter.api.Test;

class FileTextTest {
  @Test
  void shouldCountLinesOfAllEndsAndCharactersNotUnits() {
    FileText text = new FileText("one\r\ntwo\rthree\n\uD83D\uDE00x");

    assertThat(text.place(0)).isEqualTo(new Place(1, 1));
    assertThat(text.place(5)).isEqualTo(new Place(2, 1));
    assertThat(text.place(11)).isEqualTo(new Place(3, 3));
    assertThat(text.place(17)).isEqualTo(new Place(4, 2));
    assertThat(text.place(99)).isEqualTo(new Place(4, 3));
    assertThat(text.placeOfCharacter(16)).isEqualTo(new Place(4, 2));
    assertThat(text.placeOfCharacter(2)).isEqualTo(new Place(1, 3));
    assertThat(text.offset(new Place(4, 2))).isEqualTo(17);
    assertThat(text.offset(new Place(2, 99))).isEqualTo(8);
  }

  @Test
  void shouldPutTheCaretUnderThePlaceWhateverStandsBefore() {
    assertThat(new FileText("a\n\tquery: x\nb").excerpt(new Place(2, 9)))
        .isEqualTo("\tquery: x\n\t       ^");
    assertThat(new FileText("日本 x").excerpt(new Place(1, 4))).isEqualTo("日本 x\n     ^");
    assertThat(new FileText("e\u0301 x").excerpt(new Place(1, 4))).isEqualTo("e\u0301 x\n  ^");
    assertThat(new FileText("\uD83D\uDE00x").excerpt(new Place(1, 2)))
        .isEqualTo("\uD83D\uDE00x\n  ^");
    assertThat(new FileText("ab\r\ncd").excerpt(new Place(1, 3))).isEqualTo("ab\n  ^");
  }

  @Test
  void shouldShowWhatIsAroundThePlaceOfALongLine() {
    String line = "x".repeat(300) + "HERE" + "y".repeat(300);

    String excerpt = new FileText(line).excerpt(new Place(1, 301));

    assertThat(excerpt.lines()).hasSize(2);
    assertThat(excerpt).matches("…x{40}HEREy+…\n {41}\\^");
    assertThat(excerpt.lines().findFirst().orElseThrow().length()).isLessThan(110);
  }
}
