package dev.slugline.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.app.broker.Broker;
import dev.slugline.app.cli.Ran;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Articles are taken back by the command, one by its URL and all of a source. */
@Timeout(120)
class RetractIT {
  private static final String TEXT =
      " on Tuesday evening, after weeks of long talks in the capital, as officials said there.";

  private static Broker broker = Broker.NONE;
  private static BrokerStream stream;

  @BeforeAll
  static void start(@TempDir Path dir) throws Exception {
    broker = Broker.inProcess(dir.resolve("broker"));
    stream = BrokerStream.start(broker, dir, "retracted");
  }

  @AfterAll
  static void stop() {
    stream.close();
    broker.close();
  }

  @Test
  void shouldRetractByUrlAndAllOfASource() throws Exception {
    String page =
        "{\"id\":\"%s\",\"source\":\"%s\",\"url\":\"%s\",\"title\":\"%s\",\"body\":\"It went on%s\"}";
    String url = "https://h.example/news/1";
    stream.feed("1", page.formatted("1", "Daily Quay", url, "One", TEXT));
    stream.feed("2", page.formatted("2", "Daily Quay", url + "2", "Two", TEXT));
    stream.feed("3", page.formatted("3", "daily quay", url + "3", "Three", TEXT));
    stream.feed("4", page.formatted("4", "Other", url + "4", "Four", TEXT));
    stream.feed("5", page.formatted("5", "Other", url + "4", "Five", TEXT));
    stream.receipts(5);

    assertThat(retract("HTTPS://H.example:443/news/1?utm_source=x").out())
        .matches("[a-z2-7]{16} is retracted, as revision 2\n");
    Ran gone = retract(url);
    assertThat(gone.code()).isEqualTo(1);
    assertThat(gone.err()).contains("no article with " + url + " stands");
    assertThat(retract(url + "4").out())
        .startsWith("2 articles with " + url + "4 stand\n")
        .contains("Four", "Five", "nothing was retracted; add --execute");
    Ran shown = retract("--source", "DAILY QUAY", "--since", "1h");
    assertThat(shown.out()).startsWith("2 articles of DAILY QUAY since ").contains("Two", "Three");
    assertThat(stream.committed(stream.topics().withdrawn())).hasSize(1);

    Ran done = retract("--source", "Daily Quay", "--kind", "withheld", "--execute");

    assertThat(done.out()).isEqualTo("2 of 2 articles are retracted\n");
    assertThat(done.code()).isZero();
    assertThat(stream.committed(stream.topics().withdrawn()))
        .extracting(record -> record.value().kind())
        .filteredOn("withheld"::equals)
        .hasSize(2);
    Ran again = retract("--source", "Daily Quay", "--kind", "withheld");
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("stands or is held; 3 are taken back already");
    assertThat(retract("--source", "Daily Quay").out())
        .startsWith("2 articles of Daily Quay: 2 are withheld\n");
    assertThat(retract(url + "2").out()).matches("[a-z2-7]{16} is retracted, as revision 3\n");
    assertThat(retract(url + "2").err()).containsPattern("[a-z2-7]{16} is canceled already\n");
    assertThat(retract().code()).isEqualTo(2);
    assertThat(retract("no url").code()).isEqualTo(2);
    assertThat(retract(url, "--since", "1h").code()).isEqualTo(2);
  }

  private static Ran retract(String... args) {
    return Ran.command(
        Stream.of(
                new String[] {"retract", "--reason", "an invention"},
                args,
                new String[] {"-b", broker.bootstrapServers()},
                new String[] {"--set", "prefix=retracted"},
                new String[] {"--set", "application.id=retracted-app"})
            .flatMap(Arrays::stream)
            .toArray(String[]::new));
  }
}
