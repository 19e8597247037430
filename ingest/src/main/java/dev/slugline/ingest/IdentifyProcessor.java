package dev.slugline.ingest;

import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.identity.Arrival;
import dev.slugline.ingest.identity.Decision;
import dev.slugline.ingest.identity.Identity;
import dev.slugline.ingest.identity.Known;
import dev.slugline.ingest.identity.Waiting;
import dev.slugline.ingest.stream.EarlyCommit;
import dev.slugline.ingest.stream.Embargo;
import dev.slugline.ingest.stream.Emit;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.StoreSweep;
import dev.slugline.ingest.stream.StreamSettings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Tells new articles, revisions, repeats, late versions and retractions apart, numbers what goes
 * on, holds what is embargoed until its time, and gives every item its receipt. What has not
 * changed for the settings' history is forgotten, in slices by the wall clock; what is withdrawn or
 * waits never is. Everything is made before anything is remembered or sent, so a failure leaves no
 * half of an item behind.
 */
final class IdentifyProcessor extends ContextualProcessor<String, byte[], String, Emit<Article>> {
  /** How often it looks for embargoes that have ended: well within the second that is promised. */
  private static final Duration LOOK = Duration.ofMillis(250);

  /** So many are released at a look, so that a thousand of one hour do not hold up the stream. */
  private static final int AT_A_LOOK = 200;

  private final StreamSettings settings;
  private @Nullable KeyValueStore<String, Known> store;
  private @Nullable EmbargoStore embargoes;
  private @Nullable EarlyCommit commit;

  IdentifyProcessor(StreamSettings settings) {
    this.settings = settings;
  }

  @Override
  public void init(ProcessorContext<String, Emit<Article>> context) {
    super.init(context);
    commit = EarlyCommit.of(context);
    store = context.getStateStore(IngestStage.STORE);
    embargoes = new EmbargoStore(context.getStateStore(IngestStage.EMBARGO));
    StoreSweep.schedule(
        context,
        store(),
        settings.history(),
        known ->
            known.withdrawal() != null || known.waiting() != null
                ? Long.MAX_VALUE
                : known.touched());
    context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, this::release);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    Crossing crossing = Crossing.read(record.value());
    RawItem item = crossing.item();
    HeldLetter letter = crossing.letter();
    if (letter != null) {
      embargoes().put(letter.until(), record.key(), record.value());
    } else if (item != null) {
      identify(record, item);
    }
    Objects.requireNonNull(commit).after(record);
  }

  private void identify(Record<String, byte[]> record, RawItem item) {
    long now = context().currentSystemTimeMs();
    String id = record.key();
    Known before = store().get(id);
    boolean holds = settings.embargo() != Embargo.mark;
    Decision decision =
        Identity.decide(before, new Arrival(item.article(), item.corrects(), holds), now);
    if (decision.outcome() == null) {
      return;
    }
    List<Record<String, Emit<Article>>> out =
        new Identified(settings.topics(), id, record.headers(), record.timestamp(), now)
            .of(item, before, decision, null);
    keep(id, before == null ? null : before.waiting(), record, item, decision);
    store().put(id, decision.next());
    out.forEach(context()::forward);
  }

  /** Takes the text that waits in or out, as was decided. */
  private void keep(
      String id,
      @Nullable Waiting before,
      Record<String, byte[]> record,
      RawItem item,
      Decision decision) {
    Waiting after = decision.next().waiting();
    if (before != null && (after == null || !after.until().equals(before.until()))) {
      embargoes().delete(before.until(), id);
    }
    if (after != null && "held".equals(decision.outcome())) {
      String trace = SluglineHeaders.get(record.headers(), SluglineHeaders.TRACEPARENT);
      embargoes().put(after.until(), id, Crossing.of(item.traced(trace)));
    }
  }

  private void release(long now) {
    for (EmbargoStore.Due due : embargoes().due(now, AT_A_LOOK)) {
      RawItem item = due.what().item();
      HeldLetter letter = due.what().letter();
      if (item != null) {
        release(due.id(), item, now);
      } else if (letter != null) {
        context().forward(letter(due.id(), letter, now));
      }
      embargoes().delete(due);
      Objects.requireNonNull(commit).at(now);
    }
  }

  private void release(String id, RawItem item, long now) {
    Known before = store().get(id);
    Decision decision =
        Identity.release(before, new Arrival(item.article(), item.corrects(), true), now);
    Headers headers = new RecordHeaders();
    if (item.trace() != null) {
      SluglineHeaders.put(headers, SluglineHeaders.TRACEPARENT, item.trace());
    }
    List<Record<String, Emit<Article>>> out =
        new Identified(settings.topics(), id, headers, now, now)
            .of(item, before, decision, "release");
    store().put(id, decision.next());
    out.forEach(context()::forward);
  }

  @SuppressWarnings("NullAway") // a raw record may have no key; Kafka's API is not annotated
  private Record<String, Emit<Article>> letter(String id, HeldLetter letter, long now) {
    Headers headers = new RecordHeaders();
    letter.headers().forEach((name, value) -> SluglineHeaders.put(headers, name, value));
    String topic = settings.topics().deadLetter().name();
    return new Record<>(id, new Emit.Aside<>(topic, letter.key(), letter.value()), now, headers);
  }

  private KeyValueStore<String, Known> store() {
    return Objects.requireNonNull(store);
  }

  private EmbargoStore embargoes() {
    return Objects.requireNonNull(embargoes);
  }
}
