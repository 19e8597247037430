package dev.slugline.enrich.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.queryparser.flexible.standard.StandardQueryParser;
import org.apache.lucene.search.Query;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static final String[] WORDS = {
    "sanction", "sanctions", "bank", "river", "Défense", "war"
  };

  @Test
  void shouldGiveExactSpansOfTheOriginalText() throws Exception {
    Catalogue catalogue = Catalogue.compile(List.of(rule("\"economic sanction\" OR embargo*")));
    String body = "😀 ÉCONOMIC talk: the ECONOMIC SANCTIONS and two Embargoes.";

    List<Match> matches = catalogue.match(new Text(null, body, "en", Map.of())).all();

    assertThat(matches).hasSize(1);
    assertThat(matches.get(0).evidence())
        .extracting(Evidence::text)
        .containsExactly("ECONOMIC SANCTIONS", "Embargoes");
    assertThat(matches.get(0).evidence())
        .allSatisfy(e -> assertThat(body.substring(e.start(), e.end())).isEqualTo(e.text()));
  }

  @Test
  void shouldNameTheRuleAndTheClauseOfWhatIsNotSupported() {
    assertThatThrownBy(() -> Catalogue.compile(List.of(rule("colour:red"))))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("unknown field 'colour'");
  }

  @Test
  void shouldSayWhatIsMissingOfAnAnd() throws Exception {
    Catalogue catalogue = Catalogue.compile(List.of(rule("body:war AND body:river")));

    Explanation explanation =
        catalogue.explain("rule", new Text(null, "A war far away.", "en", Map.of()));

    assertThat(explanation.tagged()).isFalse();
    assertThat(explanation.clauses().get(0).missing()).containsExactly("body:river");
  }

  @Test
  void shouldMatchWhereLuceneMatches() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    Analyzer analyzer = Fields.analyzer(Analysis.ENGLISH);
    int matched = 0;
    for (int i = 0; i < 20_000; i++) {
      String query = query(random, 2);
      String title = text(random, 4);
      String body = text(random, 12);
      Text text = new Text(title, body, "en", Map.of());
      boolean ours = !Catalogue.compile(List.of(rule(query))).match(text).all().isEmpty();
      matched += ours ? 1 : 0;
      assertThat(ours)
          .as("-Dseed=%d, pair %d: %s on title '%s', body '%s'", seed, i, query, title, body)
          .isEqualTo(lucene(query, title, body, analyzer));
    }
    assertThat(matched).isBetween(2_000, 18_000);
  }

  private static boolean lucene(String query, String title, String body, Analyzer analyzer)
      throws Exception {
    StandardQueryParser parser = new StandardQueryParser(analyzer);
    parser.setMultiFields(new CharSequence[] {"title", "body"});
    Query parsed = parser.parse(query, null);
    MemoryIndex index = new MemoryIndex(true);
    index.addField("title", title, analyzer);
    index.addField("body", body, analyzer);
    return index.search(parsed) > 0;
  }

  private static String query(Random random, int depth) {
    String word = WORDS[random.nextInt(WORDS.length)];
    return switch (random.nextInt(depth == 0 ? 5 : 9)) {
      case 0 -> word;
      case 1 -> (random.nextBoolean() ? "title:" : "body:") + word;
      case 2 -> word.substring(0, 2) + "*";
      case 3 -> word.charAt(0) + "?" + word.substring(2) + "*";
      case 4 -> phrase(random);
      case 5 -> "(" + query(random, depth - 1) + " AND " + query(random, depth - 1) + ")";
      case 6 -> "(" + query(random, depth - 1) + " OR " + query(random, depth - 1) + ")";
      case 7 -> "(" + query(random, depth - 1) + " AND NOT " + query(random, depth - 1) + ")";
      default -> "(bank river war)@" + (1 + random.nextInt(3));
    };
  }

  private static String phrase(Random random) {
    StringBuilder phrase = new StringBuilder();
    for (int i = 2 + random.nextInt(2); i > 0; i--) {
      phrase.append(random.nextInt(4) == 0 ? "the " : "");
      phrase.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
    }
    int slop = random.nextInt(5);
    return "\"" + phrase.toString().strip() + "\"" + (slop == 0 ? "" : "~" + slop);
  }

  private static String text(Random random, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(random.nextInt(4) == 0 ? "the" : WORDS[random.nextInt(WORDS.length)]).append(' ');
    }
    return text.toString();
  }

  private static Rule rule(String query) {
    return new Rule(
        "rule",
        "Rule",
        List.of(),
        "",
        10,
        true,
        true,
        Map.of("en", List.of(new Clause(null, 10, query))),
        "0123456789ab");
  }
}
