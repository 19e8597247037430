package dev.slugline.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.app.broker.Broker;
import dev.slugline.app.cli.Ran;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Articles are taken back by the command, one by its URL and all of a source. */
@Timeout(600)
class RetractIT {
  private static final String TEXT =
      " on Tuesday evening, after weeks of long talks in the capital, as officials said there.";

  private static Broker broker = Broker.NONE;
  private String prefix = "";
  private BrokerStream stream;

  @BeforeAll
  static void startBroker(@TempDir Path dir) throws Exception {
    broker = Broker.inProcess(dir);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void start(@TempDir Path dir, TestInfo test) throws Exception {
    prefix = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    stream = BrokerStream.start(broker, dir, prefix);
  }

  @AfterEach
  void stop() {
    stream.close();
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

  /** Tagged again, it stands for longer than its record among the articles is kept. */
  @Test
  void shouldFindWhatTheTopicOfArticlesHasLost() throws Exception {
    String json =
        "{\"id\":\"%s\",\"source\":\"Old Mill\",\"url\":\"https://mill.example/%s\",\"title\":\"Corn\",\"body\":\"It is %s%s\"}";
    stream.feed("m1", json.formatted("m1", "m1", "corn", TEXT));
    stream.feed("m2", json.formatted("m2", "m2", "corn", TEXT));
    stream.receipts(2);
    Instant fed = Instant.now();
    assertThat(retract("https://mill.example/m2").code()).isZero();
    try (Admin admin = broker.admin()) {
      String articles = stream.topics().articles().name();
      admin
          .deleteRecords(
              Map.of(
                  new TopicPartition(articles, 0), RecordsToDelete.beforeOffset(-1),
                  new TopicPartition(articles, 1), RecordsToDelete.beforeOffset(-1)))
          .all()
          .get();
    }

    Ran found = retract("--source", "Old Mill");
    assertThat(found.out()).as(found.err()).startsWith("1 article of Old Mill stands\n");
    assertThat(retract("--source", "Old Mill", "--since", fed.toString()).code()).isEqualTo(1);
    assertThat(retract("https://mill.example/m1").out())
        .matches("[a-z2-7]{16} is retracted, as revision 2\n");
  }

  private Ran retract(String... args) {
    return Ran.command(
        Stream.of(
                new String[] {"retract", "--reason", "an invention"},
                args,
                new String[] {"-b", broker.bootstrapServers()},
                new String[] {"--set", "prefix=" + prefix},
                new String[] {"--set", "application.id=" + prefix + "-app"})
            .flatMap(Arrays::stream)
            .toArray(String[]::new));
  }
}
