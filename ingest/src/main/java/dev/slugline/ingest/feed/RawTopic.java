package dev.slugline.ingest.feed;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks for the raw topic before anything is sent: a producer waits for it a minute in silence. */
final class RawTopic {
  private static final int ANSWER_MILLIS = 10_000;

  private RawTopic() {}

  /** Returns when the topic is there; the exception's message is for a person. */
  static void check(Map<String, ?> clients, String topic) throws IOException, InterruptedException {
    Map<String, Object> config = new HashMap<>(clients);
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS / 2);
    Object servers = clients.get("bootstrap.servers");
    try (Admin admin = Admin.create(config)) {
      admin
          .describeTopics(List.of(topic))
          .allTopicNames()
          .get(ANSWER_MILLIS + 1_000, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      Throwable cause = e.getCause();
      if (cause instanceof UnknownTopicOrPartitionException) {
        throw new IOException(
            "there is no topic "
                + topic
                + " at "
                + servers
                + ": start the stream ('slugline run'), or make its topics ('slugline topics"
                + " create')",
            e);
      }
      if (cause instanceof AuthorizationException) {
        throw new IOException("the broker refuses us: " + cause.getMessage(), e);
      }
      throw new IOException(
          "no Kafka broker answers at "
              + servers
              + ": is one running there? (give another with -b HOST:PORT)",
          e);
    } catch (KafkaException e) {
      throw new IOException("cannot connect to " + servers + ": " + root(e), e);
    }
  }

  /** The innermost message. */
  static String root(Throwable failure) {
    Throwable at = failure;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    return at.getMessage() == null ? "no reason given" : at.getMessage();
  }
}
