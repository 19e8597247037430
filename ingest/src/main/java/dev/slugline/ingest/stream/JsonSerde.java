package dev.slugline.ingest.stream;

import dev.slugline.ingest.article.ArticleJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** JSON of one record type; a null is a tombstone. */
public final class JsonSerde {
  private JsonSerde() {}

  public static <T> Serde<T> of(Class<T> type) {
    return Serdes.serdeFrom(serializer(), deserializer(type));
  }

  /** The bytes of a record, as its serde would make them. */
  public static byte[] bytes(Object value) {
    try {
      return ArticleJson.mapper().writeValueAsBytes(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> Serializer<T> serializer() {
    return new Serializer<>() {
      @Override
      @SuppressWarnings("NullAway") // Kafka's API is not annotated: a null is a tombstone
      public byte @Nullable [] serialize(String topic, @Nullable T value) {
        return value == null ? null : bytes(value);
      }
    };
  }

  private static <T> Deserializer<T> deserializer(Class<T> type) {
    return new Deserializer<>() {
      @Override
      @SuppressWarnings("NullAway") // Kafka's API is not annotated: a tombstone is a null
      public @Nullable T deserialize(String topic, byte @Nullable [] value) {
        try {
          return value == null ? null : ArticleJson.mapper().readValue(value, type);
        } catch (IOException e) {
          throw new SerializationException(
              topic + ": no " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
      }
    };
  }
}
