package dev.slugline.app;

import static dev.slugline.app.ChainScenario.TOPICS;
import static dev.slugline.app.EmbargoedStream.NINE;
import static dev.slugline.app.EmbargoedStream.SECRET;
import static dev.slugline.app.EmbargoedStream.START;
import static dev.slugline.app.EmbargoedStream.TEN;
import static dev.slugline.app.EmbargoedStream.TRACE;
import static dev.slugline.app.EmbargoedStream.header;
import static dev.slugline.app.EmbargoedStream.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.stream.Embargo;
import dev.slugline.ingest.stream.SluglineHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the dead letter of something embargoed may be seen, by a clock that the test moves. */
class EmbargoedLettersTest {
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
  void shouldKeepTheLetterOfAWholeRecordUntilItsSiblingIsReleased() {
    byte[] raw = CutGzip.of(item("a", TEN, "The plan of " + SECRET, 1));
    stream.feed(raw);

    assertThat(stream.outcomes()).containsExactlyInAnyOrder("held", "dead-letter");
    stream.advance(Duration.ofMinutes(119));
    stream.assertNothingIsOut();
    assertThat(stream.records(TOPICS.deadLetter().name())).isEmpty();
    stream.advance(Duration.ofMinutes(1));

    List<TestRecord<byte[], byte[]>> letters = stream.records(TOPICS.deadLetter().name());
    assertThat(letters).hasSize(1);
    assertThat(letters.get(0).value()).isEqualTo(raw);
    assertThat(letters.get(0).key()).isEqualTo("key".getBytes(StandardCharsets.UTF_8));
    assertThat(header(letters.get(0), SluglineHeaders.ITEM)).isEqualTo("2");
    assertThat(header(letters.get(0), SluglineHeaders.ERROR)).isEqualTo("malformed");
    assertThat(header(letters.get(0), SluglineHeaders.TRACEPARENT)).isEqualTo(TRACE);
    assertThat(header(letters.get(0), SluglineHeaders.REASON)).contains("kept back until " + TEN);
  }

  @Test
  void shouldKeepTheLetterOfABrokenItemThatIsEmbargoedItself() {
    String cut = item("a", NINE, "The plan of " + SECRET, 1);
    stream.feed(cut.substring(0, cut.length() - 1));
    stream.feed("{\"embargoed\":\"" + NINE + "\",\"body\": " + SECRET + " says}");

    assertThat(stream.outcomes()).containsExactly("dead-letter", "dead-letter");
    stream.assertNothingIsOut();
    stream.advance(Duration.ofHours(1));
    assertThat(stream.records(TOPICS.deadLetter().name())).hasSize(2);
    assertThat(stream.text(TOPICS.deadLetter().name(), 0)).contains(SECRET);
  }

  @Test
  void shouldNeverShowTheBytesWhereTheEndOfAnEmbargoCannotBeTold() {
    stream.feed(
        "{\"id\":\"a\",\"title\":\"%s\",\"embargoed\":\"when it is time\"}".formatted(SECRET));
    stream.advance(Duration.ofDays(1000));

    List<TestRecord<byte[], byte[]>> letters = stream.records(TOPICS.deadLetter().name());
    assertThat(letters).hasSize(1);
    assertThat(letters.get(0).value()).isEmpty();
    assertThat(header(letters.get(0), SluglineHeaders.REASON))
        .contains("an embargo that cannot be read: when it is time")
        .contains("news.raw-0 at offset 0");
    stream.assertNothingIsOut();
  }

  @Test
  void shouldSetAsideAtOnceWhatHasNothingToDoWithAnEmbargo() {
    stream.feed("{\"title\": \"cut off");
    stream.feed("{\"embargoed\":\"" + START.minusSeconds(60) + "\",\"title\": \"cut off");

    assertThat(stream.records(TOPICS.deadLetter().name()))
        .allSatisfy(letter -> assertThat(letter.value()).isNotEmpty())
        .hasSize(2);
  }
}
