package dev.slugline.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.app.cli.Ran;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What happens while a command runs: done once, on the command's own thread, as it gets the first
 * records of a topic. Public for Kafka's consumer, of which it is an interceptor.
 */
public final class Meanwhile implements ConsumerInterceptor<byte[], byte[]> {
  /** The setting by which a command has it. */
  static final String SETTING = "kafka.interceptor.classes=" + Meanwhile.class.getName();

  private static volatile @Nullable Planned next;

  /** Something to be done that may fail. */
  interface Work {
    void go() throws Exception;
  }

  private static final class Planned {
    final String topic;
    final Work work;
    boolean done;
    @Nullable Exception failure;

    Planned(String topic, Work work) {
      this.topic = topic;
      this.work = work;
    }
  }

  /** Runs a command that has the {@link #SETTING}. */
  static Ran reading(String topic, Work work, Supplier<Ran> command) throws Exception {
    Planned it = new Planned(topic, work);
    next = it;
    Ran ran = command.get();
    next = null;
    if (it.failure != null) {
      throw it.failure;
    }
    assertThat(it.done).as("%s was read; %s", topic, ran).isTrue();
    return ran;
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    Planned it = next;
    if (it != null && !it.done && records.records(it.topic).iterator().hasNext()) {
      it.done = true;
      try {
        it.work.go();
      } catch (Exception e) {
        it.failure = e; // Kafka would log it and go on
      }
    }
    return records;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    // a command is in no group
  }

  @Override
  public void close() {
    // nothing is open
  }

  @Override
  public void configure(Map<String, ?> configs) {
    // it needs no settings
  }
}
