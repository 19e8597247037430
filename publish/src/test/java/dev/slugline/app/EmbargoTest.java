package dev.slugline.app;

import static dev.slugline.app.ChainScenario.OUT;
import static dev.slugline.app.ChainScenario.TOPICS;
import static dev.slugline.app.EmbargoedStream.NINE;
import static dev.slugline.app.EmbargoedStream.SECRET;
import static dev.slugline.app.EmbargoedStream.START;
import static dev.slugline.app.EmbargoedStream.TEN;
import static dev.slugline.app.EmbargoedStream.TRACE;
import static dev.slugline.app.EmbargoedStream.header;
import static dev.slugline.app.EmbargoedStream.item;
import static dev.slugline.app.EmbargoedStream.undated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.stream.Embargo;
import dev.slugline.ingest.stream.Receipt;
import dev.slugline.ingest.stream.SluglineHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an embargoed article, by a clock that the test moves. */
class EmbargoTest {
  @TempDir Path dir = Path.of("");
  private EmbargoedStream stream;

  @BeforeEach
  void start() throws Exception {
    stream = new EmbargoedStream(dir.resolve("hold"), Embargo.hold);
  }

  @AfterEach
  void stop() {
    stream.close();
  }

  @Test
  void shouldHoldAnArticleAndReleaseItAtItsTime() {
    stream.feed(item("a", NINE, "The plan of " + SECRET, 1));

    assertThat(stream.outcomes()).containsExactly("held");
    assertThat(stream.receipt(0).reason()).isEqualTo("until " + NINE);
    assertThat(stream.receipt(0).revision()).isNull();
    stream.assertNothingIsOut();
    stream.advance(Duration.ofMinutes(59));
    stream.assertNothingIsOut();

    stream.advance(Duration.ofMinutes(1));

    assertThat(stream.outcomes()).containsExactly("held", "released");
    Receipt released = stream.receipt(1);
    assertThat(released.stage()).isEqualTo("ingest");
    assertThat(released.revision()).isEqualTo(1);
    assertThat(released)
        .extracting(Receipt::topic, Receipt::offset, Receipt::item, Receipt::items)
        .containsExactly("news.raw", 0L, 1, 1);
    TestRecord<byte[], byte[]> tagged = stream.records(OUT.tag("sanctions").name()).get(0);
    assertThat(new String(tagged.value(), StandardCharsets.UTF_8)).contains(SECRET);
    assertThat(header(tagged, SluglineHeaders.CAUSE)).isEqualTo("release");
    assertThat(header(tagged, SluglineHeaders.TRACEPARENT)).isEqualTo(TRACE);
    assertThat(tagged.getRecordTime()).isEqualTo(NINE);
    Article article = stream.articles().get(0);
    assertThat(Objects.requireNonNull(article.provenance()).offset()).isZero();
    assertThat(Objects.requireNonNull(article.change()).kind()).isEqualTo("new");
    assertThat(article.embargoedUntil()).isEqualTo(NINE);
    stream.advance(Duration.ofDays(1));
    assertThat(stream.articles()).hasSize(1);
  }

  @Test
  void shouldPublishAtOnceWhatIsOverAlready() {
    stream.feed(item("a", START.minusSeconds(1), "The plan", 1));

    assertThat(stream.outcomes()).containsExactly("article");
  }

  @Test
  void shouldMoveTheTimeByALaterVersion() {
    stream.feed(item("a", NINE, "First plan of " + SECRET, 1));
    stream.feed(item("a", TEN, "Second plan of " + SECRET, 2));
    stream.advance(Duration.ofMinutes(61));
    stream.assertNothingIsOut();

    stream.advance(Duration.ofHours(1));

    assertThat(stream.outcomes()).containsExactly("held", "held", "released");
    assertThat(stream.receipt(1).reason()).contains("until " + TEN).contains("held until " + NINE);
    assertThat(stream.articles())
        .extracting(Article::title)
        .containsExactly("Second plan of " + SECRET);
  }

  @Test
  void shouldLiftItByALaterVersionThatHasNone() {
    stream.feed(item("a", NINE, "The plan of " + SECRET, 1));
    stream.feed(item("a", null, "The plan of " + SECRET, 2));

    assertThat(stream.outcomes()).containsExactly("held", "article");
    stream.advance(Duration.ofHours(2));
    assertThat(stream.outcomes()).hasSize(2);
    assertThat(stream.articles()).hasSize(1);
  }

  @Test
  void shouldLiftItWithoutAnyDateOrVersion() {
    stream.feed(undated("a", NINE, "The plan of " + SECRET));
    stream.feed(undated("a", null, "The plan of " + SECRET));

    assertThat(stream.outcomes()).containsExactly("held", "article");
  }

  @Test
  void shouldKnowARepeatAndAnOlderVersionOfWhatWaits() {
    stream.feed(item("a", NINE, "The plan of " + SECRET, 5));
    stream.feed(item("a", NINE, "The plan of " + SECRET, 5));
    stream.feed(item("a", null, "An older plan of " + SECRET, 4));

    assertThat(stream.outcomes()).containsExactly("held", "repeat", "stale");
    stream.assertNothingIsOut();
  }

  @Test
  void shouldNotLetARepeatOfAnEarlierHeldTextComeBack() {
    stream.feed(undated("a", NINE, "First plan of " + SECRET));
    stream.feed(undated("a", NINE, "Second plan of " + SECRET));
    stream.feed(undated("a", NINE, "First plan of " + SECRET));
    stream.advance(Duration.ofHours(1));

    assertThat(stream.outcomes()).containsExactly("held", "held", "repeat", "released");
    assertThat(stream.articles())
        .extracting(Article::title)
        .containsExactly("Second plan of " + SECRET);
  }

  @Test
  void shouldDropWhatWaitsWhenItIsKilled() {
    stream.feed(item("a", NINE, "The plan of " + SECRET, 1));
    stream.feed("{\"id\":\"a\",\"source\":\"wire\",\"pubstatus\":\"canceled\"}");
    stream.advance(Duration.ofHours(2));
    stream.feed(item("a", NINE, "The plan of " + SECRET, 1));

    assertThat(stream.outcomes()).containsExactly("held", "retraction", "withdrawn");
    stream.assertNothingIsOut();
    assertThat(stream.records(TOPICS.withdrawn().name())).hasSize(1);
  }

  @Test
  void shouldLeaveTheOlderRevisionWhileANewerOneWaits() {
    stream.feed(item("a", null, "The plan", 1));
    stream.feed(item("a", NINE, "The plan of " + SECRET, 2));
    assertThat(stream.articles()).hasSize(1);
    assertThat(stream.records(OUT.tag("sanctions").name())).hasSize(1);

    stream.advance(Duration.ofHours(1));

    assertThat(stream.outcomes()).containsExactly("article", "held", "released");
    assertThat(stream.articles()).extracting(Article::revision).containsExactly(1, 2);
  }

  @Test
  void shouldHoldTheReturnOfWhatIsWithheld() {
    stream.feed(item("a", null, "The plan", 1));
    stream.feed("{\"id\":\"a\",\"source\":\"wire\",\"pubstatus\":\"withheld\",\"version\":2}");
    stream.feed(item("a", NINE, "The plan of " + SECRET, 3));
    assertThat(stream.records(TOPICS.withdrawn().name())).hasSize(1);

    stream.advance(Duration.ofHours(1));

    assertThat(stream.outcomes()).containsExactly("article", "retraction", "held", "released");
    assertThat(stream.text(TOPICS.withdrawn().name(), 1)).contains("returnedAt");
    assertThat(stream.articles()).extracting(Article::revision).containsExactly(1, 2, 3);
  }

  @Test
  void shouldReleaseManyOfOneTime() {
    for (int i = 0; i < 450; i++) {
      stream.feed(item("a" + i, NINE, "The plan of " + SECRET, 1));
    }
    for (int i = 0; i < 3; i++) {
      stream.advance(Duration.ofHours(1));
    }

    assertThat(stream.articles()).hasSize(450);
  }

  @Test
  void shouldPublishAtOnceWhereEmbargoesAreMarked() throws Exception {
    startAgain(Embargo.mark);
    stream.feed(item("a", NINE, "The plan of " + SECRET, 1));

    assertThat(stream.outcomes()).containsExactly("article");
    assertThat(stream.articles()).extracting(Article::embargoedUntil).containsExactly(NINE);
  }

  @Test
  void shouldSkipWhereEmbargoesAreRefused() throws Exception {
    startAgain(Embargo.refuse);
    stream.feed("[" + item("a", NINE, "The plan of " + SECRET, 1) + ",{\"id\":");

    assertThat(stream.receipts())
        .extracting(Receipt::outcome, Receipt::reason)
        .contains(tuple("skipped", "embargoed until " + NINE));
    stream.assertNothingIsOut();
  }

  private void startAgain(Embargo embargo) throws Exception {
    stream.close();
    stream = new EmbargoedStream(dir.resolve(embargo.name()), embargo);
  }
}
