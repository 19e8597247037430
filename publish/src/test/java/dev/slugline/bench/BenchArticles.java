package dev.slugline.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.enrich.catalogue.Examples;
import dev.slugline.enrich.catalogue.RuleDocument;
import dev.slugline.ingest.article.ArticleJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * The articles that are fed, as JSON: any number of them with ids of their own, made of a limited
 * number of different texts in turn. The same numbers give the same bytes on every machine.
 */
final class BenchArticles {
  /** At most so many different texts; the outputs of each are held in memory. */
  static final int MAX_TEXTS = 2_000;

  private static final long SEED = 20_261_125L;

  /** Of the body; with its title and other fields an article is about 5.7 KB. */
  private static final int BODY_CHARS = 5_300;

  private static final List<String> WHO =
      List.of(
          "the mayor of Ostrava",
          "a committee of engineers",
          "the library's director",
          "her sister",
          "the owner of the bakery",
          "a spokesman",
          "the harbour master",
          "an old gardener",
          "the architect",
          "a group of volunteers",
          "the archivist",
          "his neighbour",
          "the head of the museum",
          "a carpenter from Bergen",
          "the editor",
          "two musicians");
  private static final List<String> DID =
      List.of(
          "described",
          "remembered",
          "praised",
          "studied",
          "photographed",
          "restored",
          "visited",
          "painted",
          "measured",
          "explained",
          "discussed",
          "collected",
          "catalogued",
          "admired",
          "repaired",
          "mentioned");
  private static final List<String> WHAT =
      List.of(
          "the wooden bridge",
          "a row of lime trees",
          "the clock above the station",
          "an orchard",
          "a set of maps",
          "the painted ceiling",
          "the reading room",
          "a collection of letters",
          "the narrow staircase",
          "an unusual recipe",
          "the village square",
          "a stone wall",
          "the summer timetable",
          "three antique lamps",
          "the concert hall",
          "a garden of herbs");
  private static final List<String> WHERE =
      List.of(
          "beside the canal",
          "in the eastern quarter",
          "near the old mill",
          "on the hillside",
          "behind the town hall",
          "at the end of Linden Street",
          "across the river",
          "in Tartu",
          "not far from the lake",
          "between two valleys",
          "outside Coimbra",
          "under the arcade");
  private static final List<String> WHEN =
      List.of(
          "on Monday morning",
          "last spring",
          "before lunch",
          "in the autumn of 1987",
          "for years",
          "after the rehearsal",
          "early in the week",
          "during a long walk",
          "at the weekend",
          "one evening in June",
          "in the meantime",
          "on the first of the month");
  private static final List<String> AND =
      List.of(
          "and nobody seemed to mind",
          "although the paint was still wet",
          "as visitors often do",
          "while the rain kept falling",
          "because the light was better there",
          "which took longer than planned",
          "and wrote about it in a notebook",
          "to the delight of the children",
          "with some help from friends",
          "as the diary shows");

  private final List<ObjectNode> texts;

  private BenchArticles(List<ObjectNode> texts) {
    this.texts = texts;
  }

  /** The English examples that a rule has to tag. */
  private static List<String> matching(RuleDocument rule) {
    Examples english = rule.examples().get("en");
    return english == null ? List.of() : english.match();
  }

  /**
   * Texts of our own: small talk that no rule is about, and in it examples of the shipped rules, so
   * that about three tags fall on each.
   */
  static BenchArticles generated(int texts) {
    List<RuleDocument> rules =
        CatalogueLoader.shipped().documents().stream()
            .filter(rule -> !matching(rule).isEmpty())
            .toList();
    Random random = new Random(SEED);
    List<ObjectNode> made = new ArrayList<>();
    for (int i = 0; i < texts; i++) {
      made.add(article(random, rules));
    }
    return new BenchArticles(made);
  }

  /** Texts of a file of JSON lines, whose ids are replaced. */
  static BenchArticles read(Path file, int texts) throws IOException {
    List<ObjectNode> read = new ArrayList<>();
    try (var lines = Files.lines(file)) {
      for (String line : (Iterable<String>) lines.limit(texts)::iterator) {
        JsonNode node = ArticleJson.mapper().readTree(line);
        if (!(node instanceof ObjectNode article)) {
          throw new IOException(file + ": not a JSON object a line");
        }
        read.add(article);
      }
    }
    if (read.isEmpty()) {
      throw new IOException(file + ": no articles");
    }
    return new BenchArticles(read);
  }

  /** Words that stand one after the other in some generated texts; in lower case. */
  static String clause(int number) {
    String who = WHO.get(number % WHO.size());
    return (who + " " + DID.get(number / WHO.size() % DID.size())).toLowerCase(Locale.ROOT);
  }

  /** How many different texts there are. */
  int texts() {
    return texts.size();
  }

  /** The id of the article of a number; all ids are of one length. */
  static String id(int number) {
    return "bench-%09d".formatted(number);
  }

  /** The number of the article of an id. */
  static int number(String id) {
    return Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
  }

  /** The number of the text of which an article is made, by the article's id. */
  int text(String id) {
    return number(id) % texts.size();
  }

  /** The raw bytes of the article of a number. */
  byte[] raw(int number) {
    String id = id(number);
    ObjectNode article = texts.get(text(id)).deepCopy().put("id", id);
    return article.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectNode article(Random random, List<RuleDocument> rules) {
    List<String> sentences = new ArrayList<>();
    for (int length = 0; length < BODY_CHARS; ) {
      String sentence = sentence(random);
      sentences.add(sentence);
      length += sentence.length() + 1;
    }
    Set<RuleDocument> subjects = new HashSet<>();
    int count = 1 + random.nextInt(4);
    while (subjects.size() < Math.min(count, rules.size())) {
      RuleDocument rule = rules.get(random.nextInt(rules.size()));
      if (subjects.add(rule)) {
        for (String example : matching(rule).stream().limit(2).toList()) {
          sentences.set(random.nextInt(sentences.size()), example);
        }
      }
    }
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < sentences.size(); i++) {
      body.append(i == 0 ? "" : i % 4 == 0 ? "\n\n" : " ").append(sentences.get(i));
    }
    if (random.nextInt(4) == 0) {
      body.append("\n\nALSO READ: ").append(pick(random, WHO)).append(' ').append("remembers");
    }
    return ArticleJson.mapper()
        .createObjectNode()
        .put("source", "bench wire")
        .put("url", "https://wire.example/story/" + Long.toHexString(random.nextLong()))
        .put("title", capital(pick(random, WHO) + " " + pick(random, DID) + " it"))
        .put("published_at", "2026-11-%02dT08:00:00Z".formatted(1 + random.nextInt(24)))
        .put("author", "A. Writer")
        .put("section", "Features")
        .put("body", body.toString());
  }

  private static String sentence(Random random) {
    return capital(
        "%s %s %s %s %s, %s."
            .formatted(
                pick(random, WHO),
                pick(random, DID),
                pick(random, WHAT),
                pick(random, WHERE),
                pick(random, WHEN),
                pick(random, AND)));
  }

  private static String pick(Random random, List<String> words) {
    return words.get(random.nextInt(words.size()));
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
