package dev.slugline.ingest.archive;

import static dev.slugline.ingest.archive.Packed.bytes;
import static dev.slugline.ingest.archive.Packed.entries;
import static dev.slugline.ingest.archive.Packed.gzip;
import static dev.slugline.ingest.archive.Packed.joined;
import static dev.slugline.ingest.archive.Packed.response;
import static dev.slugline.ingest.archive.Packed.tar;
import static dev.slugline.ingest.archive.Packed.zip;
import static dev.slugline.ingest.archive.Told.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.format.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What breaks off or is damaged: what is whole of it is read, and the rest is named. */
@Timeout(120)
class DamagedArchivesTest {
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
}
