package dev.slugline.app.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.TopicAdmin;
import dev.slugline.ingest.stream.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
  private static final Topics TOPICS = new Topics("news");

  @Test
  void shouldKeepItsTopicsFromRunToRunAndRefuseThoseThatDoNotFit(@TempDir Path dir)
      throws Exception {
    try (Broker broker = Broker.inProcess(dir);
        Admin admin = Admin.create(config(broker, 2).clients())) {
      TopicAdmin topics = new TopicAdmin(admin, config(broker, 2));
      assertThat(topics.create(TOPICS.all())).contains("news.raw", "news.receipts");
      assertThat(topics.create(TOPICS.all())).isEmpty();
      assertThat(topics.describe(TOPICS.all())).allMatch(state -> state.problem().isEmpty());
      assertThatThrownBy(() -> new TopicAdmin(admin, config(broker, 3)).create(TOPICS.all()))
          .isInstanceOf(TopicAdmin.Refused.class)
          .hasMessageContaining("topic news.articles: has 2 partitions, must have 3")
          .hasMessageContaining("partitions=3 (--set): the topics were made with 2, which is for")
          .hasMessageContaining("; set partitions=2, or another prefix");
      int port = Integer.parseInt(broker.bootstrapServers().split(":", 2)[1]);
      assertThatThrownBy(() -> EmbeddedBroker.start(dir.resolve("other"), port))
          .hasMessageContaining("port " + port + " of 127.0.0.1 is in use");
      assertThatThrownBy(() -> EmbeddedBroker.start(dir, 0))
          .hasMessage(dir + " is in use by another embedded broker");
    }
    try (Broker broker = Broker.inProcess(dir);
        Admin admin = Admin.create(config(broker, 2).clients())) {
      assertThat(new TopicAdmin(admin, config(broker, 2)).create(TOPICS.all())).isEmpty();
    }
  }

  private static SluglineConfig config(Broker broker, int partitions) throws Exception {
    return SluglineConfig.load(
        null,
        Map.of(),
        List.of("bootstrap.servers=" + broker.bootstrapServers(), "partitions=" + partitions));
  }
}
