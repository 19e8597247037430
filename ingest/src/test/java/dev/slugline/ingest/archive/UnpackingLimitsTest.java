package dev.slugline.ingest.archive;

import static dev.slugline.ingest.archive.Packed.bytes;
import static dev.slugline.ingest.archive.Packed.entries;
import static dev.slugline.ingest.archive.Packed.gzip;
import static dev.slugline.ingest.archive.Packed.zip;
import static dev.slugline.ingest.archive.Packed.zstd;
import static dev.slugline.ingest.archive.Told.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.Spent;
import dev.slugline.ingest.format.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is too long, too deep or without an end is refused; a long stream of short lines is not. */
@Timeout(120)
class UnpackingLimitsTest {
  private static Limits limits(int raw, int unpacked) {
    Limits all = Limits.DEFAULT;
    return new Limits(
        raw,
        all.maxItems(),
        all.xmlDepth(),
        all.jsonDepth(),
        all.jsonNumberLength(),
        unpacked,
        all.unpackedMaxRatio(),
        all.pageBudget(),
        all.budget());
  }

  @Test
  void shouldNotBurstOfABomb() throws IOException {
    byte[] zeros = new byte[60_000_000];
    for (byte[] bomb : List.of(gzip(zeros), zstd(zeros), gzip(gzip(zeros)))) {
      Spent spent = Spent.from();
      assertThat(told(bomb, "x").get(0))
          .startsWith("x REFUSED over-limit: ")
          .contains("unpacked.max.ratio=200");
      assertThat(spent.soFar()).isLessThan(Duration.ofSeconds(2));
    }
    Map<String, byte[]> entries = entries("a.txt", "A");
    entries.put("bomb", zeros);
    entries.put("z.txt", bytes("Z"));
    List<String> told = told(zip(entries), "x");
    assertThat(told).hasSize(3);
    assertThat(told.get(1)).startsWith("x!bomb REFUSED over-limit").contains("unpacked.max.ratio");
    assertThat(told.get(2)).isEqualTo("x!z.txt Z");
  }

  @Test
  void shouldBoundTheNesting() throws IOException {
    byte[] deep = bytes("A");
    for (int i = 0; i < 4; i++) {
      deep = zip(Map.of("z", deep));
    }
    assertThat(told(deep, "x")).containsExactly("x!z!z!z!z A");
    assertThat(told(zip(Map.of("z", deep)), "x"))
        .containsExactly("x!z!z!z!z REFUSED over-limit: a zip archive, nested more than 4 deep");
    byte[] gz = bytes("A");
    for (int i = 0; i < 50; i++) {
      gz = gzip(gz);
    }
    assertThat(told(gz, "x"))
        .containsExactly("x REFUSED over-limit: gzip, nested more than 4 deep");
  }

  @Test
  void shouldNameWhatIsTooLongAndGoOn() throws IOException {
    Limits small = limits(5, 20);
    byte[] archive = zip(entries("a", "123456", "b", "B", "c", "1".repeat(30)));
    assertThat(told(Source.of(archive, "x"), small))
        .containsExactly(
            "x!a REFUSED over-limit: 6 bytes, more than raw.max.bytes=5",
            "x!b B",
            "x!c REFUSED over-limit: 30 bytes, more than raw.max.bytes=5");
    assertThat(told(Source.of(new ByteArrayInputStream(archive), "x", false), small).get(0))
        .contains("unpacked.max.bytes=20");
    assertThat(told(Source.of(bytes("1234567\n{2}\n"), "x.jsonl"), small))
        .containsExactly(
            "x.jsonl:1 REFUSED over-limit: 7 bytes, more than raw.max.bytes=5", "x.jsonl:2 {2}");
  }

  @Test
  void shouldGiveUpWhatNeverEnds() throws IOException {
    for (String name : List.of("x", "x.jsonl")) {
      InputStream endless =
          new InputStream() {
            @Override
            public int read() {
              return 'a';
            }

            @Override
            public int read(byte[] into, int from, int length) {
              Arrays.fill(into, from, from + length, (byte) 'a');
              return length;
            }
          };
      List<String> told = told(Source.of(endless, name, false), Limits.DEFAULT);
      assertThat(told).hasSize(1);
      assertThat(told.get(0)).contains("REFUSED over-limit: more than 67108864 bytes");
    }
  }

  @Test
  void shouldSayTheSizeOfALargeFileWithoutReadingIt(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("large.txt");
    try (var channel =
        java.nio.channels.FileChannel.open(
            file,
            java.nio.file.StandardOpenOption.CREATE_NEW,
            java.nio.file.StandardOpenOption.WRITE)) {
      channel.write(java.nio.ByteBuffer.wrap(bytes("a")), 3_000_000_000L);
    }
    assertThat(told(Source.of(file, "large.txt"), Limits.DEFAULT))
        .containsExactly(
            "large.txt REFUSED over-limit: 3000000001 bytes, more than raw.max.bytes=8388608");
    Files.write(file, zip(entries("a.txt", "A")));
    assertThat(told(Source.of(file, "f"), Limits.DEFAULT)).containsExactly("f!a.txt A");
  }

  @Test
  void shouldStayFlatOnALongStream() throws IOException {
    byte[] member;
    {
      StringBuilder lines = new StringBuilder();
      java.util.Random random = new java.util.Random(1);
      for (int i = 0; i < 2_000; i++) {
        lines.append("{\"id\":").append(random.nextLong()).append("}\n");
      }
      member = gzip(bytes(lines.toString()));
    }
    InputStream repeated =
        new SequenceInputStream(
            Collections.enumeration(
                Stream.<InputStream>generate(() -> new ByteArrayInputStream(member))
                    .limit(500)
                    .toList()));
    long count = 0;
    try (Unpacking unpacking =
        Unpacking.of(Source.of(repeated, "x", false), limits(1_000, 2_000))) {
      Part part = unpacking.next();
      while (part != null) {
        assertThat(part).isInstanceOf(Part.Content.class);
        count++;
        part = unpacking.next();
      }
    }
    assertThat(count).isEqualTo(1_000_000);
  }
}
