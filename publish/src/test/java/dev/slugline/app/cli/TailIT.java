package dev.slugline.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.ingest.article.ArticleJson;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code tail} shows of a stream. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TailIT {
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
  void shouldShowTheLastOfSeveralTagsInOrderAndEachOnce() throws Exception {
    List<String> all = titles("--tag", "sanctions", "--tag", "elections");

    assertThat(all)
        .containsExactly("Ministers agree", "A vote", "lost-tag", "Taken back", "retraction");
    assertThat(titles("--tag", "sanctions", "--tag", "elections", "-n", "4"))
        .isEqualTo(all.subList(1, 5));
    assertThat(titles("-n", "3")).endsWith("Taken back", "retraction");
  }

  @Test
  void shouldShowWhatAQueryMatchesAndEveryRetraction() throws Exception {
    assertThat(titles("--query", "ferry AND strike")).containsExactly("The port", "retraction");
    assertThat(titles("--query", "agree", "--tag", "sanctions"))
        .as("stemmed as the rules are, and what lost the tag")
        .containsExactly("Ministers agree", "lost-tag");
    assertThat(titles("--tag", "none", "--query", "ferry"))
        .as("what always had a tag has not lost that it had none")
        .isEmpty();
    assertThat(titles("--tag", "none", "--tag", "ferries"))
        .containsExactly("The port", "Nothing agreed", "Der Hafen");
    Ran text = tail("--query", "title:port");
    assertThat(text.out()).contains("The «port»", "Harbour Post · en · ", "ferries ");
    Ran never = tail("--query", "NOT ferry");
    assertThat(never.code()).isEqualTo(2);
    assertThat(never.err()).contains("the query 'NOT ferry' cannot be used: it matches nothing");
    Ran bad = tail("--query", "(ferry");
    assertThat(bad.code()).isEqualTo(2);
    assertThat(bad.err()).contains("the query '(ferry' cannot be read").doesNotContain("xception");
  }

  @Test
  void shouldShowWhatIsOfASourceALanguageATimeAndARelevance() throws Exception {
    assertThat(titles("--source", "harbour post"))
        .containsExactly("The port", "Der Hafen", "retraction");
    assertThat(titles("--lang", "de")).containsExactly("Der Hafen", "retraction");
    assertThat(titles("--since", told().middle().toString()))
        .containsExactly("Der Hafen", "Taken back", "retraction");
    assertThat(titles("--since", "999999d"))
        .as("before the time of Kafka begins: all")
        .isEqualTo(titles("-n", "100"));
    assertThat(titles("--until", told().middle().toString()))
        .containsExactly("Ministers agree", "A vote", "The port", "Nothing agreed");
    assertThat(titles("--until", told().middle().toString(), "-n", "1"))
        .containsExactly("Nothing agreed");
    assertThat(titles("--min-relevance", "1"))
        .containsExactly("Ministers agree", "A vote", "The port", "Taken back", "retraction");
    assertThat(tail("-f", "--until", "1h").code()).isEqualTo(2);
    assertThat(tail("--min-relevance", "101").code()).isEqualTo(2);
    Ran english = tail("--lang", "english");
    assertThat(english.code()).isEqualTo(2);
    assertThat(english.err())
        .contains("--lang takes the two or three letters of a language, such as en, not 'english'");
  }

  @Test
  void shouldShowATagThatHasNoTopic() throws Exception {
    assertThat(titles("--tag", "ferries")).containsExactly("The port");
    assertThat(tail("--tag", "fashion").err()).contains("there is no topic news.tag.fashion");
  }

  @Test
  void shouldMarkTheWordsThatEarnedTheTag() {
    assertThat(tail("--tag", "elections").out())
        .contains("  A vote\n", "The «ballot» and economic sanctions")
        .containsPattern("(?m)^\\S+Z  [a-z2-7]{16}  retraction, no longer tagged elections$");
  }

  @Test
  void shouldEndWhenNobodyReadsWhileItWaits() throws Exception {
    Path errors = dir.resolve("pipe.err");
    Process tail = follow(errors);
    BufferedReader out = new BufferedReader(new InputStreamReader(tail.getInputStream(), UTF_8));
    assertThat(out.readLine()).contains("\"type\":");
    out.close();

    assertThat(tail.waitFor(90, TimeUnit.SECONDS)).isTrue();
    assertThat(tail.exitValue()).isZero();
    assertThat(errors).isEmptyFile();
  }

  @Test
  void shouldEndInPeaceOnASignal() throws Exception {
    Path errors = dir.resolve("signal.err");
    Process tail = follow(errors);
    BufferedReader out = new BufferedReader(new InputStreamReader(tail.getInputStream(), UTF_8));
    for (int i = 0; i < 3; i++) {
      assertThat(out.readLine()).contains("\"type\":");
    }
    told()
        .feed(
            "late",
            "wire",
            "en",
            "Came later",
            "Nobody knew of anything at all there" + ToldStream.REST);
    assertThat(out.readLine()).as("it follows").contains("Came later");
    tail.toHandle().destroy(); // and not its streams

    assertThat(tail.waitFor(90, TimeUnit.SECONDS)).isTrue();
    assertThat(tail.exitValue()).isZero();
    assertThat(out.readLine()).isNull();
    assertThat(errors).isEmptyFile();
  }

  private Process follow(Path errors) throws Exception {
    return new ProcessBuilder(
            OwnJava.command(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "dev.slugline.app.Main",
                "tail",
                "-f",
                "--json",
                "-n",
                "3",
                "-b",
                told().bootstrapServers()))
        .redirectError(errors.toFile())
        .start();
  }

  /** The title of each article, and what the others are; without what another test feeds. */
  private List<String> titles(String... args) throws Exception {
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--json");
    Ran ran = tail(all.toArray(String[]::new));
    assertThat(ran.code()).as(ran.err()).isZero();
    List<String> titles = new ArrayList<>();
    for (String line : ran.out().lines().toList()) {
      JsonNode record = ArticleJson.mapper().readTree(line);
      String type = record.get("type").asText();
      titles.add(type.equals("article") ? record.at("/article/title").asText() : type);
    }
    titles.remove("Came later");
    return titles;
  }

  private Ran tail(String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "tail";
    System.arraycopy(args, 0, all, 1, args.length);
    return told().run(all);
  }
}
