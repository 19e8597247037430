package dev.slugline.ingest.stream;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Splits what a stage's processor forwards, by name: onward to the next stage, aside to a topic.
 */
public final class Outlets {
  private Outlets() {}

  /** Sends what goes aside to its topics through one sink, and returns what goes onward. */
  public static <K, T> KStream<K, T> split(KStream<K, Emit<T>> emitted, String stage) {
    emitted
        .process(Outlets.<K, T>aside(), Named.as(stage + "-aside"))
        .to(
            new AsideTopic<T>(),
            Produced.with(
                    Serdes.ByteArray(),
                    Serdes.serdeFrom(
                        (String topic, Emit.Aside<T> aside) -> aside.value(),
                        (topic, bytes) -> new Emit.Aside<>(topic, null, bytes)))
                .withName(stage + "-sink"));
    return emitted.process(Outlets.<K, T>onward(), Named.as(stage + "-onward"));
  }

  /** Named, so that the topology's description says the same in every run. */
  private record AsideTopic<T>() implements TopicNameExtractor<byte[], Emit.Aside<T>> {
    @Override
    public String extract(byte[] key, Emit.Aside<T> aside, RecordContext context) {
      return aside.topic();
    }

    @Override
    public String toString() {
      return "the topic that the record names";
    }
  }

  /** The size that a broker's limit is held against: key, value and headers. */
  public static long size(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    long size = (key == null ? 0 : key.length) + (long) (value == null ? 0 : value.length);
    for (Header header : headers) {
      size += header.key().length() + (header.value() == null ? 0 : header.value().length) + 10L;
    }
    return size + 70;
  }

  private static <K, T> ProcessorSupplier<K, Emit<T>, byte[], Emit.Aside<T>> aside() {
    return () ->
        new ContextualProcessor<K, Emit<T>, byte[], Emit.Aside<T>>() {
          @Override
          public void process(Record<K, Emit<T>> record) {
            if (record.value() instanceof Emit.Aside<T> aside) {
              context().forward(keyed(record, aside));
            }
          }
        };
  }

  @SuppressWarnings("NullAway") // a record's key may be null; Kafka's API is not annotated
  private static <K, T> Record<byte[], Emit.Aside<T>> keyed(
      Record<K, Emit<T>> record, Emit.Aside<T> aside) {
    return new Record<>(aside.key(), aside, record.timestamp(), record.headers());
  }

  private static <K, T> ProcessorSupplier<K, Emit<T>, K, T> onward() {
    return () ->
        new ContextualProcessor<K, Emit<T>, K, T>() {
          @Override
          public void process(Record<K, Emit<T>> record) {
            if (record.value() instanceof Emit.Onward<T> onward) {
              context().forward(record.withValue(onward.value()));
            }
          }
        };
  }
}
