package dev.slugline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

class RawParserFuzzTest {
  private static final String TEXT =
      "A title \u2013 with \u201cquotes\u201d\n\nTHE HAGUE (Reuters) \u2013 A paragraph.\n\nALSO READ | x\n\nWorld";
  private static final String OBJECT =
      "{\"id\":\"1\",\"TITLE\":1,\"title\":\"I\u0130\u0131i \u00e9\",\"body\":\"Text\\n\\n\\u0000 more\","
          + "\"date\":\"Wed, 05 Jun 2024 10:00:00 GMT\",\"url\":\"https://A.example/x?utm_a=1\","
          + "\"authors\":[{\"name\":\"A\"},\"B\"],\"tags\":[\"x\",{\"code\":\"y\"}],\"version\":2}";
  private static final List<byte[]> SAMPLES =
      List.of(
          TEXT.getBytes(StandardCharsets.UTF_8),
          ("\ufeff" + TEXT).getBytes(StandardCharsets.UTF_16LE),
          OBJECT.getBytes(StandardCharsets.UTF_8),
          (OBJECT + "\n" + OBJECT + "\n").getBytes(StandardCharsets.UTF_8),
          ("[" + OBJECT + "," + OBJECT + "]").getBytes(StandardCharsets.UTF_8),
          ("<rss><channel><title>S</title><item><guid>1</guid><title>T &amp;amp; U</title>"
                  + "<description>&lt;p&gt;D</description></item></channel></rss>")
              .getBytes(StandardCharsets.UTF_8),
          ("{\"articles\":[" + OBJECT + "]}").getBytes(StandardCharsets.UTF_8));

  @Test
  void noDamageThrowsOrVanishes() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("RawParserFuzzTest: to replay it, -Dtest.jvm.args=-Dseed=" + seed);
    Random random = new Random(seed);
    RawParser parser = new RawParser(Limits.DEFAULT);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = damaged(random);
      RawRecord raw =
          new RawRecord(
              null,
              bytes,
              random.nextInt(4) == 0 ? "application/json; charset=utf-8" : null,
              random.nextInt(8) == 0,
              null,
              null,
              null,
              RawParserTest.NOW);
      List<ParsedItem> items = parser.parse(raw);
      assertThat(items).as("seed %d, round %d", seed, i).isNotEmpty();
      for (ParsedItem item : items) {
        if (item instanceof ParsedItem.Broken broken) {
          assertThat(broken.code())
              .as("seed %d, round %d: %s", seed, i, broken.reason())
              .isIn("malformed", "over-limit");
        }
      }
    }
  }

  private static byte[] damaged(Random random) {
    byte[] bytes = SAMPLES.get(random.nextInt(SAMPLES.size())).clone();
    for (int flips = random.nextInt(4); flips > 0; flips--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    int from = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : 0;
    int to = random.nextInt(2) == 0 ? from + random.nextInt(bytes.length - from) : bytes.length;
    return Arrays.copyOfRange(bytes, from, to);
  }

  @Test
  void theMachinesLocaleAndZoneMakeNoDifference() {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    List<String> here = SAMPLES.stream().map(RawParserFuzzTest::parsed).toList();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
      assertThat(SAMPLES.stream().map(RawParserFuzzTest::parsed).toList()).isEqualTo(here);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  private static String parsed(byte[] bytes) {
    return new RawParser(Limits.DEFAULT).parse(RawRecord.of(bytes, RawParserTest.NOW)).toString();
  }
}
