package dev.slugline.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.bench.BenchMain;
import dev.slugline.bench.engine.Comparison.Settings;
import dev.slugline.ingest.article.ArticleJson;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineBenchTest {
  private record Said(int code, String out, String err) {}

  @Test
  void shouldPrintALineOfJsonForEachCountOfRules() throws Exception {
    Said said = engine("--count 30 --count 60 --articles 200 --rounds 1 --seconds 0 --json");

    assertThat(said.code()).as(said.err()).isZero();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : said.out().lines().toList()) {
      lines.add(ArticleJson.mapper().readTree(line));
    }
    assertThat(lines).extracting(line -> line.get("rules").asInt()).containsExactly(30, 60);
    for (JsonNode line : lines) {
      assertThat(line.get("set").asText()).isEqualTo("generated");
      assertThat(line.get("matchesEqual").isBoolean()).isTrue();
      assertThat(line.get("matchesEqual").asBoolean()).isTrue();
      assertThat(line.get("articlesCompared").asInt()).isPositive();
      assertThat(
              List.of(
                  "articlesPerSecond",
                  "monitorArticlesPerSecond",
                  "tunedMonitorArticlesPerSecond",
                  "analysisArticlesPerSecond",
                  "timesMonitor",
                  "timesTunedMonitor",
                  "timesAnalysisCost",
                  "matchesPercent"))
          .allSatisfy(field -> assertThat(line.get(field).asDouble()).as(field).isPositive());
      assertThat(List.of("compileMillis", "bytesPerRule", "workspaceBytes"))
          .allSatisfy(field -> assertThat(line.get(field).isIntegralNumber()).as(field).isTrue());
    }
    assertThat(said.err()).contains("slugline: generated: round 1 of 1").contains("phrases");
  }

  @Test
  void shouldPrintATableOfAFilesArticlesWithSeveralThreads(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("articles.jsonl");
    List<String> lines = new ArrayList<>();
    for (Corpus.Article article : Newsroom.articles(3, 120).articles()) {
      lines.add(ArticleJson.mapper().writeValueAsString(article));
    }
    Files.write(file, lines);

    Said said = engine("--count 10 --rounds 1 --seconds 0 --threads 2 --cpu-time --file " + file);

    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out())
        .containsPattern("(?m)^generated +10 .*\\d x .*\\d %")
        .contains("2 thread(s), 120 articles of ")
        .contains("processor time");
  }

  @Test
  void shouldFindTheSameMatchesOfTheShippedRules() throws Exception {
    Corpus corpus = Newsroom.articles(5, 60, OurEngine.shippedExamples());
    Settings settings = new Settings(1, 1, 0, false, 5);
    Comparison comparison =
        new Comparison(corpus, TestItems.of(corpus).frequencies(), settings, progress -> {});

    EngineResult result = comparison.measure("shipped", OurEngine::shipped);

    assertThat(result.rules()).isEqualTo(OurEngine.shipped().size());
    assertThat(result.matchesEqual()).isTrue();
    assertThat(result.matchesPercent()).isPositive();
  }

  @Test
  void shouldRefuseBadNumbersByName() {
    assertThat(engine("--count 0"))
        .satisfies(said -> assertThat(said.code()).isEqualTo(2))
        .satisfies(said -> assertThat(said.err()).contains("--count takes 1 to 1000000"));
    assertThat(engine("--count many").err()).contains("'many' is not an int");
    assertThat(engine("--articles 19").err()).contains("--articles takes 20 to 100000");
    assertThat(engine("--threads 0").err()).contains("--threads takes 1 to 64");
    assertThat(engine("--rounds 0").err()).contains("--rounds takes 1 to 50");
    assertThat(engine("--seconds 61").err()).contains("--seconds takes 0 to 60");
  }

  @Test
  void shouldSayWhatIsWrongWithAFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("articles.jsonl");
    String article = "{\"title\": \"t\", \"body\": \"b\"}\n";

    assertThat(engine("--file " + file))
        .satisfies(said -> assertThat(said.code()).isEqualTo(1))
        .satisfies(said -> assertThat(said.err()).contains(file + ": no such file"));
    assertThat(failure(file, article + "\n{not")).contains(file + ":3: not JSON: ");
    assertThat(failure(file, article + "{\"title\": \"t\"}"))
        .contains(file + ":2: not an article: no text \"body\"");
    assertThat(failure(file, "\n")).contains(file + ": no articles");
    assertThat(failure(file, article.repeat(3)))
        .contains(file + ": rules are made from 20 articles or more, there are 3");
    assertThat(failure(file, article.repeat(20))).contains("cannot make rules");
    Files.write(file, new byte[] {'{', (byte) 0xff, '}'});
    assertThat(engine("--file " + file).err()).contains("not UTF-8");
    assertThat(engine("--file " + folder).err()).contains(folder.toString());
  }

  private static String failure(Path file, String content) throws Exception {
    Files.writeString(file, content);
    Said said = engine("--file " + file);
    assertThat(said.code()).as(content).isEqualTo(1);
    assertThat(said.out()).isEmpty();
    return said.err();
  }

  private static Said engine(String arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream toOut = new ByteArrayOutputStream();
    ByteArrayOutputStream toErr = new ByteArrayOutputStream();
    System.setOut(new PrintStream(toOut, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(toErr, true, StandardCharsets.UTF_8));
    try {
      int code = BenchMain.run(("engine " + arguments).split(" ", -1));
      return new Said(
          code, toOut.toString(StandardCharsets.UTF_8), toErr.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
