package dev.slugline.enrich.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A part that cannot be evaluated takes its rule out, wherever in the query it stands. */
class FaultTest {
  private final Condition broken = new Condition.Terms("body", "br", FaultTest::breaks, "body:br*");
  private final Condition sound = new Condition.Term("body", "end");
  private final Condition other = new Condition.Term("body", "other");

  @Test
  void shouldReportAPartOfAnyGroupOfAnAnd() {
    for (List<Condition> must :
        List.of(
            List.of(any(sound), any(broken, other)),
            List.of(any(broken, other), any(sound)),
            List.of(any(sound, other), any(broken, sound), any(sound)))) {
      assertThat(match(must, "bread in the end"))
          .extracting(Fault::reason)
          .as(must.toString())
          .containsExactly("cannot say of bread");
      assertThat(match(must, "other in the end")).isEmpty();
    }
  }

  private static boolean breaks(String term) {
    throw new IllegalStateException("cannot say of " + term);
  }

  private static Condition any(Condition... parts) {
    return new Condition.Bool(List.of(), List.of(parts), List.of(), 1);
  }

  private static List<Fault> match(List<Condition> must, String body) {
    NetworkBuilder builder = new NetworkBuilder(true);
    builder.add(new Condition.Bool(must, List.of(), List.of(), 0), 0);
    Ints rule = new Ints();
    rule.add(0);
    Ints weight = new Ints();
    weight.add(10);
    RuleSet set =
        new RuleSet(
            builder.build(),
            List.of(Rule.of("only", 10, Map.of("en", List.of(new Clause("one", 10, "end"))))),
            rule,
            weight,
            List.of("one"),
            Collections.singletonList(null),
            () -> new Words(Analysis.ENGLISH));
    return set.match(new Text(null, body, "en", Map.of())).faults();
  }
}
