package dev.slugline.ingest.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slugline.ingest.article.Article.Retraction;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownBytesTest {
  @Test
  void shouldReadBackWhatWasWritten() {
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      Known known = random(random);

      Known read = KnownBytes.read(KnownBytes.write(known));

      assertThat(read)
          .usingRecursiveComparison()
          .withStrictTypeChecking()
          .ignoringFields("others", "seen")
          .isEqualTo(known);
      assertThat(read.others()).isEqualTo(known.others());
      assertThat(read.seen()).isEqualTo(known.seen());
    }
  }

  @Test
  void shouldRefuseWhatIsCutOrOfAnotherLayout() {
    byte[] bytes = KnownBytes.write(random(new Random(3)));
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> KnownBytes.read(cut)).isInstanceOf(UncheckedIOException.class);
    }
    assertThatThrownBy(() -> KnownBytes.read(new byte[] {'{', '}'}))
        .hasRootCauseMessage("layout 123, not 1");
  }

  private static Known random(Random random) {
    byte[] words = new byte[WordSketch.BUCKETS];
    for (int i = 0; i < words.length; i++) {
      words[i] = (byte) (random.nextInt(9) == 0 ? random.nextInt(256) : random.nextInt(3));
    }
    Instant at = Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
    Version version =
        new Version(
            maybe(random, random.nextLong()), maybe(random, at), maybe(random, Instant.EPOCH));
    return new Known(
        random.nextInt(5),
        maybe(random, random.nextLong()),
        random.nextBoolean() ? List.of() : List.of(random.nextLong(), 5L),
        maybe(random, random.nextLong()),
        version,
        maybe(random, new Retraction("withheld", maybe(random, "why \u00e9"), null, at)),
        maybe(random, new Wording(random.nextInt(), words, random.nextLong(), random.nextInt())),
        Map.of("news.raw-" + random.nextInt(20), new Known.Place(random.nextInt(1000), 1, 99L)),
        maybe(random, new Waiting(at, random.nextLong(), random.nextLong(), version)),
        random.nextLong());
  }

  private static <T> @Nullable T maybe(Random random, @Nullable T value) {
    return random.nextInt(3) == 0 ? null : value;
  }
}
