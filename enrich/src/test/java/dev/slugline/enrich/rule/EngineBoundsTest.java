package dev.slugline.enrich.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.slugline.enrich.rule.Rule.Counting;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Large rules, large texts, and what happens at a bound. */
class EngineBoundsTest {
  @Test
  void shouldTakeAListOfThousandsOfNames() throws Exception {
    // Given one query that is a list of 5,000 names
    String names =
        IntStream.range(0, 5_000)
            .mapToObj(i -> "\"company" + i + " holdings\"")
            .collect(Collectors.joining(" OR "));
    Catalogue catalogue = Catalogue.compile(List.of(rule("names", true, names)));

    // When, Then
    String body = "Shares of Company4711 Holdings fell, those of Company12 did not.";
    assertThat(catalogue.match(text(body)).all().get(0).evidence())
        .extracting(Evidence::text)
        .containsExactly("Company4711 Holdings");
    assertThat(catalogue.match(text("Shares fell.")).all()).isEmpty();
  }

  @Test
  void shouldReportARuleThatHitsABoundAndLeaveTheOthersAlone() throws Exception {
    // Given a function that Lucene expands to 128 words at most, and a text with more of them
    Catalogue catalogue =
        Catalogue.compile(
            List.of(
                rule("bounded", true, "fn:ordered(fn:wildcard(a*) end)"),
                rule("sound", true, "end")));
    String many = IntStream.range(0, 200).mapToObj(i -> "a" + i).collect(Collectors.joining(" "));

    // When
    Matches hit = catalogue.match(text(many + " end"));
    Matches next = catalogue.match(text("a1 a2 end"));

    // Then it is named, on that text alone
    assertThat(hit.all()).extracting(match -> match.rule().id()).containsExactly("sound");
    assertThat(hit.faults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.ruleId()).isEqualTo("bounded");
              assertThat(fault.reason()).contains("128");
            });
    assertThat(next.all()).hasSize(2);
    assertThat(next.faults()).isEmpty();
  }

  @Test
  void shouldRefuseMorePartsThanANodeCanNeed() {
    String all =
        IntStream.range(0, 3_000).mapToObj(i -> "+word" + i).collect(Collectors.joining(" "));

    assertThatThrownBy(() -> Catalogue.compile(List.of(rule("all", true, all))))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("more than 2047 parts");
  }

  @Test
  void shouldReadAsItStandsWhereTheRuleSaysSo() throws Exception {
    Catalogue catalogue =
        Catalogue.compile(
            List.of(rule("stemmed", true, "sanction"), rule("standing", false, "sanction")));

    Matches plural = catalogue.match(text("The sanctions hold."));
    Matches singular = catalogue.match(text("A sanction holds."));

    assertThat(plural.all()).extracting(match -> match.rule().id()).containsExactly("stemmed");
    assertThat(singular.all())
        .extracting(match -> match.rule().id())
        .containsExactly("standing", "stemmed");
  }

  @Test
  void shouldGiveTheFirstPlacesUpToTheBound() throws Exception {
    Catalogue catalogue = Catalogue.compile(List.of(rule("war", true, "war")));

    List<Evidence> evidence = catalogue.match(text("war ".repeat(1_000))).all().get(0).evidence();

    assertThat(evidence).hasSize(Spans.MAX);
    assertThat(evidence.get(Spans.MAX - 1).start()).isEqualTo(4 * (Spans.MAX - 1));
  }

  @Test
  void shouldAllocateNextToNothingForATextWithoutAMatch() throws Exception {
    // Given 500 rules, and a text that has words of theirs but meets none
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      rules.add(rule("rule-" + i, true, "\"war bank\"~2 AND river" + i));
    }
    Catalogue catalogue = Catalogue.compile(rules);
    Text text = text("The bank said that the war on the river was over. ".repeat(50));
    for (int i = 0; i < 2_000; i++) {
      assertThat(catalogue.match(text).all()).isEmpty();
    }

    // When
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    for (int i = 0; i < 1_000; i++) {
      catalogue.match(text);
    }
    long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());

    // Then
    assertThat((after - before) / 1_000).isLessThan(200);
  }

  @Test
  void shouldStayLinearInTheText() throws Exception {
    Catalogue catalogue =
        Catalogue.compile(
            List.of(
                rule("a", true, "\"war war bank\"~5 OR (war AND river) OR fn:ordered(war xyz)")));
    Text small = text("The war of the bank and the river. ".repeat(3_000)); // 100 KB
    Text large = text("The war of the bank and the river. ".repeat(60_000)); // 2 MB
    for (int i = 0; i < 20; i++) {
      catalogue.match(small);
    }

    long once = fastest(catalogue, small);
    long twentyTimes = fastest(catalogue, large);

    // twenty times the text; four times that is allowed for caches and a busy machine
    assertThat(twentyTimes).isLessThan(80 * once);
  }

  private static long fastest(Catalogue catalogue, Text text) {
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long start = System.nanoTime();
      assertThat(catalogue.match(text).all()).hasSize(1);
      fastest = Math.min(fastest, System.nanoTime() - start);
    }
    return fastest;
  }

  private static Text text(String body) {
    return new Text(null, body, "en", Map.of());
  }

  private static Rule rule(String id, boolean stemmed, String query) {
    return new Rule(
        id,
        id,
        List.of(),
        "",
        10,
        true,
        stemmed,
        Counting.ONCE,
        Map.of(),
        Map.of("en", List.of(new Clause(null, 10, query))),
        "0123456789ab");
  }
}
