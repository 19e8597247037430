package dev.slugline.app;

import dev.slugline.ingest.stream.DeadLetter;
import dev.slugline.ingest.stream.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a source cannot read becomes a dead letter, whole, and the stream goes on. The bytes are
 * those of the consumed record itself. No receipt: what cannot be read says of no raw item.
 */
public final class UnreadableRecord implements DeserializationExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(UnreadableRecord.class);

  private final FailureLog log = new FailureLog(LOG);
  private @Nullable Topics topics;

  @Override
  public void configure(Map<String, ?> configs) {
    topics = LastNet.topics(configs);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
    if (topics == null) {
      return Response.fail();
    }
    log.failed(
        "unreadable: %s-%d offset %d; it is a dead letter"
            .formatted(record.topic(), record.partition(), record.offset()),
        exception);
    Headers headers =
        new DeadLetter(
                record.value(),
                "processor",
                context.processorNodeId() + " cannot read it: " + exception,
                LastNet.stage(context.processorNodeId()),
                record.topic(),
                record.partition(),
                record.offset(),
                "1",
                Instant.now())
            .headers(record.headers());
    return Response.resume(List.of(letter(topics, record, headers)));
  }

  @SuppressWarnings("NullAway") // no partition is chosen: Kafka's null
  private static ProducerRecord<byte[], byte[]> letter(
      Topics topics, ConsumerRecord<byte[], byte[]> record, Headers headers) {
    return new ProducerRecord<>(
        topics.deadLetter().name(),
        null,
        record.timestamp(),
        record.key(),
        record.value(),
        headers);
  }
}
