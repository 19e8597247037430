package dev.slugline.enrich.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryPlacesTest {
  /** The word whose place is asked for. */
  private static final String WORD = "needle";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a needle",
        "a needle # remark",
        "a\n  needle",
        "a   \n\n\n   needle b",
        "a\tb\t\n   needle",
        "'a needle'",
        "'it''s ''a'' needle'",
        "'a\n\n   b\n   needle'",
        "\"a needle\"",
        "\"\\\"a\\\" \\x41\\u00e9\\U0001F600 needle\"",
        "\"\\ud83d\\ude00 needle\"",
        "\"a \\\n     b\\n\\tneedle\"",
        "\"a\n    b\n\n    needle\"",
        "|\n  a\n  needle\n",
        "|\n\n\n  a\n\n    more\n  needle",
        "|+\n    a\n    needle\n\n\n",
        "|2-\n    a\n  needle",
        "|  # remark\n  \"quoted\" needle\n",
        ">\n  a\n  b needle\n",
        ">\n\n  a\n\n\n  b\n    more\n    still\n  c\n  needle\n",
        ">-\n  a\n  needle",
        "&anchor a needle",
        "!!str 'a needle'",
        "&anchor !!str\n  a needle",
        "日本 needle",
        "\"\uD83D\uDE00 e\u0301 needle\"",
      })
  void shouldFindTheWordWhereItWasWritten(String scalar) throws Exception {
    for (String yaml :
        new String[] {"query: " + scalar, "- x\n- k:\n    query: " + indented(scalar)}) {
      assertFound(yaml);
      assertFound(yaml.replace("\n", "\r\n"));
    }
  }

  @Test
  void shouldFindEveryWordOfAnyQueryThatYamlWritesItself() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    YAMLMapper mapper = new YAMLMapper();
    String[] parts = {
      "a", "'", "\"", " ", "  ", "\n", "\n\n", "\\", ":", " OR ", "é", "\uD83D\uDE00", "\t"
    };
    for (int round = 0; round < 2000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(30); i >= 0; i--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      text.append(WORD).append(parts[random.nextInt(parts.length)]);
      String yaml = mapper.writeValueAsString(java.util.Map.of("query", text.toString()));
      int start = yaml.indexOf("query: ") + "query: ".length();
      int found = QueryPlaces.offset(yaml, start, text.toString(), text.indexOf(WORD));
      assertThat(yaml.substring(found)).as("-Dseed=%d: %s", seed, yaml).startsWith(WORD);
    }
  }

  @Test
  void shouldFallBackToTheStartWhereTheTextDoesNotMakeTheValue() {
    assertThat(QueryPlaces.offset("q: 'a b'", 3, "something else", 4)).isEqualTo(3);
    assertThat(QueryPlaces.offset("q: 'a b'", 3, "a b", 17)).isEqualTo(3);
    assertThat(QueryPlaces.offset("q: 'a b'", 3, "a b", -1)).isEqualTo(3);
    assertThat(QueryPlaces.offset("q: |\n  a", 3, "b", 0)).isEqualTo(3);
    assertThat(QueryPlaces.offset("q: \"a\\", 3, "ab", 1)).isEqualTo(3);
    assertThat(QueryPlaces.offset("q:", 9, "a", 0)).isEqualTo(2);
  }

  @Test
  void shouldPointBehindTheLastCharacterWhereTheQueryEndsTooEarly() {
    assertThat(QueryPlaces.offset("q: '(a'", 3, "(a", 2)).isEqualTo(6);
    assertThat(QueryPlaces.offset("q: |\n  (a\nr: b", 3, "(a\n", 2)).isEqualTo(9);
    assertThat(QueryPlaces.offset("q: |\n  (a\nr: b", 3, "(a\n", 3)).isEqualTo(9);
    assertThat(QueryPlaces.offset("q: (a", 3, "(a", 2)).isEqualTo(5);
  }

  private static String indented(String scalar) {
    return scalar.replace("\n", "\n    ");
  }

  private static void assertFound(String yaml) throws Exception {
    var tree = new YAMLMapper(new YAMLFactory()).readTree(yaml);
    String value = tree.findValue("query").asText();
    int start = yaml.indexOf("query: ") + "query: ".length();

    int found = QueryPlaces.offset(yaml, start, value, value.indexOf(WORD));

    assertThat(value).contains(WORD);
    assertThat(yaml.substring(found)).as(yaml).startsWith(WORD);
  }
}
