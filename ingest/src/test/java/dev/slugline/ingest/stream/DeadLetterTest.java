package dev.slugline.ingest.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
  private static final DeadLetter LETTER =
      new DeadLetter(
          new byte[0], "malformed", "cut", "ingest", "news.raw", 0, 7, "2", Instant.EPOCH);

  @Test
  void shouldKeepWhatARawRecordSaysOfItselfOnceEach() {
    Headers raw = new RecordHeaders();
    SluglineHeaders.put(raw, "content-type", "text/plain");
    SluglineHeaders.put(raw, "content-type", "application/json");
    SluglineHeaders.put(raw, "slugline-action", "retract");
    SluglineHeaders.put(raw, "slugline-error", "forged");
    SluglineHeaders.put(raw, "slugline-attempt", "3");
    SluglineHeaders.put(raw, "x-else", "1");

    Headers letter = LETTER.headersOfRaw(raw, 9);

    assertThat(Arrays.stream(letter.toArray()).map(Header::key)).doesNotHaveDuplicates();
    assertThat(SluglineHeaders.get(letter, "content-type")).isEqualTo("application/json");
    assertThat(SluglineHeaders.get(letter, "slugline-action")).isEqualTo("retract");
    assertThat(SluglineHeaders.get(letter, "slugline-error")).isEqualTo("malformed");
    assertThat(SluglineHeaders.get(letter, "slugline-attempt")).isEqualTo("3");
    assertThat(SluglineHeaders.get(letter, "slugline-items")).isEqualTo("9");
    assertThat(SluglineHeaders.get(letter, "x-else")).isNull();
  }

  @Test
  void shouldNotBeMultipliedByLongHeaders() {
    Headers raw = new RecordHeaders();
    raw.add("content-type", "x".repeat(1_001).getBytes(StandardCharsets.UTF_8));
    raw.add("article-id", null);
    SluglineHeaders.put(raw, "slugline-attempt", "1".repeat(2_000));

    Headers letter = LETTER.headersOfRaw(raw, 1);

    assertThat(SluglineHeaders.get(letter, "content-type")).isNull();
    assertThat(SluglineHeaders.get(letter, "article-id")).isNull();
    assertThat(SluglineHeaders.get(letter, "slugline-attempt")).isEqualTo("1");
  }
}
