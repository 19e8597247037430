package dev.slugline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slugline.app.broker.Broker;
import dev.slugline.app.broker.Brokers;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.Preflight;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker that is not there, or cannot do what the stream needs, is told of before the start. */
@Timeout(180)
class StartRefusedIT {
  private Path dir;

  @BeforeEach
  void folder(@TempDir Path folder) {
    dir = folder;
  }

  @Test
  void shouldSayThatNoBrokerAnswers() {
    assertThatThrownBy(() -> prepare("127.0.0.1:1"))
        .isInstanceOf(Preflight.Refused.class)
        .hasMessageContaining("no Kafka broker answers at 127.0.0.1:1");
  }

  @Test
  void shouldSayThatTransactionsCannotBeReplicated() throws Exception {
    refuses("transaction.state.log.replication.factor");
  }

  @Test
  void shouldSayThatGroupOffsetsCannotBeReplicated() throws Exception {
    refuses("offsets.topic.replication.factor");
  }

  private void refuses(String setting) throws Exception {
    try (Broker broker = Brokers.asked().start(dir.resolve(setting), Map.of(setting, "3"))) {
      long start = System.nanoTime();

      assertThatThrownBy(() -> prepare(broker.bootstrapServers()))
          .isInstanceOf(Preflight.Refused.class)
          .hasMessageContaining(setting + " is 3, but the cluster has 1 broker");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }
  }

  private void prepare(String bootstrap) throws Exception {
    SluglineConfig config =
        SluglineConfig.load(
            null,
            Map.of(),
            List.of("bootstrap.servers=" + bootstrap, "state.dir=" + dir.resolve("state")));
    SluglineStream.prepare(config, TestRules.two(), "test").close();
  }
}
