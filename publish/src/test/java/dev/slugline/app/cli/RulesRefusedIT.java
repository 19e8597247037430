package dev.slugline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.enrich.catalogue.RuleHistory;
import dev.slugline.enrich.catalogue.RuleHistory.Applied;
import dev.slugline.enrich.catalogue.RuleLog;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** What {@code rules apply} does not write, and why, on a real broker. */
@Timeout(600)
class RulesRefusedIT extends AppliedRules {
  @Test
  void shouldRefuseWhatIsBrokenWithItsPlace() throws Exception {
    base();
    String broken = write("broken.yaml", FLOODS.replace("river'", "colour:red'"));

    Ran refused = apply("--rules", broken);

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).contains(broken + ":4:", ": unknown field 'colour'");
    String dead = write("dead.yaml", FLOODS.replace("weight: 10", "weight: 3"));
    assertThat(apply("--rules", dead).err()).contains(dead + ":");
    assertThat(log().applied()).hasSize(1);
  }

  @Test
  void shouldRefuseAChangedRuleThatFailsAnExample() throws Exception {
    base();

    Ran refused =
        apply("--rules", write("floods.yaml", FLOODS.replace("flood* AND river", "flood*")));

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err())
        .contains("floods should leave alone \"A flood of offers.\": score 10 of 10")
        .contains("water (+10) fired on [\"flood\"]")
        .endsWith("slugline: 1 example of the changed rules failed; nothing was written\n");
    assertThat(log().applied()).hasSize(1);
  }

  @Test
  void shouldNotAskTheExamplesOfRulesThatStay() throws Exception {
    base();
    RuleHistory history = log();
    String failing = BRIDGES + "examples: {match: [\"Nothing of the kind.\"]}\n";
    new RuleLog(config().clients(), prefix)
        .write(
            CatalogueLoader.fromTexts(Map.of("b.yaml", failing, "f.yaml", FLOODS)),
            history.current().orElseThrow().manifest().hash(),
            "test");

    assertThat(apply("--rules", write("floods.yaml", FLOODS.replace("10,", "12,"))).code())
        .isZero();
  }

  @Test
  void shouldNotOverwriteACatalogueThatCameMeanwhile() throws Exception {
    base();
    RulesApplyCommand slow =
        CommandLine.populateCommand(
            new RulesApplyCommand(),
            arguments("--rules", write("floods.yaml", FLOODS.replace("10,", "12,"))));
    RulesApplyCommand.Plan plan = slow.plan();

    assertThat(apply("--rules", write("g.yaml", BRIDGES.replace("bridges", "gales"))).code())
        .isZero();

    String now = log().current().orElseThrow().manifest().hash();
    assertThatThrownBy(() -> slow.write(plan))
        .hasMessage(
            "the catalogue changed meanwhile (the catalogue that holds is %s, not %s): look at it"
                    .formatted(now, plan.change().base())
                + " and try again");
    assertThat(log().current().orElseThrow().manifest().hash()).isEqualTo(now);
    assertThat(log().applied()).hasSize(2);
  }

  @Test
  void shouldAskForRulesAndABroker() throws Exception {
    assertThat(apply().code()).isEqualTo(2);
    assertThat(apply().err()).contains("give --rules PATH or --shipped");
    assertThat(apply("--shipped", "--rules", write("f.yaml", FLOODS)).code()).isEqualTo(2);
    assertThat(apply("--rules", dir.resolve("absent").toString()).err())
        .contains("absent: no such file");
    long start = System.nanoTime();
    Ran nobody = Ran.command("rules", "apply", "--shipped", "-b", "127.0.0.1:1");
    assertThat(nobody.code()).isEqualTo(1);
    assertThat(nobody.err()).contains("no Kafka broker answers at 127.0.0.1:1");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(45));
  }

  @Test
  void shouldWriteNothingWhereNothingDiffers() throws Exception {
    base();
    Applied before = log().current().orElseThrow();

    Ran rule = apply("--rules", write("same.yaml", FLOODS));
    Ran json = apply("--json", "--rules", dir.resolve("base").toString());

    assertThat(rule.code()).isZero();
    assertThat(rule.out())
        .isEqualTo(
            "no rule differs from the catalogue that holds, %s, sequence %d; nothing was written\n"
                .formatted(before.manifest().hash(), before.sequence()));
    assertThat(rule.err()).isEmpty();
    assertThat(json.code()).isZero();
    assertThat(json.out())
        .isEqualTo(
            "{\"catalogue\":\"%1$s\",\"sequence\":%2$d,\"rules\":2,\"base\":\"%1$s\",\"written\":false}\n"
                .formatted(before.manifest().hash(), before.sequence()));
    assertThat(log().applied()).hasSize(1);
  }
}
