package dev.slugline.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.bench.http.StreamReader;
import dev.slugline.bench.http.StreamReader.Arrival;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.stream.SluglineHeaders;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What each client should have got, beside what it got. */
final class StreamAccount {
  private static final long READ_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final List<StreamWish> wishes;
  private final long[] sent;

  /** The numbers of the articles by their ids. */
  private final Map<String, Integer> numbers = new HashMap<>();

  private final List<Set<String>> expected = new ArrayList<>();
  private long missing;
  private long doubled;
  private long last = Long.MIN_VALUE;
  private double[] millis = {};

  private StreamAccount(List<StreamWish> wishes, long[] sent) {
    this.wishes = wishes;
    this.sent = sent;
    wishes.forEach(wish -> expected.add(new HashSet<>()));
  }

  /**
   * Reads what was published.
   *
   * @param sent when each article was fed ({@link System#nanoTime})
   */
  static StreamAccount of(String bootstrap, String prefix, List<StreamWish> wishes, long[] sent)
      throws IOException {
    StreamAccount account = new StreamAccount(wishes, sent);
    long limit = System.nanoTime() + READ_WITHIN_NANOS;
    try (CommittedReader reader = new CommittedReader(bootstrap, List.of(prefix + ".enriched"))) {
      while (account.numbers.size() < sent.length) {
        for (ConsumerRecord<String, byte[]> record : reader.poll()) {
          account.expect(record);
        }
        if (System.nanoTime() > limit) {
          throw new IOException(
              account.numbers.size() + " of " + sent.length + " articles were published");
        }
      }
    }
    return account;
  }

  private void expect(ConsumerRecord<String, byte[]> record) throws IOException {
    JsonNode article = ArticleJson.mapper().readTree(record.value());
    numbers.put(record.key(), BenchArticles.number(article.path("sourceId").asText()));
    String tags = SluglineHeaders.get(record.headers(), SluglineHeaders.TAGS);
    Set<String> tagged = Set.of(Objects.requireNonNullElse(tags, "").split(",", -1));
    String text = article.path("title").asText() + "\n" + article.path("body").asText();
    for (int i = 0; i < wishes.size(); i++) {
      if (wishes.get(i).holds(tagged, text)) {
        expected.get(i).add(record.key());
      }
    }
  }

  /**
   * Compares; what was not asked for counts as doubled. Speed and times are those of the articles
   * behind the warm-up.
   */
  void judge(List<StreamReader> readers) {
    List<Double> all = new ArrayList<>();
    for (int i = 0; i < readers.size(); i++) {
      Set<String> due = new HashSet<>(expected.get(i));
      for (Arrival arrival : readers.get(i).arrivals()) {
        doubled += due.remove(arrival.articleId()) ? 0 : 1;
        int number = Objects.requireNonNull(numbers.get(arrival.articleId()));
        if (number >= HttpBench.WARM_UP) {
          all.add((arrival.nanos() - sent[number]) / 1e6);
          last = Math.max(last, arrival.nanos());
        }
      }
      missing += due.size();
    }
    millis = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  long events() {
    return millis.length;
  }

  long missing() {
    return missing;
  }

  long doubled() {
    return doubled;
  }

  /** From the first article fed behind the warm-up to the last event. */
  double seconds() {
    return (last - sent[HttpBench.WARM_UP]) / 1e9;
  }

  /** The time within which this share of the events was there, from feeding on. */
  double millis(double share) {
    return millis.length == 0
        ? 0
        : Math.round(millis[(int) (share * (millis.length - 1))] * 10) / 10.0;
  }
}
