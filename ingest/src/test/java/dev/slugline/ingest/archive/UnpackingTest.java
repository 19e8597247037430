package dev.slugline.ingest.archive;

import static dev.slugline.ingest.archive.Packed.bytes;
import static dev.slugline.ingest.archive.Packed.gzip;
import static dev.slugline.ingest.archive.Packed.joined;
import static dev.slugline.ingest.archive.Packed.record;
import static dev.slugline.ingest.archive.Packed.response;
import static dev.slugline.ingest.archive.Packed.tar;
import static dev.slugline.ingest.archive.Packed.zip;
import static dev.slugline.ingest.archive.Packed.zlib;
import static dev.slugline.ingest.archive.Packed.zstd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.format.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class UnpackingTest {
  private static final String LINES = "{\"id\":1}\n{\"id\":2}\n\n{\"id\":3}\n";

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

  private static List<String> told(Source source, Limits limits) throws IOException {
    List<String> out = new ArrayList<>();
    try (Unpacking unpacking = Unpacking.of(source, limits)) {
      Part part = unpacking.next();
      while (part != null) {
        out.add(told(part));
        part = unpacking.next();
      }
    }
    return out;
  }

  private static String told(Part part) {
    String place = part.input() + (part.line() == 0 ? "" : ":" + part.line()) + " ";
    if (part instanceof Part.Content content) {
      return place + new String(content.bytes(), StandardCharsets.UTF_8);
    }
    if (part instanceof Part.Refused refused) {
      return place + "REFUSED " + refused.code() + ": " + refused.reason();
    }
    return place + "SKIPPED " + ((Part.Skipped) part).reason();
  }

  /** As a file of its own and as a stream, which have to be the same. */
  private static List<String> told(byte[] bytes, String name) throws IOException {
    List<String> anywhere = told(Source.of(bytes, name), Limits.DEFAULT);
    InputStream in = new ByteArrayInputStream(bytes);
    assertThat(told(Source.of(in, name, false), Limits.DEFAULT)).isEqualTo(anywhere);
    return anywhere;
  }

  private static Map<String, byte[]> entries(String... namesAndTexts) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      entries.put(namesAndTexts[i], bytes(namesAndTexts[i + 1]));
    }
    return entries;
  }

  @Test
  void shouldUndoEachCompression() throws IOException {
    List<UnaryOperator<byte[]>> all =
        List.of(Packed::gzip, Packed::zstd, Packed::bzip2, b -> gzip(zstd(b)));
    for (UnaryOperator<byte[]> packing : all) {
      assertThat(told(packing.apply(bytes("<a/>")), "a.xml")).containsExactly("a.xml <a/>");
      assertThat(told(packing.apply(bytes(LINES)), "a"))
          .containsExactly("a:1 {\"id\":1}", "a:2 {\"id\":2}", "a:4 {\"id\":3}");
      assertThat(told(packing.apply(bytes("{1}\n{2}")), "a.jsonl.gz"))
          .containsExactly("a.jsonl.gz:1 {1}", "a.jsonl.gz:2 {2}");
    }
    assertThat(told(joined(gzip(bytes("one ")), gzip(bytes("two")), new byte[512]), "a"))
        .containsExactly("a one two");
  }

  @Test
  void shouldNameTheEntriesOfArchivesInArchives() throws IOException {
    byte[] inner = tar(entries("c.xml", "<c/>", "d/e.jsonl", "{1}\n{2}\n"));
    Map<String, byte[]> entries = entries("a.txt", "A");
    entries.put("b.tgz", gzip(inner));
    entries.put("z.txt", bytes("Z"));
    for (byte[] archive : List.of(zip(entries), tar(entries), gzip(tar(entries)))) {
      assertThat(told(archive, "x"))
          .containsExactly(
              "x!a.txt A",
              "x!b.tgz!c.xml <c/>",
              "x!b.tgz!d/e.jsonl:1 {1}",
              "x!b.tgz!d/e.jsonl:2 {2}",
              "x!z.txt Z");
    }
  }

  @Test
  void shouldPassOverWhatNobodyMeantToSend() throws IOException {
    Map<String, byte[]> entries =
        entries("d/", "", "__MACOSX/a", "x", ".DS_Store", "x", "d/.git/a", "x", "../../up", "U");
    entries.put("photo.bin", joined(bytes("\u0000"), new byte[10]));
    entries.put("photo.jpg", new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0});
    entries.put("/abs\u001b[31m", bytes("R"));
    assertThat(told(zip(entries), "x"))
        .containsExactly(
            "x!../../up U",
            "x!photo.bin " + "\0".repeat(11),
            "x!photo.jpg SKIPPED a JPEG image",
            "x!/abs?[31m R");
    assertThat(told(zip(Map.of()), "x")).containsExactly("x SKIPPED an archive without entries");
    assertThat(told(gzip(new byte[0]), "x")).containsExactly("x ");
  }

  @Test
  void shouldGiveAllWholeLinesOfATruncatedStream() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      lines.append("{\"id\":").append(i * 7919L % 100_003).append("}\n");
    }
    for (UnaryOperator<byte[]> packing :
        List.<UnaryOperator<byte[]>>of(Packed::gzip, Packed::zstd)) {
      byte[] packed = packing.apply(bytes(lines.toString()));
      List<String> all = told(packed, "a");
      List<String> some = told(Arrays.copyOf(packed, packed.length * 2 / 3), "a");
      int last = some.size() - 1;
      assertThat(all).hasSize(20_000);
      assertThat(some.subList(0, last)).isEqualTo(all.subList(0, last));
      assertThat(some.get(last)).startsWith("a:" + (last + 1) + " REFUSED malformed: the ");
      assertThat(some.get(last)).endsWith("stream is truncated");
    }
    byte[] gz = gzip(bytes(lines.toString()));
    assertThat(told(Arrays.copyOf(gz, gz.length - 4), "a")).hasSize(20_001);
  }

  @Test
  void shouldNotTrustPartOfATruncatedFile() throws IOException {
    byte[] packed = gzip(bytes("One text of many words, and not a line of JSON."));
    assertThat(told(Arrays.copyOf(packed, packed.length - 12), "a"))
        .containsExactly("a REFUSED malformed: the gzip stream is truncated");
    byte[] wrong = packed.clone();
    wrong[wrong.length - 6] ^= 1;
    assertThat(told(wrong, "a"))
        .containsExactly("a REFUSED malformed: the gzip stream is damaged: its checksum is wrong");
    assertThat(told(joined(packed, bytes("rubbish")), "a").get(0)).contains("REFUSED", "not gzip");
  }

  @Test
  void shouldGoOnAfterADamagedEntry() throws IOException {
    byte[] story = gzip(bytes("A story that is long enough to be damaged"));
    Map<String, byte[]> entries = entries("a.txt", "A");
    entries.put("b.gz", Arrays.copyOf(story, story.length - 9));
    entries.put("c.zip", Arrays.copyOf(zip(entries("d", "D")), 40));
    entries.put("e.txt", bytes("E"));
    for (byte[] archive : List.of(zip(entries), tar(entries))) {
      List<String> told = told(archive, "x");
      assertThat(told).hasSize(4);
      assertThat(told.get(1)).isEqualTo("x!b.gz REFUSED malformed: the gzip stream is truncated");
      assertThat(told.get(2)).startsWith("x!c.zip REFUSED malformed: the zip archive is");
      assertThat(told.get(3)).isEqualTo("x!e.txt E");
    }
    byte[] tar = tar(entries("a.txt", "A", "b.txt", "B".repeat(2_000)));
    assertThat(told(Arrays.copyOf(tar, 2_000), "x"))
        .containsExactly("x!a.txt A", "x!b.txt REFUSED malformed: the tar archive is truncated");
    List<String> cut = told(Arrays.copyOf(gzip(tar), 100), "x");
    assertThat(cut.get(cut.size() - 1)).endsWith("the gzip stream is truncated");
  }

  @Test
  void shouldNoticeAWrongChecksumInAZip() throws IOException {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String text : List.of("AAAA", "BBBB")) {
        ZipEntry entry = new ZipEntry(text + ".txt");
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(4);
        CRC32 crc = new CRC32();
        crc.update(bytes(text));
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes(text));
      }
    }
    byte[] archive = out.toByteArray();
    archive[new String(archive, StandardCharsets.ISO_8859_1).indexOf("txtAAAA") + 3] = 'X';
    List<String> told = told(archive, "x");
    assertThat(told.get(0)).startsWith("x!AAAA.txt REFUSED malformed:").contains("checksum");
    assertThat(told.get(1)).isEqualTo("x!BBBB.txt BBBB");
  }

  @Test
  void shouldReadAStoredEntryWhoseSizeStandsBehindIt() throws IOException {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
      zip.setMethod(ZipArchiveOutputStream.DEFLATED);
      zip.putArchiveEntry(new ZipArchiveEntry("a.txt"));
      zip.write(bytes("A text"));
      zip.closeArchiveEntry();
    }
    assertThat(told(out.toByteArray(), "x")).containsExactly("x!a.txt A text");
  }

  @Test
  void shouldRefuseByNameWhatItCannotRead() throws IOException {
    byte[] encrypted = zip(entries("a.txt", "A", "b.txt", "B"));
    byte[] method = encrypted.clone();
    String latin = new String(encrypted, StandardCharsets.ISO_8859_1);
    int central = latin.indexOf("PK\u0001\u0002");
    encrypted[central + 8] |= 1;
    method[central + 10] = 14;
    assertThat(told(encrypted, "x"))
        .containsExactly("x!a.txt REFUSED malformed: the entry is encrypted", "x!b.txt B");
    assertThat(told(method, "x"))
        .containsExactly(
            "x!a.txt REFUSED malformed: compressed by method 14 (LZMA), which is not read",
            "x!b.txt B");
    assertThat(told(new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0, 1}, "x"))
        .containsExactly("x REFUSED malformed: xz, which is not read");
    assertThat(told(zip(entries("[Content_Types].xml", "<a/>", "word/document.xml", "<a/>")), "x"))
        .containsExactly("x REFUSED malformed: not text: an Office document (docx, xlsx or pptx)");
  }

  @Test
  void shouldNotBurstOfABomb() throws IOException {
    byte[] zeros = new byte[60_000_000];
    for (byte[] bomb : List.of(gzip(zeros), zstd(zeros), gzip(gzip(zeros)))) {
      long start = System.nanoTime();
      assertThat(told(bomb, "x").get(0))
          .startsWith("x REFUSED over-limit: ")
          .contains("unpacked.max.ratio=200");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
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
  void shouldReadLinesInUtf16() throws IOException {
    byte[] lines = "\ufeff{\"a\":\"\u0a0aé😀\"}\r\n{2}\n".getBytes(StandardCharsets.UTF_16LE);
    assertThat(told(lines, "x.jsonl"))
        .containsExactly("x.jsonl:1 {\"a\":\"\u0a0aé😀\"}", "x.jsonl:2 {2}");
  }

  @Test
  void shouldTakeOneObjectForOneRecord() throws IOException {
    assertThat(told(bytes("{\"id\":1}\n"), "a.json")).containsExactly("a.json {\"id\":1}\n");
    assertThat(told(bytes("\ufeff{\"id\":1}\n{\"id\":2}\n"), "a.json")).hasSize(2);
    assertThat(told(bytes("{\n\"id\":1}\n"), "a.json")).hasSize(1);
    InputStream typed = new ByteArrayInputStream(bytes("{\"id\":1}\n"));
    assertThat(told(Source.of(typed, "-", true), Limits.DEFAULT)).containsExactly("-:1 {\"id\":1}");
  }

  @Test
  void shouldFindThePagesOfAWarc() throws IOException {
    String page = "<html>A page</html>";
    String chunked = "5\r\n<html\r\ne;x=y\r\n>A page</html>\r\n00000000\r\n\r\n";
    String html = "200 OK\nContent-Type: text/html; charset=utf-8";
    byte[] warc =
        joined(
            record("warcinfo", "", "application/warc-fields", bytes("software: none\r\n")),
            record("request", "https://a/1", "application/http", bytes("GET / HTTP/1.1\r\n\r\n")),
            response("https://a/1", html, bytes(page)),
            response("https://a/2", html + "\nTransfer-Encoding: chunked", bytes(chunked)),
            response("https://a/3", html + "\nContent-Encoding: gzip", gzip(bytes(page))),
            response("https://a/4", html + "\nContent-Encoding: deflate", zlib(bytes(page))),
            response("https://a/5", html + "\nContent-Encoding: zstd", zstd(bytes(page))),
            response("https://a/6", "404 Not Found\nContent-Type: text/html", bytes(page)),
            response("https://a/7", "200 OK\nContent-Type: image/png", new byte[] {1, 2}),
            record("resource", "https://a/8", "text/html", bytes(page)),
            record("metadata", "https://a/8", "application/warc-fields", bytes("a: b\r\n")),
            response("https://a/9", html + "\nContent-Encoding: gzip", bytes(page)),
            response("https://a/10", html + "\nTransfer-Encoding: chunked", bytes(page)),
            response("https://a/11", html + "\nContent-Encoding: br", bytes("xyz")),
            response("https://a/12", "200", bytes(page)));
    List<String> expected =
        List.of(
            "x!https://a/1 " + page,
            "x!https://a/2 " + page,
            "x!https://a/3 " + page,
            "x!https://a/4 " + page,
            "x!https://a/5 " + page,
            "x!https://a/6 SKIPPED HTTP status 404",
            "x!https://a/7 SKIPPED no page: image/png",
            "x!https://a/8 " + page,
            "x!https://a/9 " + page,
            "x!https://a/10 " + page,
            "x!https://a/11 REFUSED malformed: content-encoding br, which is not read",
            "x!https://a/12 " + page);
    assertThat(told(warc, "x")).isEqualTo(expected);
    assertThat(told(gzip(warc), "x")).isEqualTo(expected);
    try (Unpacking unpacking = Unpacking.of(Source.of(warc, "x"), Limits.DEFAULT)) {
      assertThat(unpacking.next())
          .isInstanceOfSatisfying(
              Part.Content.class,
              first -> {
                assertThat(first.url()).isEqualTo("https://a/1");
                assertThat(first.contentType()).isEqualTo("text/html; charset=utf-8");
              });
    }
  }

  @Test
  void shouldSayWhereAWarcBreaksOff() throws IOException {
    byte[] one = response("https://a/1", "200 OK\nContent-Type: text/html", bytes("<p>One</p>"));
    byte[] two =
        response("https://a/2", "200 OK\nContent-Type: text/html", bytes("<p>Two</p>".repeat(99)));
    byte[] both = joined(one, two);
    int lead = two.length - 4;
    for (int cut = 1; cut < two.length; cut += cut > lead - 10 ? 1 : 7) {
      List<String> told =
          told(Source.of(Arrays.copyOf(both, one.length + cut), "x"), Limits.DEFAULT);
      assertThat(told.get(0)).as("cut %d", cut).isEqualTo("x!https://a/1 <p>One</p>");
      assertThat(told).as("cut %d", cut).hasSize(2);
      if (cut < lead) {
        assertThat(told.get(1))
            .as("cut %d", cut)
            .contains("REFUSED malformed: the WARC archive is");
      } else {
        assertThat(told.get(1)).as("cut %d", cut).startsWith("x!https://a/2 <p>Two");
      }
    }
    byte[] members = joined(gzip(one), gzip(two));
    assertThat(told(Arrays.copyOf(members, members.length - 20), "x"))
        .hasSize(2)
        .last()
        .asString()
        .endsWith("REFUSED malformed: the gzip stream is truncated");
    assertThat(told(joined(one, bytes("rubbish\r\n\r\n"), two), "x"))
        .hasSize(2)
        .last()
        .asString()
        .contains("REFUSED malformed: the WARC archive is damaged");
    assertThat(told(Arrays.copyOf(one, one.length - 4), "x")).hasSize(1);
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
