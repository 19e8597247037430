package dev.slugline.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.Article.Provenance;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.stream.DeadLetter;
import dev.slugline.ingest.stream.Emit;
import dev.slugline.ingest.stream.JsonSerde;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a processor throws and no stage caught: what the processor was given becomes a dead letter
 * with its receipt, in the same transaction, and the stream goes on.
 *
 * <p>The bytes are those of the very record that the processor was given, never the "source record"
 * of Kafka's context, which may be another one where something is sent later than it was made. What
 * Kafka itself throws (a failed send surfaces in whichever processor sends next) is never
 * continued: the thread ends, its transaction is undone and it is replaced.
 */
public final class LastNet implements ProcessingExceptionHandler {
  /** Where the topics' prefix stands in the configuration of Streams. */
  public static final String PREFIX_CONFIG = "slugline.prefix";

  private static final Logger LOG = LoggerFactory.getLogger(LastNet.class);
  private static final byte[] NONE = {};
  private static final String CODE = "processor";

  private final FailureLog log = new FailureLog(LOG);
  private @Nullable Topics topics;

  @Override
  public void configure(Map<String, ?> configs) {
    topics = topics(configs);
  }

  static Topics topics(Map<String, ?> configs) {
    Object prefix = configs.get(PREFIX_CONFIG);
    if (prefix == null) {
      throw new IllegalArgumentException(PREFIX_CONFIG + " is not set");
    }
    return new Topics(prefix.toString());
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, @Nullable Record<?, ?> record, Exception exception) {
    Failed failed = record == null ? null : failed(record, record.value());
    if (topics == null || failed == null || isKafkas(exception)) {
      return Response.fail();
    }
    log.failed(
        "%s failed at %s-%d offset %d; what it was given is a dead letter%s"
            .formatted(
                context.processorNodeId(),
                context.topic(),
                context.partition(),
                context.offset(),
                failed.secret() ? ", without its bytes, since it is embargoed" : ""),
        exception);
    return Response.resume(letters(topics, context, failed, exception));
  }

  private static boolean isKafkas(Exception exception) {
    // a serde of ours fails on its own record, all else of Kafka's is about the broker or the store
    return (exception instanceof KafkaException && !(exception instanceof SerializationException))
        || Arrays.stream(exception.getStackTrace())
            .anyMatch(frame -> frame.getClassName().startsWith("org.apache.kafka.clients."));
  }

  /**
   * What a processor was given.
   *
   * @param articleId null: not known yet
   * @param place of the raw item; null: it does not say
   * @param format null: not known
   * @param secret whether it is embargoed: then neither it nor what was said of it is shown
   */
  private record Failed(
      byte @Nullable [] key,
      byte[] value,
      Headers headers,
      @Nullable String articleId,
      @Nullable Integer revision,
      @Nullable Provenance place,
      int items,
      @Nullable String format,
      boolean secret) {}

  /** Null for what no stage takes, such as records on their way to a sink. */
  private static @Nullable Failed failed(Record<?, ?> record, @Nullable Object value) {
    if (value instanceof Emit.Onward<?> onward) {
      return failed(record, onward.value());
    }
    byte[] key =
        record.key() instanceof String text
            ? text.getBytes(StandardCharsets.UTF_8)
            : (byte[]) record.key();
    Article article =
        value instanceof Article it
            ? it
            : value instanceof EnrichedArticle enriched ? enriched.article() : null;
    if (article != null) {
      byte[] json = JsonSerde.bytes(article);
      Provenance place = article.provenance();
      int items = place == null ? 1 : place.item();
      return new Failed(
          key,
          json,
          record.headers(),
          article.id(),
          article.revision(),
          place,
          items,
          article.format(),
          false);
    }
    return value instanceof byte[] bytes ? parsed(record, key, bytes) : null;
  }

  /** Raw bytes, or a parsed item on the repartition, whose envelope says where it came from. */
  private static Failed parsed(Record<?, ?> record, byte @Nullable [] key, byte[] bytes) {
    if (record.key() instanceof String id) {
      try {
        JsonNode crossing = ArticleJson.mapper().readTree(bytes);
        JsonNode item = crossing.path("item");
        JsonNode from = item.path("article").path("provenance");
        boolean secret = isSecret(crossing);
        byte[] shown = secret ? NONE : bytes;
        if (from.isObject()) {
          Provenance place = ArticleJson.mapper().treeToValue(from, Provenance.class);
          int items = item.path("items").asInt(1);
          String format = item.path("article").path("format").asText(null);
          return new Failed(key, shown, record.headers(), id, null, place, items, format, secret);
        }
        return new Failed(key, shown, record.headers(), null, null, null, 1, null, secret);
      } catch (IOException e) {
        LOG.debug("no parsed item of ours", e);
      }
    }
    return new Failed(key, bytes, record.headers(), null, null, null, 1, null, false);
  }

  /** Whether an embargoed text is in it, which must not be shown here either. */
  private static boolean isSecret(JsonNode crossing) {
    String until = crossing.path("item").path("article").path("embargoedUntil").asText("");
    try {
      return crossing.has("letter")
          || (!until.isEmpty() && Instant.parse(until).isAfter(Instant.now()));
    } catch (DateTimeParseException e) {
      return true;
    }
  }

  private static List<ProducerRecord<byte[], byte[]>> letters(
      Topics topics, ErrorHandlerContext context, Failed failed, Exception exception) {
    Instant now = Instant.now();
    String stage = stage(context.processorNodeId());
    String reason =
        context.processorNodeId()
            + (failed.secret()
                ? " failed on what is embargoed; its bytes stay where it was read"
                : " failed: " + exception);
    Provenance given = failed.place();
    Provenance place =
        given != null
            ? given
            : new Provenance(context.topic(), context.partition(), context.offset(), 1);
    DeadLetter letter =
        new DeadLetter(
            failed.value(),
            CODE,
            reason,
            stage,
            place.topic(),
            place.partition(),
            place.offset(),
            Integer.toString(place.item()),
            now);
    boolean raw = given == null && place.topic().equals(topics.raw().name());
    Headers headers =
        raw ? letter.headersOfRaw(failed.headers(), 1) : letter.headers(failed.headers());
    List<ProducerRecord<byte[], byte[]>> letters = new ArrayList<>();
    letters.add(record(topics.deadLetter().name(), context, failed, failed.value(), headers));
    if (place.topic().equals(topics.raw().name())) {
      String key = failed.key() == null ? null : new String(failed.key(), StandardCharsets.UTF_8);
      Receipt receipt =
          new Receipt(
              place.topic(),
              place.partition(),
              place.offset(),
              failed.articleId() == null ? key : null,
              place.item(),
              failed.items(),
              stage,
              "dead-letter",
              failed.articleId(),
              failed.revision(),
              CODE + ": " + reason,
              now);
      letters.add(
          record(
              topics.receipts().name(),
              context,
              failed,
              JsonSerde.bytes(receipt),
              SluglineHeaders.ofReceipt(failed.headers(), failed.format())));
    }
    return letters;
  }

  @SuppressWarnings("NullAway") // no partition is chosen, a key may be missing: Kafka's nulls
  private static ProducerRecord<byte[], byte[]> record(
      String topic, ErrorHandlerContext context, Failed failed, byte[] value, Headers headers) {
    return new ProducerRecord<>(topic, null, context.timestamp(), failed.key(), value, headers);
  }

  /** The first word of a processor's name is its stage's. */
  static String stage(String node) {
    int dash = node.indexOf('-');
    return dash < 0 ? node : node.substring(0, dash);
  }
}
