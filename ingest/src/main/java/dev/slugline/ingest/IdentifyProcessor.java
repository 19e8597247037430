package dev.slugline.ingest;

import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.Article.Provenance;
import dev.slugline.ingest.article.Article.Retraction;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.identity.Decision;
import dev.slugline.ingest.identity.Identity;
import dev.slugline.ingest.identity.Known;
import dev.slugline.ingest.stream.EarlyCommit;
import dev.slugline.ingest.stream.Emit;
import dev.slugline.ingest.stream.JsonSerde;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.StoreSweep;
import dev.slugline.ingest.stream.StreamSettings;
import dev.slugline.ingest.stream.Withdrawal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Tells new articles, revisions, repeats, late versions and retractions apart, numbers what goes
 * on, and gives every item its receipt. What has not changed for the settings' history is
 * forgotten, in slices by the wall clock; what is withdrawn never is. Everything is made before
 * anything is remembered or sent, so a failure leaves no half of an item behind.
 */
final class IdentifyProcessor extends ContextualProcessor<String, byte[], String, Emit<Article>> {

  private final StreamSettings settings;
  private @Nullable KeyValueStore<String, Known> store;
  private @Nullable EarlyCommit commit;

  IdentifyProcessor(StreamSettings settings) {
    this.settings = settings;
  }

  @Override
  public void init(ProcessorContext<String, Emit<Article>> context) {
    super.init(context);
    commit = EarlyCommit.of(context);
    store = context.getStateStore(IngestStage.STORE);
    StoreSweep.schedule(
        context,
        store(),
        settings.history(),
        known -> known.withdrawal() != null ? Long.MAX_VALUE : known.touched());
  }

  @Override
  public void process(Record<String, byte[]> record) {
    RawItem item = read(record.value());
    long now = context().currentSystemTimeMs();
    Known before = store().get(record.key());
    Decision decision = Identity.decide(before, item.article(), now);
    if (decision.outcome() == null) {
      return;
    }
    List<Record<String, Emit<Article>>> out = new ArrayList<>();
    out.add(receipt(record, item, decision, now));
    Article article = decision.article();
    if (article != null) {
      send(record, article, cause(article, item.backfill()), out);
      register(record, before, article, now, out);
    }
    store().put(record.key(), decision.next());
    out.forEach(context()::forward);
    Objects.requireNonNull(commit).after(record);
  }

  private void send(
      Record<String, byte[]> record,
      Article article,
      String cause,
      List<Record<String, Emit<Article>>> out) {
    Headers headers = SluglineHeaders.anew(record.headers());
    SluglineHeaders.cloudEvent(
        headers,
        article.id() + "/" + article.revision(),
        article.retracts() ? "dev.slugline.article.retracted" : "dev.slugline.article",
        "/slugline/" + settings.topics().articles().name(),
        article.receivedAt().toString());
    SluglineHeaders.put(headers, SluglineHeaders.REVISION, Integer.toString(article.revision()));
    SluglineHeaders.put(headers, SluglineHeaders.CAUSE, cause);
    out.add(aside(settings.topics().articles().name(), record, JsonSerde.bytes(article), headers));
    out.add(new Record<>(record.key(), new Emit.Onward<>(article), record.timestamp(), headers));
  }

  private static String cause(Article article, boolean backfill) {
    if (article.retracts()) {
      return "retraction";
    }
    if (backfill) {
      return "backfill";
    }
    String kind = Objects.requireNonNull(article.change()).kind();
    return kind.equals("new") || kind.equals("correction") ? kind : "revision";
  }

  private void register(
      Record<String, byte[]> record,
      @Nullable Known before,
      Article article,
      long now,
      List<Record<String, Emit<Article>>> out) {
    Retraction retraction = article.retraction();
    Withdrawal entry = null;
    if (retraction != null) {
      entry =
          new Withdrawal(
              retraction.kind(), retraction.reason(), retraction.by(), retraction.at(), null);
    } else if (before != null && before.withdrawal() != null) {
      Instant at = Instant.ofEpochMilli(now);
      entry = new Withdrawal(before.withdrawal(), null, null, at, at);
    }
    if (entry != null) {
      out.add(
          aside(
              settings.topics().withdrawn().name(),
              record,
              JsonSerde.bytes(entry),
              SluglineHeaders.anew(record.headers())));
    }
  }

  private Record<String, Emit<Article>> receipt(
      Record<String, byte[]> record, RawItem item, Decision decision, long now) {
    Provenance place = Objects.requireNonNull(item.article().provenance());
    Article article = decision.article();
    Receipt receipt =
        new Receipt(
            place.topic(),
            place.partition(),
            place.offset(),
            item.key(),
            place.item(),
            item.items(),
            "ingest",
            Objects.requireNonNull(decision.outcome()),
            record.key(),
            article == null ? null : article.revision(),
            decision.reason(),
            Instant.ofEpochMilli(now));
    return aside(
        settings.topics().receipts().name(),
        record,
        JsonSerde.bytes(receipt),
        SluglineHeaders.anew(record.headers()));
  }

  private static Record<String, Emit<Article>> aside(
      String topic, Record<String, byte[]> record, byte[] value, Headers headers) {
    byte[] key = record.key().getBytes(StandardCharsets.UTF_8);
    return new Record<>(
        record.key(), new Emit.Aside<>(topic, key, value), record.timestamp(), headers);
  }

  private static RawItem read(byte[] json) {
    try {
      return ArticleJson.mapper().readValue(json, RawItem.class);
    } catch (IOException e) {
      // Our own bytes, read back; whoever wrote others there finds them in the dead letters.
      throw new UncheckedIOException(e);
    }
  }

  private KeyValueStore<String, Known> store() {
    return Objects.requireNonNull(store);
  }
}
