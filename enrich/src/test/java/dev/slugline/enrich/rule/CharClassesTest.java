package dev.slugline.enrich.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.analysis.standard.StandardTokenizerImpl;
import org.junit.jupiter.api.Test;

/** The classes found by asking, against the table inside Lucene's scanner. */
class CharClassesTest {
  @Test
  void shouldPutTogetherOnlyWhatLucenesScannerPutsTogether() throws Exception {
    // Given Lucene's own classes of the whole basic plane
    Method table = StandardTokenizerImpl.class.getDeclaredMethod("zzCMap", int.class);
    table.setAccessible(true);

    // When each is set beside ours
    Map<Byte, Set<Integer>> lucenes = new HashMap<>();
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      if (!Character.isSurrogate((char) c)) {
        lucenes
            .computeIfAbsent(CharClasses.of((char) c), k -> new TreeSet<>())
            .add((Integer) table.invoke(null, c));
      }
    }

    // Then ours are unions of Lucene's, and those that match() treats alike are alike to it
    Set<Integer> complex = lucenes.remove(CharClasses.COMPLEX);
    assertThat(lucenes)
        .containsOnly(
            Map.entry(CharClasses.OTHER, lucenesOf(table, " ")),
            Map.entry(CharClasses.LETTER, lucenesOf(table, "a\uac00")),
            Map.entry(CharClasses.DIGIT, lucenesOf(table, "1\u0663")),
            Map.entry(CharClasses.CONNECTOR, lucenesOf(table, "_")),
            Map.entry(CharClasses.MID_LETTER, lucenesOf(table, ":")),
            Map.entry(CharClasses.MID_NUMBER, lucenesOf(table, ",")),
            Map.entry(CharClasses.MID_BOTH, lucenesOf(table, ".'")),
            Map.entry(CharClasses.EXTEND, lucenesOf(table, "\u0301")),
            Map.entry(CharClasses.ZERO_WIDTH_JOINER, lucenesOf(table, "\u200d")),
            Map.entry(CharClasses.WEAK, lucenesOf(table, "\"#")));
    lucenes.values().forEach(simple -> assertThat(complex).doesNotContainAnyElementsOf(simple));
  }

  private static Set<Integer> lucenesOf(Method table, String models) throws Exception {
    Set<Integer> classes = new TreeSet<>();
    for (int i = 0; i < models.length(); i++) {
      classes.add((Integer) table.invoke(null, (int) models.charAt(i)));
    }
    return classes;
  }
}
