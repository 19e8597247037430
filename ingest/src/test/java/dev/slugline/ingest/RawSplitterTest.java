package dev.slugline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.RawSplitter.Piece;
import dev.slugline.ingest.archive.Packed;
import dev.slugline.ingest.format.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class RawSplitterTest {
  private static Limits limits(int bytes) {
    Limits all = Limits.DEFAULT;
    return new Limits(
        bytes,
        all.maxItems(),
        all.xmlDepth(),
        all.jsonDepth(),
        all.jsonNumberLength(),
        all.unpackedMaxBytes(),
        all.unpackedMaxRatio(),
        all.pageBudget(),
        all.budget());
  }

  private static List<String> split(String text, String name, int limit) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    List<String> out = new ArrayList<>();
    try (Stream<Piece> pieces =
        RawSplitter.split(new ByteArrayInputStream(bytes), name, limits(limit))) {
      pieces.forEach(
          piece ->
              out.add(
                  piece instanceof Piece.Chunk chunk
                      ? chunk.line() + ":" + new String(chunk.bytes(), StandardCharsets.UTF_8)
                      : told(piece)));
    }
    return out;
  }

  private static String told(Piece piece) {
    return piece instanceof Piece.Skipped skipped
        ? skipped.place() + ": skipped: " + skipped.reason()
        : told((Piece.Refused) piece);
  }

  private static String told(Piece.Refused refused) {
    return refused.place() + ": " + refused.code() + ": " + refused.reason();
  }

  @Test
  void aLineOfJsonLinesIsARecord() throws IOException {
    assertThat(split("{1}\r\n\n{2}\n{3}", "a.JSONL", 100))
        .containsExactly("1:{1}", "3:{2}", "4:{3}");
  }

  @Test
  void whatHasNoRecordIsNamed() throws IOException {
    assertThat(split("\n\n", "a.ndjson", 100))
        .containsExactly("a.ndjson: skipped: JSON lines without any");
    assertThat(split("", "a.jsonl", 100))
        .containsExactly("a.jsonl: skipped: JSON lines without any");
    byte[] nothing = Packed.zip(Map.of());
    try (Stream<Piece> pieces =
        RawSplitter.split(new ByteArrayInputStream(nothing), "a.zip", limits(100))) {
      assertThat(pieces)
          .containsExactly(new Piece.Skipped("a.zip", 0, "an archive without entries"));
    }
  }

  @Test
  void anyOtherFileIsOne() throws IOException {
    assertThat(split("a\nb\n", "a.txt", 100)).containsExactly("0:a\nb\n");
    assertThat(split("", "a.txt", 100)).containsExactly("0:");
  }

  @Test
  void whatIsTooLongIsNamedAndTheRestGoesOn() throws IOException {
    assertThat(split("{1}\n{23456789}\n{3}\n", "a.jsonl", 5))
        .containsExactly(
            "1:{1}", "a.jsonl, line 2: over-limit: 10 bytes, more than raw.max.bytes=5", "3:{3}");
    assertThat(split("123456", "a.txt", 5))
        .containsExactly("a.txt: over-limit: 6 bytes, more than raw.max.bytes=5");
  }

  @Test
  void linesAreReadAsTheyAreAskedFor() throws IOException {
    InputStream endless =
        new InputStream() {
          private long at;

          @Override
          public int read() {
            return at++ % 100 == 99 ? '\n' : '1';
          }

          @Override
          public int read(byte[] into, int from, int length) {
            for (int i = 0; i < length; i++) {
              into[from + i] = (byte) read();
            }
            return length;
          }
        };
    try (Stream<Piece> pieces = RawSplitter.split(endless, "a.jsonl", limits(1000))) {
      assertThat(pieces.limit(100_000).count()).isEqualTo(100_000);
    }
  }

  @Test
  void thePagesOfRealArchivesAreFoundUpToWhereTheyBreakOff() throws IOException {
    Path cases = Path.of("../../shared/cases").toAbsolutePath().normalize();
    Assumptions.assumeTrue(Files.isDirectory(cases), "no shared folder beside the project");
    List<Piece> padded = split(cases.resolve("063-warc-chunked-with-padded-last-chunk/input.warc"));
    assertThat(padded).hasSize(2);
    assertThat(padded.get(1)).isInstanceOf(Piece.Skipped.class);
    Piece.Chunk page = (Piece.Chunk) padded.get(0);
    assertThat(new String(page.bytes(), StandardCharsets.UTF_8).strip()).endsWith("</html>");
    assertThat(page.url()).startsWith("https://").endsWith("/story/1");
    List<Piece> cut = split(cases.resolve("065-warc-gz-cut-short/input.warc.gz"));
    assertThat(cut.get(0)).isInstanceOf(Piece.Chunk.class);
    assertThat(told((Piece.Refused) cut.get(cut.size() - 1))).contains("truncated");
  }

  private static List<Piece> split(Path file) throws IOException {
    try (Stream<Piece> pieces = RawSplitter.split(file, "x", Limits.DEFAULT)) {
      return pieces.toList();
    }
  }
}
