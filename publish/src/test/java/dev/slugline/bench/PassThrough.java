package dev.slugline.bench;

import dev.slugline.bench.Outputs.Copy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The shape of our topology, doing nothing: raw records to a repartition topic and from there the
 * copies that ours makes, all bytes and headers being at hand already. It has no state store, so
 * the changelogs of ours are part of what ours costs.
 */
final class PassThrough {
  private PassThrough() {}

  /**
   * The topology.
   *
   * @param outputs by raw key, what ours made of the same article
   */
  static Topology build(String prefix, int partitions, Function<String, Outputs.Of> outputs) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(prefix + ".raw", Consumed.with(Serdes.String(), Serdes.ByteArray()))
        .mapValues((key, value) -> outputs.apply(key).repartitioned())
        .repartition(
            Repartitioned.with(Serdes.String(), Serdes.ByteArray())
                .withName("by-id")
                .withNumberOfPartitions(partitions))
        .process(() -> new Copies(prefix, outputs), Named.as("copies"))
        .to(
            (key, copy, context) -> copy.topic(),
            Produced.with(
                Serdes.ByteArray(),
                Serdes.serdeFrom(
                    (String topic, Copy copy) -> copy.value(),
                    (topic, bytes) -> new Copy(topic, bytes, List.of()))));
    return builder.build();
  }

  private static final class Copies extends ContextualProcessor<String, byte[], byte[], Copy> {
    private final String prefix;
    private final Function<String, Outputs.Of> outputs;

    Copies(String prefix, Function<String, Outputs.Of> outputs) {
      this.prefix = prefix;
      this.outputs = outputs;
    }

    @Override
    public void process(Record<String, byte[]> record) {
      byte[] key = Objects.requireNonNull(record.key()).getBytes(StandardCharsets.UTF_8);
      for (Copy copy : outputs.apply(record.key()).copies()) {
        context()
            .forward(new Record<>(key, copy.in(prefix), record.timestamp(), copy.newHeaders()));
      }
    }
  }
}
