package dev.slugline.app.audit;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.Preflight;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;

/** What the broker says of topics, their offsets and the stream's group. Not thread-safe. */
final class BrokerOffsets implements AutoCloseable {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

  /** The same, once it did: while a broker that died is replaced nobody answers for it. */
  private static final Duration AGAIN_WITHIN = Duration.ofSeconds(60);

  private final Admin admin;
  private final String bootstrap;
  private final String group;
  private Duration within = ANSWER_WITHIN;

  BrokerOffsets(SluglineConfig config) throws IOException {
    bootstrap = String.valueOf(config.clients().get("bootstrap.servers"));
    group = config.text("application.id");
    try {
      admin = Admin.create(config.clients());
    } catch (KafkaException e) {
      throw new IOException("no Kafka client for " + bootstrap + ": " + e.getMessage(), e);
    }
  }

  Set<String> topics() throws IOException {
    return new HashSet<>(answer(admin.listTopics().names()));
  }

  List<TopicPartition> partitions(Collection<String> topics) throws IOException {
    List<TopicPartition> partitions = new ArrayList<>();
    for (TopicDescription topic : answer(admin.describeTopics(topics).allTopicNames()).values()) {
      topic
          .partitions()
          .forEach(it -> partitions.add(new TopicPartition(topic.name(), it.partition())));
    }
    return partitions;
  }

  Map<String, Config> settings(Collection<String> topics) throws IOException {
    List<ConfigResource> asked =
        topics.stream().map(it -> new ConfigResource(ConfigResource.Type.TOPIC, it)).toList();
    Map<String, Config> settings = new HashMap<>();
    answer(admin.describeConfigs(asked).all()).forEach((it, is) -> settings.put(it.name(), is));
    return settings;
  }

  /** The first offsets that retention left. */
  Map<TopicPartition, Long> starts(Collection<TopicPartition> partitions) throws IOException {
    return offsets(partitions, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
  }

  /** Where what is committed ends: no transaction is open before it. */
  Map<TopicPartition, Long> committed(Collection<TopicPartition> partitions) throws IOException {
    return offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
  }

  /** Where what is written ends, committed or not. */
  Map<TopicPartition, Long> written(Collection<TopicPartition> partitions) throws IOException {
    return offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
  }

  private Map<TopicPartition, Long> offsets(
      Collection<TopicPartition> partitions, OffsetSpec which, IsolationLevel isolation)
      throws IOException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, which));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    answer(admin.listOffsets(asked, new ListOffsetsOptions(isolation)).all())
        .forEach((partition, found) -> offsets.put(partition, found.offset()));
    return offsets;
  }

  /** What the stream's group has worked, once no transaction of it is open; 0: nothing yet. */
  Map<TopicPartition, Long> worked(Collection<TopicPartition> partitions) throws IOException {
    Map<TopicPartition, OffsetAndMetadata> all =
        answer(
            admin
                .listConsumerGroupOffsets(
                    Map.of(group, new ListConsumerGroupOffsetsSpec()),
                    new ListConsumerGroupOffsetsOptions().requireStable(true))
                .partitionsToOffsetAndMetadata(group));
    Map<TopicPartition, Long> worked = new HashMap<>();
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata at = all.get(partition);
      worked.put(partition, at == null ? 0 : at.offset());
    }
    return worked;
  }

  /** Whether an instance of the stream runs. */
  boolean isRunning() throws IOException {
    try {
      return !answer(admin.describeConsumerGroups(List.of(group)).describedGroups().get(group))
          .members()
          .isEmpty();
    } catch (IOException e) {
      if (e.getCause() instanceof ExecutionException failed
          && failed.getCause() instanceof GroupIdNotFoundException) {
        return false;
      }
      throw e;
    }
  }

  private <T> T answer(@Nullable KafkaFuture<T> question) throws IOException {
    try {
      T answer = Objects.requireNonNull(question).get(within.toMillis(), TimeUnit.MILLISECONDS);
      within = AGAIN_WITHIN;
      return answer;
    } catch (ExecutionException | TimeoutException e) {
      throw refused(e);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private IOException refused(Exception e) {
    return new IOException(Preflight.failure(bootstrap, e), e);
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted");
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
