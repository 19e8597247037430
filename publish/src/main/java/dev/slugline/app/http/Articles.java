package dev.slugline.app.http;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.http.Route.Access;
import dev.slugline.app.kafka.RawPosition;
import dev.slugline.app.kafka.RawReceipts;
import dev.slugline.app.kafka.RawRetraction;
import dev.slugline.app.kafka.RawWriter;
import dev.slugline.app.kafka.RecentReceipts;
import dev.slugline.app.letters.TraceParent;
import dev.slugline.app.view.View;
import dev.slugline.ingest.format.json.JsonKey;
import dev.slugline.ingest.stream.ContentType;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.Topics;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes articles in and back: a request's body is one raw record. Answered only once Kafka has it,
 * and, for whoever prefers to wait, with what became of it.
 */
final class Articles implements Route.Resource {
  private static final Logger LOG = LoggerFactory.getLogger(Articles.class);
  private static final long BYTES_AT_ONCE = 64L * 1024 * 1024;

  /** Longer than a record can take until Kafka has it, or is given up. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

  /** The view is a moment behind the receipts; should it be further behind, that is known. */
  private static final Duration VIEW_WITHIN = Duration.ofSeconds(5);

  private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

  private static final int LONGEST_KEY = 1_024;
  private static final int LONGEST_REASON = 2_000;

  private final String topic;
  private final RequestBody body;
  private final FeedBudget budget;
  private final RawWriter writer;
  private final RecentReceipts recent;
  private final View view;
  private final Duration idle;

  Articles(
      SluglineConfig config,
      HttpLimits limits,
      RawWriter writer,
      RecentReceipts recent,
      View view) {
    this.topic = new Topics(config.text("prefix")).raw().name();
    this.body =
        new RequestBody(
            config.number("raw.max.bytes"), config.number("unpacked.max.ratio"), limits.body());
    this.budget = new FeedBudget(limits.feeds(), BYTES_AT_ONCE);
    this.writer = writer;
    this.recent = recent;
    this.view = view;
    this.idle = limits.idle();
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(
            HandlerType.POST,
            "/v1/articles",
            Access.WRITE,
            Set.of("key", "source", "backfill"),
            this::post),
        new Route(
            HandlerType.DELETE,
            "/v1/articles/{id}",
            Access.WRITE,
            Set.of("reason", "kind", "by"),
            this::delete));
  }

  private void post(Context context) throws Problem, IOException {
    String declared = MediaTypes.declared(context.header("Content-Type"));
    MediaTypes.refuseType(declared);
    boolean backfill = isBackfill(context);
    FeedBudget.Share share = budget.take();
    try {
      byte[] value = body.read(context, share);
      if (value.length == 0) {
        throw new Problem(400, "empty", "Empty body", "The body is to be the article, or several");
      }
      MediaTypes.refuseBytes(value);
      Headers headers = new RecordHeaders();
      String type = ContentType.of(declared, Parameters.given(context, "source"));
      if (type != null) {
        SluglineHeaders.put(headers, SluglineHeaders.CONTENT_TYPE, type);
      }
      if (backfill) {
        SluglineHeaders.put(headers, SluglineHeaders.CAUSE, "backfill");
      }
      write(context, record(key(context, value), value, headers), share, receipts -> DONE);
    } catch (Problem | IOException | RuntimeException e) {
      share.close();
      throw e;
    }
  }

  private static boolean isBackfill(Context context) throws Problem {
    String backfill = Parameters.given(context, "backfill");
    if (backfill != null && !backfill.matches("true|false")) {
      throw Parameters.bad("backfill", "takes true or false", backfill);
    }
    return "true".equals(backfill);
  }

  /**
   * As given, else the name that a JSON object gives its article; versions of one stay in order.
   */
  private static @Nullable String key(Context context, byte[] value) throws Problem {
    String given = Parameters.given(context, "key");
    String key = given == null ? context.header("Idempotency-Key") : given;
    if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
      String takes = "takes 1 to " + LONGEST_KEY + " characters, not " + key.strip().length();
      throw given == null
          ? new Problem(400, "bad-header", "Bad header", "The header 'Idempotency-Key' " + takes)
          : Parameters.bad("key", takes);
    }
    return key == null ? JsonKey.of(value) : key;
  }

  private void delete(Context context) throws Problem {
    String id = context.pathParam("id");
    if (!RawRetraction.isId(id)) {
      throw Parameters.bad("id", "takes 16 characters of a-z and 2-7, as receipts tell it", id);
    }
    String reason = text(context, "reason", null);
    String kind = text(context, "kind", "canceled");
    if (!kind.matches("canceled|withheld")) {
      throw Parameters.bad(
          "kind", "takes canceled (for ever) or withheld (a newer version may return)", kind);
    }
    RawRetraction retraction = new RawRetraction(kind, reason, text(context, "by", "http"));
    ProducerRecord<byte[], byte[]> record = retraction.of(topic, id);
    FeedBudget.Share share = budget.take();
    try {
      write(context, record, share, receipts -> withdrawn(id, receipts));
    } catch (RuntimeException e) {
      share.close();
      throw e;
    }
  }

  /** A short text that must be given unless there is one for when it is not. */
  private static String text(Context context, String parameter, @Nullable String otherwise)
      throws Problem {
    String given = Objects.requireNonNullElse(Parameters.given(context, parameter), "").strip();
    if (given.isEmpty() && otherwise == null) {
      throw Parameters.bad(parameter, "is needed: why the article is taken back, for the register");
    }
    if (given.length() > LONGEST_REASON) {
      throw Parameters.bad(
          parameter, "takes at most " + LONGEST_REASON + " characters, not " + given.length());
    }
    return given.isEmpty() ? Objects.requireNonNull(otherwise) : given;
  }

  @SuppressWarnings("NullAway") // no partition is chosen, and there may be no key: Kafka's null
  private ProducerRecord<byte[], byte[]> record(
      @Nullable String key, byte[] value, Headers headers) {
    byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(topic, null, bytes, value, headers);
  }

  /** Where a raw record lies, and its receipts if they were waited for and came in time. */
  private record Written(RawPosition position, @Nullable RawReceipts receipts) {}

  /**
   * Answers once Kafka has it, on a thread of the server: to write to a client that does not read
   * takes long, and who says that something is there says so to all.
   */
  private void write(
      Context context,
      ProducerRecord<byte[], byte[]> record,
      FeedBudget.Share share,
      Function<RawReceipts, CompletableFuture<Void>> afterwards) {
    TraceParent trace = TraceParent.of(context.header("traceparent"));
    if (trace != null) {
      SluglineHeaders.put(record.headers(), SluglineHeaders.TRACEPARENT, trace.toString());
    }
    Duration wait = Prefer.wait(ListHeader.of(context, "Prefer"));
    Patience.set(context, ANSWER_WITHIN.plus(wait).plus(VIEW_WITHIN));
    context.future(
        () ->
            writer
                .write(record)
                .whenComplete((at, failure) -> share.close())
                .handle(Articles::position)
                .thenCompose(position -> await(position, wait, afterwards))
                .whenCompleteAsync(
                    (written, failure) -> Patience.set(context, idle),
                    context.req().getAsyncContext()::start)
                .thenAccept(written -> answer(context, wait, written)));
  }

  /** Whoever was told that an article is withdrawn is not to read it once more. */
  private CompletableFuture<Void> withdrawn(String id, RawReceipts receipts) {
    boolean retracted =
        receipts.receipts().stream().anyMatch(it -> it.outcome().equals("retraction"));
    return retracted ? view.awaitWithdrawal(id, VIEW_WITHIN) : DONE;
  }

  private CompletableFuture<Written> await(
      RawPosition position,
      Duration wait,
      Function<RawReceipts, CompletableFuture<Void>> afterwards) {
    if (wait.isZero()) {
      return CompletableFuture.completedFuture(new Written(position, null));
    }
    return recent
        .await(position, wait)
        .thenCompose(
            receipts ->
                (receipts == null ? DONE : afterwards.apply(receipts))
                    .thenApply(done -> new Written(position, receipts)));
  }

  private void answer(Context context, Duration wait, Written written) {
    RawPosition position = written.position();
    context.header("Location", ReceiptAnswer.address(position));
    if (!wait.isZero()) {
      context.header("Preference-Applied", "wait=" + wait.toSeconds());
    }
    if (written.receipts() != null) {
      ReceiptAnswer.whole(context, position, written.receipts());
    } else {
      ReceiptAnswer.accepted(context, position, wait.isZero() ? null : recent.of(position));
    }
  }

  private static RawPosition position(@Nullable RecordMetadata at, @Nullable Throwable failure) {
    if (at != null && failure == null) {
      return new RawPosition(at.partition(), at.offset());
    }
    Unwritten unwritten = Unwritten.of(Objects.requireNonNull(failure));
    if (!unwritten.log().isEmpty()) {
      LOG.warn("{}", unwritten.log());
    }
    throw new CompletionException(unwritten.problem());
  }
}
