package dev.slugline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is told of the settings by the commands that are given them. */
@Timeout(600)
class ConfigCommandTest {
  @TempDir Path dir = Path.of("");

  @Test
  void shouldShowATableWithHeadingsWhoseColumnsHold() throws Exception {
    Path file =
        Files.writeString(dir.resolve("a-long-name-of.properties"), "history.ms=90000000\n");

    Ran ran = Ran.command("config", "--config", file.toString(), "--set", "kafka.x=\u001b[31m");

    assertThat(ran.code()).isZero();
    List<String> lines = ran.out().lines().toList();
    String heads = lines.get(0);
    assertThat(heads).matches("setting +value +set by +what it is");
    for (String head : List.of("value", "set by", "what it is")) {
      int column = heads.indexOf(head);
      assertThat(lines)
          .allSatisfy(line -> assertThat(line.substring(column - 2, column + 1)).matches("  \\S"));
    }
    assertThat(ran.out())
        .containsPattern("fetch\\.answer\\.timeout\\.ms  +15000 +default +The longest wait")
        .containsPattern("history\\.ms +90000000 +" + file + "  How long")
        .containsPattern("state\\.dir +- +default")
        .contains("\\u001b[31m");
  }

  @Test
  void shouldShowTheSettingsAlsoWhereAFileOfTheHttpSideIsUnfit() {
    String none = "http.tokens.file=" + dir.resolve("none");

    Ran ran = Ran.command("config", "--json", "--set", none, "--set", "prefix=harbour");
    Ran broken = Ran.command("config", "--set", none, "--set", "prefix=?");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).contains("\"value\":\"harbour\"");
    assertThat(ran.err()).isEqualTo("slugline: " + none + " (--set): there is no such file\n");
    assertThat(broken.code()).isEqualTo(2);
    assertThat(broken.out()).isEmpty();
    assertThat(broken.err()).contains("prefix=? (--set)").contains(none + " (--set)");
  }

  @Test
  void shouldBeToldByRunBeforeABrokerIsAsked() {
    Ran ran =
        Ran.command(
            "run",
            "-b",
            "127.0.0.1:1",
            "--set",
            "http.tls.key=" + dir.resolve("key.pem"),
            "--set",
            "kafka.retries=none",
            "--set",
            "http.listen=127.0.0.1:0");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains(
            "http.tls.key=%s (--set): there is no such file".formatted(dir.resolve("key.pem")))
        .contains("http.tls.certificate is not set")
        .contains("kafka.retries=none (--set): not a whole number")
        .doesNotContain("broker");
  }

  @Test
  void shouldLeaveTheHttpSideAloneWhereNothingIsAnswered() {
    Ran ran =
        Ran.command("status", "-b", "127.0.0.1:1", "--set", "http.tokens.file=" + dir.resolve("x"));

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out() + ran.err()).contains("no Kafka broker answers").doesNotContain("tokens");
  }

  @Test
  void shouldKnowWhichOptionOrFileASettingCameFrom() throws Exception {
    Path client = Files.writeString(dir.resolve("client.properties"), "retries=abc\nacks=all\n");

    Ran ran =
        Ran.command(
            "status",
            "-b",
            "nowhere",
            "--command-config",
            client.toString(),
            "--set",
            "kafka.security.protocol=some");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains("bootstrap.servers=nowhere (--bootstrap-server): must be HOST:PORT")
        .contains("kafka.retries=abc (" + client + "): not a whole number")
        .contains("kafka.security.protocol=some (--set): must be one of");
  }

  @Test
  void shouldSayWhereNoDataFolderCanBe() throws Exception {
    Path file = Files.createFile(dir.resolve("file"));

    Ran ran =
        Ran.command(
            "run", "--embedded", "-b", "127.0.0.1:0", "--data", file.resolve("x").toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .contains("slugline: the data folder " + file.resolve("x") + " cannot be made: " + file)
        .contains("--data DIR");
  }

  @Test
  void shouldSayWhatDataIsOnABrokerThatIsNotEmbedded() {
    Ran ran = Ran.command("run", "-b", "127.0.0.1:1", "--data", "my-news");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains(
            "--data goes with --embedded", "the state stays is said by --set state.dir=my-news");
    assertThat(Ran.command("run", "--help").out().replaceAll("\\s+", " "))
        .contains("With --embedded: where its broker and the state stay")
        .contains("--set state.dir=DIR");
  }

  @Test
  void shouldSayWhereNoStateCanBe() throws Exception {
    Path state = Files.createFile(dir.resolve("file")).resolve("x");

    Ran ran = Ran.command("run", "-b", "127.0.0.1:1", "--set", "state.dir=" + state);

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .contains("slugline: state.dir=" + state + " (--set): the folder cannot be made");
  }

  @Test
  void shouldSayThatOnlyOneCatalogueCanBeApplied() {
    Ran both = Ran.command("rules", "apply", "--rules", "x", "--shipped");

    assertThat(both.code()).isEqualTo(2);
    assertThat(both.err()).contains("give --rules PATH or --shipped, not both");
    assertThat(Ran.command("rules", "apply").err())
        .contains("give --rules PATH or --shipped")
        .doesNotContain("not both");
  }
}
