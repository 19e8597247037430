package dev.slugline.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import dev.slugline.app.demo.Report.Account;
import dev.slugline.app.demo.Report.LeftOut;
import dev.slugline.app.demo.Report.Tagged;
import dev.slugline.app.demo.Report.Untagged;
import dev.slugline.app.prose.Sentence;
import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.enrich.rule.Rule;
import dev.slugline.ingest.feed.Fed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo's own run, as the command makes it. */
@Timeout(600)
class DemoIT {
  @Test
  void shouldShowWhatEachPlantedCaseOfTheSampleIsFor() throws Exception {
    List<String> progress = new ArrayList<>();
    Path folder;
    String bootstrap;
    Report report;
    try (Demo demo = new Demo("test", progress::add)) {
      Demo.Result result = demo.run(List.of(), InputStream.nullInputStream());
      report = result.report();
      assertThat(result.refused()).isEmpty();
      bootstrap = demo.bootstrapServers();
      folder = Path.of(progress.get(0).substring("starting Kafka in ".length()));
      assertThat(folder).exists();
    }

    Account account = report.account();
    assertThat(account.problems()).isEmpty();
    assertThat(account.rawRecords()).isEqualTo(36);
    assertThat(account.items()).isEqualTo(38);
    assertThat(account.outcomes())
        .containsExactly(
            entry("article", 31),
            entry("revision", 1),
            entry("repeat", 1),
            entry("stale", 1),
            entry("retraction", 1),
            entry("withdrawn", 1),
            entry("skipped", 1),
            entry("dead-letter", 1));
    assertThat(account.standing()).isEqualTo(30);
    assertThat(account.later()).isEmpty();

    assertThat(report.tagged())
        .extracting(Tagged::tag)
        .containsAll(CatalogueLoader.shipped().catalogue().rules().stream().map(Rule::id).toList());
    assertThat(tags(report, "League clears sanctioned striker")).containsExactly("sport");
    assertThat(tags(report, "United's defence holds firm")).containsExactly("sport");
    assertThat(tags(report, "Refinery at Port Merrin")).containsExactly("energy-markets");
    assertThat(tags(report, "Mayor of Kestrel Bay")).isEmpty();
    assertThat(report.untagged())
        .extracting(Untagged::why, Untagged::language)
        .containsExactly(
            tuple("language", "it"), tuple("no-match", "en"), tuple("too-short", "no"));
    assertThat(report.takenBack())
        .extracting(it -> it.topic() + " " + it.cause() + " " + it.title())
        .containsExactly(
            "news.tag.elections retraction Mayor of Kestrel Bay loses recount",
            "news.tag.sanctions lost-tag Refinery at Port Merrin halts after pump fails");
    assertThat(report.leftOut())
        .extracting(LeftOut::outcome, LeftOut::where)
        .containsExactly(
            tuple("stale", "wire.jsonl, line 7"),
            tuple("repeat", "wire.jsonl, line 15"),
            tuple("retraction", "wire.jsonl, line 17"),
            tuple("withdrawn", "wire.jsonl, line 18"),
            tuple("dead-letter", "wire.jsonl, line 24"),
            tuple("skipped", "photo-desk.txt"));
    assertThat(report.removed())
        .extracting(Report.RemovedLine::why)
        .containsExactlyInAnyOrder(
            "promotional link", "section label", "credit", "follow or sign-up line");
    assertThat(report.tagged()).allSatisfy(it -> marksAreWordsOfTheSentence(it));

    String text = String.join("\n", ReportText.lines(report, 80, false));
    assertThat(text)
        .containsPattern("sanctions +[0-9]{2}  EU agrees sanctions package against Kestrian")
        .contains("«defence budget»")
        .contains("38 items = 31 articles + 1 revision + 1 repeat + 1 stale + 1 retraction + 1")
        .contains("withdrawn + 1 skipped + 1 dead letter")
        .contains("It adds up: 36 raw records fed");
    assertThat(text.lines()).allMatch(line -> line.length() <= 80);

    assertThat(folder).doesNotExist();
    assertThat(answers(bootstrap)).isFalse();
  }

  @Test
  void shouldTakeTheUsersOwnFilesAndNameWhatItCannotRead(@TempDir Path dir) throws Exception {
    Path good = dir.resolve("good.txt");
    Files.writeString(
        good,
        """
        Council imposes sanctions on two banks

        The council agreed on Monday to impose economic sanctions on two banks, ministers said.
        """);
    String piped = "{\"id\":\"1\",\"title\":\"One\",\"body\":\"Rain fell.\"}\n{bad\n";
    try (Demo demo = new Demo("test", what -> {})) {
      Demo.Result result =
          demo.run(
              List.of(good.toString(), dir.resolve("none.txt").toString(), "-"),
              new ByteArrayInputStream(piped.getBytes(StandardCharsets.UTF_8)));

      assertThat(result.refused())
          .containsExactly(new Fed.Refused(dir.resolve("none.txt").toString(), 0, "no such file"));
      assertThat(tags(result.report(), "Council imposes")).containsExactly("sanctions");
      assertThat(result.report().account().addsUp()).isTrue();
      assertThat(result.report().account().outcomes())
          .containsExactly(entry("article", 2), entry("dead-letter", 1));
      assertThat(result.report().leftOut()).extracting(LeftOut::where).containsExactly("-, line 2");
    }
  }

  private static List<String> tags(Report report, String title) {
    return report.tagged().stream()
        .filter(it -> String.valueOf(it.title()).startsWith(title))
        .map(Tagged::tag)
        .toList();
  }

  private static void marksAreWordsOfTheSentence(Tagged it) {
    assertThat(it.evidence().marks()).isNotEmpty();
    int at = 0;
    for (Sentence.Mark mark : it.evidence().marks()) {
      assertThat(mark.start()).isGreaterThanOrEqualTo(at);
      String words = it.evidence().text().substring(mark.start(), mark.end());
      assertThat(words).isEqualTo(words.strip()).isNotEmpty();
      at = mark.end();
    }
  }

  private static boolean answers(String bootstrap) {
    String[] address = bootstrap.split(":", 2);
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address[0], Integer.parseInt(address[1])), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
