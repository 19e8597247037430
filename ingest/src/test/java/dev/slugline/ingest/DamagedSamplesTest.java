package dev.slugline.ingest;

import static dev.slugline.ingest.archive.Packed.bytes;
import static dev.slugline.ingest.archive.Packed.gzip;
import static dev.slugline.ingest.archive.Packed.zip;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.RawSplitter.Piece;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Every real sample, cut off and with changed bytes at random places, bare and packed: nothing is
 * thrown, nothing goes unsaid, and what comes after it is unharmed. To replay it: {@code -Dseed=…};
 * for longer: {@code -Ddamages=100000}.
 */
class DamagedSamplesTest {
  private static final int LARGEST = 200_000;
  private static final Limits LIMITS = Limits.DEFAULT;
  private static final byte[] SOUND =
      bytes("{\"id\":\"s\",\"title\":\"A sound one\",\"body\":\"Its words.\"}");

  private final RawParser parser = new RawParser(LIMITS);

  @Test
  void shouldNeitherThrowNorKeepSilent() throws IOException {
    List<Path> samples = samples();
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("DamagedSamplesTest: to replay it, -Dtest.jvm.args=-Dseed=" + seed);
    Random random = new Random(seed);
    int damages = Integer.getInteger("damages", 600);
    for (int i = 0; i < damages; i++) {
      Path sample = samples.get(random.nextInt(samples.size()));
      byte[] damaged = damaged(packed(Files.readAllBytes(sample), random), random);
      String as = "seed %d, round %d, %s".formatted(seed, i, sample);
      Spent spent = Spent.from();
      parsed(damaged, as);
      split(damaged, sample.toString(), as);
      assertThat(spent.soFar()).as(as).isLessThan(Duration.ofSeconds(10));
      List<ParsedItem> after = parser.parse(RawRecord.of(SOUND, RawParserTest.NOW));
      assertThat(after).as(as).singleElement().isInstanceOf(ParsedItem.Ready.class);
    }
  }

  private void parsed(byte[] bytes, String as) {
    List<ParsedItem> items = parser.parse(RawRecord.of(bytes, RawParserTest.NOW));
    assertThat(items).as(as).isNotEmpty().noneMatch(PackedRecordTest::isFault);
  }

  private void split(byte[] bytes, String name, String as) throws IOException {
    int pieces = 0;
    try (Stream<Piece> all = RawSplitter.split(new ByteArrayInputStream(bytes), name, LIMITS)) {
      for (Piece piece : (Iterable<Piece>) all::iterator) {
        pieces++;
        if (piece instanceof Piece.Chunk chunk) {
          parsed(chunk.bytes(), as + ", " + piece.place());
        }
      }
    }
    assertThat(pieces).as(as).isPositive();
  }

  private static byte[] packed(byte[] bytes, Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> gzip(bytes);
      case 1 -> zip(Map.of("sample", bytes));
      default -> bytes;
    };
  }

  private static byte[] damaged(byte[] sound, Random random) {
    byte[] bytes = sound.clone();
    for (int flips = bytes.length == 0 ? 0 : random.nextInt(6); flips > 0; flips--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    int from = random.nextInt(4) == 0 ? random.nextInt(bytes.length + 1) : 0;
    boolean cut = random.nextInt(2) == 0;
    int to = cut ? from + random.nextInt(bytes.length - from + 1) : bytes.length;
    return Arrays.copyOfRange(bytes, from, to);
  }

  private static List<Path> samples() throws IOException {
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.isDirectory(at.resolve("shared/data/formats"))) {
      at = at.getParent();
    }
    Assumptions.assumeTrue(at != null, "no shared folder beside the project");
    List<Path> samples = new ArrayList<>();
    if (at != null) {
      for (String folder : List.of("shared/data/formats", "shared/cases")) {
        try (Stream<Path> files = Files.walk(at.resolve(folder))) {
          files.filter(Files::isRegularFile).filter(DamagedSamplesTest::fits).forEach(samples::add);
        }
      }
    }
    samples.sort(null);
    return samples;
  }

  private static boolean fits(Path file) {
    try {
      return Files.size(file) <= LARGEST;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
