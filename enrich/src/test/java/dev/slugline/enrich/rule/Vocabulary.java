package dev.slugline.enrich.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Words to make small worlds of, where texts and queries meet often. */
final class Vocabulary {
  /** By language; {@code it} stands for those without a stemmer of their own here. */
  private static final Map<String, List<String>> PLAIN =
      Map.of(
          "en",
          List.of(
              "sanction sanctions sanctioned bank banks banking river rivers war wars economic economy"
                  .split(" ")),
          "de",
          List.of(
              "Haus Häuser Straße Strasse Krieg Kriege Bäcker Übung Wirtschaft über".split(" ")),
          "fr",
          List.of("cheval chevaux élection élections l'État d’abord guerre français".split(" ")),
          "es",
          List.of("niño niños elección elecciones guerra guerras economía según".split(" ")),
          "it",
          List.of("guerra guerre città perché economia banca banche l'Italia".split(" ")));

  private static final Map<String, List<String>> STOP =
      Map.of(
          "en", List.of("the", "of", "and", "to", "a"),
          "de", List.of("der", "die", "und", "nicht"),
          "fr", List.of("le", "la", "et", "de"),
          "es", List.of("el", "la", "y", "de"),
          "it", List.of("il", "la", "e", "di"));

  /** Composed and not, surrogate pairs, ligatures, signs within words, digits, other scripts. */
  private static final List<String> SPECIAL =
      List.of(
          "Café",
          "Cafe\u0301",
          "naïve",
          "😀",
          "👩\u200D🚀",
          "𝒜lpha",
          "𠮷野家",
          "中文",
          "北京市",
          "東京タワー",
          "Россия",
          "РОССИИ",
          "Ελλάδα",
          "ΣΟΦΟΣ",
          "σοφός",
          "العراق",
          "हिन्दी",
          "ไทย",
          "한국어",
          "İstanbul",
          "ﬁnance",
          "bank's",
          "bank’s",
          "O'Neill",
          "U.S.",
          "2,000",
          "2026",
          "3.5",
          "covid-19",
          "e-mail",
          "AT&T",
          "foo_bar",
          "user@example.com",
          "ÉCONOMIE",
          "I\u0307",
          "a\u0300\u0301b",
          "x²",
          "№5");

  private Vocabulary() {}

  static List<String> languages() {
    return List.of("en", "de", "fr", "es", "it");
  }

  static List<String> stopWords(String language) {
    return STOP.getOrDefault(language, List.of("the"));
  }

  /** A few words: mostly plain ones of the language, some special, one of its stop words. */
  static List<String> some(Random random, String language, int size) {
    List<String> plain = PLAIN.getOrDefault(language, List.of("war"));
    List<String> words = new ArrayList<>();
    words.add(any(random, stopWords(language)));
    while (words.size() < size) {
      words.add(any(random, random.nextInt(3) == 0 ? SPECIAL : plain));
    }
    return words;
  }

  static <T> T any(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
