package dev.slugline.ingest.archive;

import static dev.slugline.ingest.archive.Packed.bytes;
import static dev.slugline.ingest.archive.Packed.entries;
import static dev.slugline.ingest.archive.Packed.gzip;
import static dev.slugline.ingest.archive.Packed.joined;
import static dev.slugline.ingest.archive.Packed.record;
import static dev.slugline.ingest.archive.Packed.response;
import static dev.slugline.ingest.archive.Packed.tar;
import static dev.slugline.ingest.archive.Packed.zip;
import static dev.slugline.ingest.archive.Packed.zlib;
import static dev.slugline.ingest.archive.Packed.zstd;
import static dev.slugline.ingest.archive.Told.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.format.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is found in each kind of container. */
@Timeout(120)
class UnpackingTest {
  private static final String LINES = "{\"id\":1}\n{\"id\":2}\n\n{\"id\":3}\n";

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
}
