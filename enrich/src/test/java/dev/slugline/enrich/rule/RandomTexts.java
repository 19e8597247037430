package dev.slugline.enrich.rule;

import static dev.slugline.enrich.rule.Vocabulary.any;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Random small worlds: a few words, and texts made of them. */
final class RandomTexts {
  private static final List<String> NAMES =
      List.of("Reuters", "World News", "reuters", "ΣΟΦΌΣ", "Émile Zola", "war", "İstanbul", "2026");
  private static final List<String> KEYWORD_FIELDS =
      List.of("source", "section", "author", "keyword", "url", "lang", "slugline", "genre");

  /** What texts have in common, and so what queries can be made of. */
  record World(String language, List<String> words, List<Text> texts) {}

  private final Random random;
  private final List<Text> corpus;

  RandomTexts(Random random, List<Text> corpus) {
    this.random = random;
    this.corpus = corpus;
  }

  static List<String> names() {
    return NAMES;
  }

  static List<String> keywordFields() {
    return KEYWORD_FIELDS;
  }

  World world(int texts) {
    return corpus.isEmpty() || random.nextInt(4) > 0 ? made(texts) : found(texts);
  }

  private World made(int texts) {
    String language = random.nextBoolean() ? "en" : any(random, Vocabulary.languages());
    List<String> words = Vocabulary.some(random, language, 3 + random.nextInt(5));
    List<Text> made = new ArrayList<>();
    List<String> last = List.of();
    for (int i = 0; i < texts; i++) {
      last = i % 4 == 0 ? some(words, random.nextInt(4) == 0 ? 60 : 20) : changed(last, words);
      String title = random.nextInt(8) == 0 ? null : sentence(some(words, 7));
      made.add(text(title, sentence(last), language));
    }
    return new World(language, words, made);
  }

  private List<String> some(List<String> words, int most) {
    return Stream.generate(() -> any(random, words)).limit(random.nextInt(most)).toList();
  }

  /** The same with a few words more, less or elsewhere. */
  private List<String> changed(List<String> text, List<String> words) {
    List<String> changed = new ArrayList<>(text);
    for (int i = random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(changed.size() + 1);
      if (at == changed.size() || random.nextBoolean()) {
        changed.add(at, any(random, words));
      } else {
        changed.remove(at);
      }
    }
    return changed;
  }

  /** Pieces of real articles; the words are those of some passages of theirs. */
  private World found(int texts) {
    List<String> words = new ArrayList<>();
    List<Text> made = new ArrayList<>();
    Text article = any(random, corpus);
    for (int i = 0; i < texts; i++) {
      if (random.nextInt(3) == 0) {
        article = any(random, corpus);
      }
      String body = piece(article.body(), 20 + random.nextInt(1500));
      made.add(text(article.title(), body, "en"));
      List<String> all = words(body);
      int from = random.nextInt(Math.max(1, all.size() - 8));
      words.addAll(all.subList(from, Math.min(all.size(), from + 8)));
    }
    words.addAll(Vocabulary.stopWords("en"));
    return new World("en", words, made);
  }

  private String piece(String body, int length) {
    int from = random.nextInt(Math.max(1, body.length() - length));
    return body.substring(from, Math.min(body.length(), from + length));
  }

  private Text text(@Nullable String title, String body, String language) {
    String cased = title != null && random.nextInt(3) == 0 ? title.toUpperCase(Locale.ROOT) : title;
    return new Text(cased, body, language, fields(language));
  }

  private Map<String, List<String>> fields(String language) {
    Map<String, List<String>> fields = new HashMap<>();
    for (String field : KEYWORD_FIELDS) {
      List<String> values = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        values.add(any(random, NAMES));
      }
      if (!values.isEmpty()) {
        fields.put(field, values);
      }
    }
    fields.put("lang", List.of(language));
    if (random.nextInt(8) > 0) {
      fields.put("wordCount", List.of(Integer.toString(random.nextInt(1000))));
    }
    for (String field : List.of("publishedAt", "updatedAt", "receivedAt")) {
      if (random.nextInt(5) > 0) {
        fields.put(field, List.of(day(random)));
      }
    }
    return fields;
  }

  /** One of thirty days. */
  static String day(Random random) {
    return String.format(Locale.ROOT, "2026-11-%02d", 1 + random.nextInt(30));
  }

  private String sentence(List<String> words) {
    StringBuilder text = new StringBuilder();
    for (String word : words) {
      text.append(
          switch (random.nextInt(8)) {
            case 0 -> word.toUpperCase(Locale.ROOT);
            case 1 -> word.toLowerCase(Locale.ROOT);
            case 2 -> "“" + word + "”";
            default -> word;
          });
      text.append(any(random, List.of(" ", " ", " ", " ", ", ", ". ", " – ", "\n\n", "  ")));
    }
    if (random.nextInt(300) == 0) {
      text.append("w".repeat(300)); // longer than the longest token
    }
    return text.toString();
  }

  static List<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }
}
