package dev.slugline.ingest;

import static dev.slugline.ingest.archive.Packed.bytes;
import static dev.slugline.ingest.archive.Packed.gzip;
import static dev.slugline.ingest.archive.Packed.zip;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Raw records that are containers, and whatever else is large or hostile. */
class PackedRecordTest {
  private static final String STORY = "{\"id\":\"%s\",\"title\":\"Title %s\",\"body\":\"Words.\"}";

  private static List<ParsedItem> parse(byte[] bytes, @Nullable String type, Limits limits) {
    RawRecord raw =
        new RawRecord(
            "https://w.example/k", bytes, type, false, null, null, "Wire", RawParserTest.NOW);
    return new RawParser(limits).parse(raw);
  }

  private static List<ParsedItem> parse(byte[] bytes) {
    return parse(bytes, null, Limits.DEFAULT);
  }

  private static Article article(ParsedItem item) {
    assertThat(item).isInstanceOf(ParsedItem.Ready.class);
    return ((ParsedItem.Ready) item).article();
  }

  private static ParsedItem.Broken broken(ParsedItem item) {
    assertThat(item).isInstanceOf(ParsedItem.Broken.class);
    return (ParsedItem.Broken) item;
  }

  private static String story(String id) {
    return STORY.formatted(id, id);
  }

  @Test
  void shouldGiveTheItemsOfAllEntries() {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("a.json", bytes(story("a")));
    entries.put("b.jsonl", bytes(story("b") + "\n{\"id\":\n" + story("c")));
    entries.put("photo.png", bytes("\u0089PNG\r\n\u001a\n"));
    entries.put("d.json", bytes("[" + story("d") + "," + story("e") + "]"));
    entries.put("photo.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    byte[] archive = zip(entries);

    List<ParsedItem> items = parse(archive, "application/zip", Limits.DEFAULT);

    assertThat(items).hasSize(7);
    assertThat(article(items.get(0)).title()).isEqualTo("Title a");
    assertThat(article(items.get(0)).source()).isEqualTo(new Article.Source("Wire", null, null));
    assertThat(article(items.get(0)).url()).isNull();
    assertThat(article(items.get(0)).warnings()).doesNotContain("wrong-content-type");
    assertThat(broken(items.get(2)).reason()).startsWith("b.jsonl, line 2: JSON at line 1");
    assertThat(broken(items.get(2)).bytes()).isEqualTo(bytes("{\"id\":"));
    assertThat(broken(items.get(2)).format()).isEqualTo("json");
    assertThat(article(items.get(3)).title()).isEqualTo("Title c");
    assertThat(items.get(4)).isEqualTo(new ParsedItem.Skipped("photo.png: a PNG image"));
    assertThat(article(items.get(6)).title()).isEqualTo("Title e");
  }

  @Test
  void shouldKeepTheEmbargoOfWhatBroke() {
    byte[] lines = bytes("{\"title\":\"T\",\"embargoed\":\"soon\"}\n" + story("b"));

    for (byte[] record : List.of(lines, gzip(lines), zip(Map.of("a.jsonl", lines)))) {
      assertThat(broken(parse(record).get(0)).embargoedUntil()).isEqualTo(Instant.MAX);
    }
  }

  @Test
  void shouldKeepThatAWronglyDeclaredArticleCorrects() {
    String correction = "{\"id\":\"a\",\"title\":\"T\",\"signal\":\"correction\"}";

    ParsedItem item = parse(gzip(bytes(correction)), "text/xml", Limits.DEFAULT).get(0);

    assertThat(article(item).warnings()).contains("wrong-content-type");
    assertThat(((ParsedItem.Ready) item).corrects()).isTrue();
  }

  @Test
  void shouldTakeACompressedRecordForWhatItHolds() {
    byte[] packed = gzip(bytes(story("a")));
    for (String type : List.of("", "application/gzip", "application/json")) {
      Article article = article(parse(packed, type, Limits.DEFAULT).get(0));
      assertThat(article.url()).isEqualTo("https://w.example/k");
      assertThat(article.warnings()).doesNotContain("wrong-content-type");
    }
    assertThat(article(parse(packed, "text/xml", Limits.DEFAULT).get(0)).warnings())
        .contains("wrong-content-type");
    byte[] archive = zip(Map.of("a.json", bytes(story("a"))));
    assertThat(article(parse(archive, "text/xml", Limits.DEFAULT).get(0)).warnings())
        .contains("wrong-content-type");
  }

  @Test
  void shouldSayWhatCouldNotBeUnpackedAndKeepTheWhole() {
    byte[] packed = gzip(bytes(story("a") + "\n" + story("b") + "\n"));
    byte[] cut = Arrays.copyOf(packed, packed.length - 9);
    List<ParsedItem> items = parse(cut);
    assertThat(article(items.get(0)).title()).isEqualTo("Title a");
    ParsedItem.Broken last = broken(items.get(items.size() - 1));
    assertThat(last.reason()).endsWith("the gzip stream is truncated");
    assertThat(last.bytes()).isSameAs(cut);
    assertThat(parse(gzip(new byte[0]))).containsExactly(new ParsedItem.Skipped("empty"));
    assertThat(parse(zip(Map.of())))
        .containsExactly(new ParsedItem.Skipped("an archive without entries"));
  }

  @Test
  void shouldKeepTheLimitsOfTheWhole() {
    Limits all = Limits.DEFAULT;
    Limits small =
        new Limits(100_000, 3, 9, 9, 9, 200_000, 200, Duration.ofSeconds(5), Duration.ofSeconds(5));
    String lines = (story("a") + "\n").repeat(5);
    List<ParsedItem> items = parse(gzip(bytes(lines)), null, small);
    assertThat(items).hasSize(4);
    assertThat(broken(items.get(3)).reason()).isEqualTo("more than raw.max.items=3 items");
    Map<String, byte[]> entries = new LinkedHashMap<>();
    byte[] noise = new byte[90_000];
    new Random(5).nextBytes(noise);
    for (int i = 0; i < 3; i++) {
      byte[] half = Arrays.copyOf(noise, 90_000);
      Arrays.fill(half, 20_000 + i, 90_000, (byte) ' ');
      entries.put("e" + i, half);
    }
    List<ParsedItem> large = parse(zip(entries), null, small);
    assertThat(broken(large.get(2)).reason())
        .isEqualTo("e2: unpacked it is more than unpacked.max.bytes=200000 bytes");
    Limits noTime =
        new Limits(
            all.rawMaxBytes(),
            9,
            9,
            9,
            9,
            all.unpackedMaxBytes(),
            200,
            Duration.ZERO,
            Duration.ZERO);
    assertThat(parse(gzip(bytes(story("a"))), null, noTime))
        .singleElement()
        .satisfies(item -> assertThat(broken(item).code()).isEqualTo("time-budget"));
  }

  @Test
  void shouldNameBinaries() {
    String[] heads = {"%PDF-1.7\n", "{\\rtf1\\ansi", "SQLite format 3\0", "\u007fELF\u0002"};
    String[] names = {"a PDF document", "an RTF document", "an SQLite database", "an ELF program"};
    for (int i = 0; i < heads.length; i++) {
      assertThat(broken(parse(bytes(heads[i] + "x".repeat(99))).get(0)).reason())
          .isEqualTo("not text: " + names[i]);
    }
    byte[] jpeg = new byte[99];
    jpeg[0] = (byte) 0xff;
    jpeg[1] = (byte) 0xd8;
    jpeg[2] = (byte) 0xff;
    assertThat(broken(parse(jpeg).get(0)).reason()).isEqualTo("not text: a JPEG image");
    byte[] docx = zip(Map.of("[Content_Types].xml", bytes("<a/>"), "word/d.xml", bytes("<a/>")));
    assertThat(broken(parse(docx).get(0)).reason()).contains("an Office document (docx");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "{\"a\":",
        "<a>",
        "<rss><channel><item>",
        "<div>",
        "\0",
        "&amp;",
        "<![CDATA[",
        "a ",
        "<!--",
        "<a b='",
        "\"",
        "\n",
        "\ud83d",
        "Ã©",
        "<html><p>",
        "%",
        "((((",
        "{}\n",
        "[]",
        "<meta "
      })
  void shouldSurviveOneThingRepeated(String part) {
    RawParser parser = new RawParser(Limits.DEFAULT);
    byte[] sound = bytes(story("s"));
    for (String text : new String[] {part.repeat(100_000), "<rss>" + part.repeat(100_000)}) {
      byte[] bytes = bytes(text);
      Spent spent = Spent.from();
      List<ParsedItem> items = parser.parse(RawRecord.of(bytes, RawParserTest.NOW));
      assertThat(spent.soFar()).isLessThan(Duration.ofSeconds(6));
      assertThat(items).isNotEmpty();
      assertThat(items).noneMatch(PackedRecordTest::isFault);
      assertThat(article(parser.parse(RawRecord.of(sound, RawParserTest.NOW)).get(0)).title())
          .isEqualTo("Title s");
    }
  }

  static boolean isFault(ParsedItem item) {
    return item instanceof ParsedItem.Broken broken && broken.code().equals("processor");
  }

  @Test
  void shouldRefuseNoise() {
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      byte[] noise = new byte[500 + random.nextInt(5_000)];
      random.nextBytes(noise);
      assertThat(parse(noise)).singleElement().satisfies(PackedRecordTest::broken);
    }
  }
}
