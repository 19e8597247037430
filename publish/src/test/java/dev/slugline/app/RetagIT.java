package dev.slugline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slugline.app.cli.Ran;
import dev.slugline.app.retag.Retag;
import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.Tagger;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.stream.SluglineHeaders;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Stored articles that are tagged again over a real broker. */
@Timeout(600)
class RetagIT extends LiveRules {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SANCTIONS = TestRules.rule("sanctions", "\"economic sanctions\"");
  private static final String HARBOUR = TestRules.rule("harbour", "exporter");

  /** More than a retag reads at once. */
  private static final int MANY = 600;

  @Test
  void shouldTagWhatCameInTheSpanAndNothingTwice() throws Exception {
    start();
    fed(0, 5);
    Instant since = Instant.now();
    fed(5, 10);
    Instant until = Instant.now();
    fed(10, 15);
    applyWhole(SANCTIONS, TRADE);
    List<String> span = List.of("--since", since.toString(), "--until", until.toString());

    Ran shown = retag(span);
    assertThat(shown.code()).isZero();
    assertThat(shown.out())
        .contains("would send through enrich again what came since ", " and before ")
        .endsWith("nothing was sent; add --execute\n");
    assertThat(stream().committed(stream().topics().retag())).isEmpty();

    Ran done = retag(span, "--execute");
    assertThat(done.code()).as(done.err()).isZero();
    assertThat(done.out()).startsWith("retagged 5 revisions in ");
    assertThat(articlesOf(onTag("trade"))).containsExactlyInAnyOrderElementsOf(inputs(5, 10));
    assertThat(onTag("trade"))
        .allSatisfy(
            it -> assertThat(BrokerStream.header(it, SluglineHeaders.CAUSE)).isEqualTo("retag"));
    assertThat(onTag("sanctions")).hasSize(15);
    assertThat(stream().committed(stream().out().enriched())).hasSize(20);

    // where nothing changes, no topic gets a record
    assertThat(retag(span, "--execute").out()).startsWith("retagged 5 revisions in ");
    assertThat(onTag("trade")).hasSize(5);
    assertThat(onTag("sanctions")).hasSize(15);
    assertThat(stream().committed(stream().out().enriched())).hasSize(20);
  }

  @Test
  void shouldGoOnWhereItWasInterrupted() throws Exception {
    start();
    fed(0, MANY);
    applyWhole(SANCTIONS, TRADE);
    List<String> span = List.of("--since", "1h");

    // between what it sent and its note of that
    assertThatThrownBy(
            () ->
                retag(
                    done -> {
                      throw new IllegalStateException("killed at " + done);
                    }))
        .hasMessageStartingWith("killed at ");
    Ran anew = retag(span, "--execute");
    assertThat(anew.code()).isEqualTo(1);
    assertThat(anew.err()).contains("is unfinished: up to ", "Go on with --resume");
    assertThat(retag(List.of("--resume")).out()).contains("nothing was sent; add --execute");
    Ran resumed = retag(List.of("--resume"), "--execute");

    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(articlesOf(onTag("trade"))).hasSize(MANY).doesNotHaveDuplicates();
    assertThat(stream().committed(stream().out().enriched())).hasSize(2 * MANY);
    assertThat(retag(List.of("--resume")).out()).startsWith("no unfinished retag is known; ");
    Ran none = retag(List.of("--resume", "--json"), "--execute");
    assertThat(none.code()).isZero();
    assertThat(none.out())
        .matches(
            "\\{\"executed\":true,\"catalogue\":\"\\w+\",\"sequence\":\\d+,\"records\":0,"
                + "\"sent\":0,\"refused\":0}\n");
    assertThat(none.err()).contains("no unfinished retag is known; ");
  }

  @Test
  void shouldStopWhereAnotherBegins() throws Exception {
    start();
    fed(0, MANY);
    applyWhole(SANCTIONS, TRADE);

    assertThatThrownBy(() -> retag(once(() -> retag(done -> {}))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another retag began");

    assertThat(articlesOf(onTag("trade"))).hasSize(MANY).doesNotHaveDuplicates();
  }

  @Test
  void shouldComeOutRightWhateverComesInTheMiddle() throws Exception {
    start();
    start();
    fed(0, MANY);
    applyWhole(SANCTIONS, TRADE);

    retag(
        once(
            () -> {
              try (KafkaProducer<byte[], byte[]> producer = broker.producer()) {
                for (int i : List.of(0, 1, MANY - 2, MANY - 1)) {
                  producer
                      .send(
                          raw(
                              "a" + i,
                              "Ministers agreed on nothing but the trade in"
                                  + " forbidden goods on Tuesday evening, after long talks.",
                              11))
                      .get();
                }
                for (int i : List.of(2, 3, MANY - 4, MANY - 3)) {
                  stream().feed("a" + i, ChainScenario.retraction("a" + i));
                }
              }
              applyWhole(TRADE.replace("weight: 10", "weight: 12"), HARBOUR);
            }));

    // by whichever catalogue: on the topics of the tags that it has, and on no other
    await().atMost(WITHIN).untilAsserted(this::assertTopicsAgree);
    // and by the last one, once it was retagged by it
    retag(done -> {});
    await().atMost(WITHIN).untilAsserted(this::assertTaggedByTheLastCatalogue);
    assertTopicsAgree();
    assertNothingIsTwice();
    assertThat(refused()).isEmpty();
  }

  private void assertTopicsAgree() {
    Map<String, Set<String>> should = new HashMap<>();
    table(stream().out().enriched())
        .forEach(
            (id, enriched) -> {
              List<String> tags =
                  enriched.tags().isEmpty()
                      ? List.of("none")
                      : enriched.tags().stream().map(EnrichedArticle.Tag::id).toList();
              tags.forEach(tag -> should.computeIfAbsent(tag, it -> new TreeSet<>()).add(id));
            });
    for (String tag : List.of("sanctions", "trade", "harbour", "none")) {
      assertThat(standing(tag)).as(tag).isEqualTo(should.getOrDefault(tag, Set.of()));
    }
  }

  private void assertTaggedByTheLastCatalogue() throws Exception {
    LoadedCatalogue last =
        log().read().catalogue(log().read().current().orElseThrow().manifest().hash());
    Tagger tagger = new Tagger(() -> last, "test");
    Map<String, List<EnrichedArticle.Tag>> should = new TreeMap<>();
    for (ConsumerRecord<String, Article> record :
        stream().committed(stream().topics().articles())) {
      if (record.value().retracts()) {
        should.remove(record.key());
      } else {
        should.put(record.key(), tagger.tag(record.value(), Instant.EPOCH).tags());
      }
    }
    Map<String, List<EnrichedArticle.Tag>> is = new TreeMap<>();
    table(stream().out().enriched()).forEach((id, enriched) -> is.put(id, enriched.tags()));
    assertThat(is).hasSize(MANY - 4).isEqualTo(should);
  }

  /** No topic of a tag has two records of an article after one another that say the same. */
  private void assertNothingIsTwice() {
    for (String tag : List.of("sanctions", "trade", "harbour")) {
      Map<String, String> before = new HashMap<>();
      for (ConsumerRecord<String, EnrichedArticle> record : onTag(tag)) {
        String says =
            record.value() == null
                ? "gone"
                : record.value().article().revision()
                    + record.value().tags().stream()
                        .filter(it -> it.id().equals(tag))
                        .map(it -> it.rule().version())
                        .findFirst()
                        .orElseThrow();
        assertThat(before.put(record.key(), says)).as(tag).isNotEqualTo(says);
      }
    }
  }

  /** Something to be done once, in the middle. */
  private interface Event {
    void happen() throws Exception;
  }

  private static LongConsumer once(Event event) {
    AtomicBoolean happened = new AtomicBoolean();
    return done -> {
      if (happened.compareAndSet(false, true)) {
        try {
          event.happen();
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      }
    };
  }

  private void retag(LongConsumer told) throws Exception {
    try (Retag retag = new Retag(stream().config())) {
      long sequence = log().read().current().orElseThrow().sequence();
      retag.run(Instant.EPOCH, null, sequence, PATIENCE, told);
    }
  }

  private Ran retag(List<String> args, String... more) {
    List<String> all = new ArrayList<>(List.of("retag"));
    all.addAll(args);
    all.addAll(List.of(more));
    return command(all);
  }

  private static Set<String> inputs(int from, int to) {
    Set<String> ids = new HashSet<>();
    for (int i = from; i < to; i++) {
      ids.add("a" + i);
    }
    return ids;
  }

  private static List<String> articlesOf(List<ConsumerRecord<String, EnrichedArticle>> records) {
    return records.stream().map(it -> it.value().article().sourceId()).toList();
  }
}
