package dev.slugline.ingest.format.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BylineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "By Ann Bell # Ann Bell",
        "BY ANN BELL # ANN BELL",
        "by: Ann Bell, Staff Reporter # Ann Bell",
        "By Ann Bell and Carl Dorn, Kell Herald Staff # Ann Bell;Carl Dorn",
        "Ann Bell, Carl Dorn & Eve Fox # Ann Bell;Carl Dorn;Eve Fox",
        "Ann Bell in Kell # Ann Bell",
        "Von Anna Becker # Anna Becker",
        "Par Jean Dupont et Marie Curie # Jean Dupont;Marie Curie",
        "Colby Derbyson # Colby Derbyson",
        "By Ann Bell, 10 June # Ann Bell",
        "The Wire # The Wire"
      })
  void shouldNameThePeopleAndNotTheirWork(String line, String names) {
    assertThat(Byline.names(line)).containsExactly(names.split(";", -1));
  }

  @Test
  void shouldNameNobodyWhereNothingIsSaid() {
    assertThat(Byline.names(null)).isEmpty();
    assertThat(Byline.names(" By ")).isEqualTo(List.of());
  }
}
