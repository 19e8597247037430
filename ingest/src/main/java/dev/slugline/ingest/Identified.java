package dev.slugline.ingest;

import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.Article.Provenance;
import dev.slugline.ingest.article.Article.Retraction;
import dev.slugline.ingest.identity.Decision;
import dev.slugline.ingest.identity.Known;
import dev.slugline.ingest.stream.Emit;
import dev.slugline.ingest.stream.JsonSerde;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.SluglineHeaders;
import dev.slugline.ingest.stream.Topics;
import dev.slugline.ingest.stream.Withdrawal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * What one identified item becomes, made before any of it is sent: its receipt, the numbered
 * article for its topic and for the next stage, an entry of the register of withdrawals.
 *
 * @param id the article's
 * @param from the headers that it came with
 * @param at the Kafka timestamp of what is made
 * @param now epoch milliseconds of the wall clock
 */
record Identified(Topics topics, String id, Headers from, long at, long now) {

  /**
   * All records, in order.
   *
   * @param cause the header's word; null: what the decision says
   */
  List<Record<String, Emit<Article>>> of(
      RawItem item, @Nullable Known before, Decision decision, @Nullable String cause) {
    List<Record<String, Emit<Article>>> out = new ArrayList<>();
    out.add(receipt(item, decision));
    Article article = decision.article();
    if (article != null) {
      send(article, cause == null ? cause(article, item.backfill()) : cause, out);
      register(before, article, out);
    }
    return out;
  }

  private void send(Article article, String cause, List<Record<String, Emit<Article>>> out) {
    Headers headers = SluglineHeaders.anew(from);
    SluglineHeaders.cloudEvent(
        headers,
        article.id() + "/" + article.revision(),
        article.retracts() ? "dev.slugline.article.retracted" : "dev.slugline.article",
        "/slugline/" + topics.articles().name(),
        article.receivedAt().toString());
    SluglineHeaders.put(headers, SluglineHeaders.REVISION, Integer.toString(article.revision()));
    SluglineHeaders.put(headers, SluglineHeaders.CAUSE, cause);
    out.add(aside(topics.articles().name(), JsonSerde.bytes(article), headers));
    out.add(new Record<>(id, new Emit.Onward<>(article), at, headers));
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
      @Nullable Known before, Article article, List<Record<String, Emit<Article>>> out) {
    Retraction told = article.retraction();
    Instant returned = null;
    if (told == null && before != null) {
      told = before.withdrawal();
      returned = Instant.ofEpochMilli(now);
    }
    if (told != null) {
      Withdrawal entry = new Withdrawal(told.kind(), told.reason(), told.by(), told.at(), returned);
      out.add(aside(topics.withdrawn().name(), JsonSerde.bytes(entry), SluglineHeaders.anew(from)));
    }
  }

  private Record<String, Emit<Article>> receipt(RawItem item, Decision decision) {
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
            id,
            article == null ? null : article.revision(),
            decision.reason(),
            Instant.ofEpochMilli(now));
    Headers headers = SluglineHeaders.ofReceipt(from, item.article().format());
    return aside(topics.receipts().name(), JsonSerde.bytes(receipt), headers);
  }

  private Record<String, Emit<Article>> aside(String topic, byte[] value, Headers headers) {
    byte[] key = id.getBytes(StandardCharsets.UTF_8);
    return new Record<>(id, new Emit.Aside<>(topic, key, value), at, headers);
  }
}
