package dev.slugline.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.app.broker.Broker;
import dev.slugline.app.cli.Ran;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Articles that stand for longer than the topic of articles keeps them. */
@Timeout(120)
class RetractLateIT {
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

  /** Tagged again, it stands for longer than its record among the articles is kept. */
  @Test
  void shouldFindWhatTheTopicOfArticlesHasLost() throws Exception {
    String json =
        "{\"id\":\"%s\",\"source\":\"Old Mill\",\"url\":\"https://mill.example/%s\",\"title\":\"Corn\",\"body\":\"It is %s%s\"}";
    stream.feed("m1", json.formatted("m1", "m1", "corn", TEXT));
    stream.feed("m2", json.formatted("m2", "m2", "corn", TEXT));
    stream.receipts(2);
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
    assertThat(retract("--source", "Old Mill", "--since", "1s").code()).isEqualTo(1);
    assertThat(retract("https://mill.example/m1").out())
        .matches("[a-z2-7]{16} is retracted, as revision 2\n");
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
