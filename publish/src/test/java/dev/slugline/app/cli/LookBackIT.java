package dev.slugline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.stream.Receipt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code explain}, {@code receipts} and others that look back tell of a stream. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LookBackIT {
  private Path dir = Path.of(".");
  private @Nullable ToldStream told;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    dir = folder;
    told = new ToldStream(folder);
  }

  @AfterAll
  void stop() {
    told().close();
  }

  private ToldStream told() {
    return Objects.requireNonNull(told);
  }

  @Test
  void shouldExplainAnArticleOfTheStream() throws Exception {
    String id = told().id("b");
    Ran byId = told().run("explain", id, "--tag", "elections");
    assertThat(byId.code()).as(byId.err()).isZero();
    assertThat(byId.out())
        .containsSubsequence("A vote", "published as revision 1 at ", "with the tag, relevance ")
        .contains("which explains it here too", "words (+10) fired", "ballot");
    Ran byUrl = told().run("explain", "https://wire.example/b", "--tag", "ferries", "--json");
    JsonNode line = ArticleJson.mapper().readTree(byUrl.out());
    assertThat(line.get("id").asText()).isEqualTo(id);
    assertThat(line.get("tagged").asBoolean()).isFalse();
    assertThat(line.at("/published/tagged").asBoolean()).isFalse();
    assertThat(line.at("/published/sameCatalogue").asBoolean()).isTrue();
  }

  @Test
  void shouldExplainByOtherRulesAndSaySo() throws Exception {
    Path other =
        Files.writeString(
            dir.resolve("elections.yaml"), ToldStream.rule("elections", "vote", "topic"));
    Ran ran =
        told().run("explain", told().id("b"), "--tag", "elections", "--rules", other.toString());

    assertThat(ran.out()).containsPattern("by catalogue [0-9a-f]{16}; here catalogue [0-9a-f]{16}");
    Ran gone = told().run("explain", told().id("e"), "--tag", "elections");
    assertThat(gone.code()).isEqualTo(1);
    assertThat(gone.err()).contains("the article is retracted");
    Ran none = told().run("explain", "aaaaaaaaaaaaaaaa", "--tag", "elections");
    assertThat(none.err()).contains("no article of this id was published");
    assertThat(told().run("explain", "https://wire.example/zz", "--tag", "elections").err())
        .contains("no article with this URL stands");
  }

  @Test
  void shouldShowReceiptsByOutcomePositionAndTime() throws Exception {
    Ran all = told().run("receipts");
    assertThat(all.out().lines().findFirst().orElse("")).startsWith("at ").contains("stage");
    assertThat(told().run("receipts", "--outcome", "retraction", "--json").out().lines())
        .hasSize(1);
    assertThat(
            told()
                .run("receipts", "--since", told().middle().toString(), "--outcome", "revision")
                .out()
                .lines())
        .as("the headings")
        .hasSize(1);
    assertThat(told().run("receipts", "--since", "999999d").out()).isEqualTo(all.out());
    Receipt first =
        ArticleJson.mapper()
            .readValue(told().run("receipts", "--key", "c", "--json").out(), Receipt.class);
    assertThat(
            told()
                .run("receipts", "--position", first.partition() + "-" + first.offset(), "--json")
                .out())
        .contains("\"key\":\"c\"");
  }

  @Test
  void shouldTakeATimeOfLongAgoForTheBeginning() throws Exception {
    for (String[] command :
        new String[][] {
          {"retract", "--source", "wire", "--reason", "x"},
          {"dead-letters", "list"},
        }) {
      Ran all = told().run(command);
      String[] since = Arrays.copyOf(command, command.length + 2);
      since[command.length] = "--since";
      since[command.length + 1] = "0001-01-01T00:00:00Z";

      Ran ran = told().run(since);

      assertThat(ran.err()).doesNotContain("xception");
      assertThat(ran.code()).as(ran.err()).isEqualTo(all.code());
      assertThat(ran.out().replace(" since 1970-01-01T00:00:00Z", "")).isEqualTo(all.out());
    }
  }
}
