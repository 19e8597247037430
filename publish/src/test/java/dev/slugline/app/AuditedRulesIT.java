package dev.slugline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slugline.app.cli.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code audit} says of tag topics that come and go with their rules. */
@Timeout(600)
class AuditedRulesIT extends LiveRules {
  private static final int ARTICLES = 10;
  private static final String SANCTIONS =
      TestRules.rule("sanctions", "\"economic sanctions\"")
          + "examples: {match: [\"They spoke of economic sanctions.\"]}\n";

  @Test
  void shouldFollowARuleThatGivesUpItsTopic() throws Exception {
    start();
    fed(0, ARTICLES);

    applyWhole(SANCTIONS + "publish: stream\n", TRADE);
    await().atMost(WITHIN).until(() -> standing("sanctions").isEmpty());
    fed(ARTICLES, 2 * ARTICLES);

    Ran ran = audit();
    assertThat(ran.code()).as(ran.out()).isZero();
    assertThat(standing("trade")).isNotEmpty();
    assertThat(standing("sanctions")).isEmpty();
  }

  @Test
  void shouldMissATopicThatIsGoneUnlessItsRuleIsToo() throws Exception {
    start();
    fed(0, ARTICLES);
    String sanctions = stream().out().tag("sanctions").name();
    stream().runner().close();
    broker.delete(sanctions);

    Ran missed = audit();
    Path folder = Files.createDirectory(dir.resolve("without"));
    Files.writeString(folder.resolve("trade.yaml"), TRADE);
    assertThat(rules("apply", "--rules", folder.toString()).code()).isZero();
    Ran without = audit();

    assertThat(missed.code()).isEqualTo(1);
    assertThat(missed.out())
        .contains(ARTICLES + " problems: " + ARTICLES + " missing")
        .contains(sanctions);
    assertThat(without.code()).as(without.out()).isZero();
  }

  @Test
  void shouldMissWhatWasNotTakenOffTheTopicOfARemovedRule() throws Exception {
    start();
    fed(0, ARTICLES);
    applyWhole(TRADE);
    await().atMost(WITHIN).until(() -> standing("sanctions").isEmpty());
    stream().runner().close();
    new TopicCopy(broker, prefix)
        .write(
            "left",
            (topic, records) ->
                topic.equals(".tag.sanctions")
                    ? records.stream().filter(it -> it.value() != null).toList()
                    : records);

    prefix = "left";
    Ran ran = audit();

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .contains(ARTICLES + " problems: " + ARTICLES + " missing")
        .contains("left.tag.sanctions");
  }

  private Ran audit() {
    return command(List.of("audit", "--wait", "60s"));
  }
}
