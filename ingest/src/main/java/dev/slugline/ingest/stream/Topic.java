package dev.slugline.ingest.stream;

import org.apache.kafka.common.serialization.Serde;

/**
 * The one declaration of a Kafka topic, used by the topology, its creation, tests and commands.
 *
 * @param settings how it must be laid out on the broker
 */
public record Topic<K, V>(String name, Serde<K> key, Serde<V> value, TopicSettings settings) {}
