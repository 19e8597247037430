package dev.slugline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.clean.DateRules;
import dev.slugline.ingest.clean.DateRules.Order;
import dev.slugline.ingest.clean.DateRules.Reading;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.RawRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ingest makes of a record must not depend on where the machine stands. */
class MachineIndependenceTest {
  private static final Path SHARED = Path.of("../../shared");

  private static final List<String> OWN =
      List.of(
          "{\"title\":\"ICE IN ISTANBUL\",\"body\":\"It is cold.\",\"ID\":\"I1\",\"date\":\"5 Ağustos 2024"
              + " 10:00\",\"url\":\"HTTPS://IDIL.EXAMPLE/I?UTM_ID=1\",\"status\":\"WITHHELD\"}",
          "{\"title\":\"T\",\"body\":\"B\",\"published_at\":\"12/11/2024 10:00 PM\",\"updated\":\"FRI, 05"
              + " JUL 2024 10:00:00 IST\",\"language\":\"TR-tr\"}",
          "<RSS><CHANNEL><TITLE>I</TITLE></CHANNEL></RSS>",
          "<rss version=\"2.0\"><channel><title>I</title><link>https://I.example</link><item>"
              + "<title>A</title><description>&lt;DIV&gt;x&lt;/DIV&gt;</description><pubDate>Mit, 05"
              + " Jun 24 10:00:00 EST</pubDate></item></channel></rss>",
          "<!DOCTYPE HTML><HTML><TITLE>I</TITLE><ARTICLE><P>INSIDE IT IS DARK.</P></ARTICLE></HTML>",
          "<a>".repeat(5000));

  @ParameterizedTest
  @CsvSource({
    "tr-TR,Pacific/Auckland",
    "ar-EG-u-nu-arab,America/St_Johns",
    "th-TH-u-ca-buddhist,UTC"
  })
  void articlesAreAlikeInEveryLocaleAndZone(String locale, String zone) throws IOException {
    List<byte[]> records = records();
    Locale home = Locale.getDefault();
    TimeZone clock = TimeZone.getDefault();
    List<String> there;
    List<String> here;
    try {
      Locale.setDefault(Locale.ROOT);
      TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
      here = parsed(records);
      Locale.setDefault(Locale.forLanguageTag(locale));
      TimeZone.setDefault(TimeZone.getTimeZone(zone));
      there = parsed(records);
    } finally {
      Locale.setDefault(home);
      TimeZone.setDefault(clock);
    }
    for (int i = 0; i < here.size(); i++) {
      assertThat(there.get(i)).as("record %s", i).isEqualTo(here.get(i));
    }
  }

  @Test
  void aSourcesRulesAreThoseOfItsDomainOrItsName() {
    DateRules rules =
        new DateRules(
            Reading.NONE,
            Map.of(
                "harbour.example", new Reading(ZoneId.of("Europe/Lisbon"), Order.DMY),
                "evening-crab", new Reading(null, Order.MDY)));
    assertThat(published(rules, "\"url\":\"https://www.harbour.example/1\""))
        .contains("publishedAt=2024-07-03T09:00:00Z");
    assertThat(published(rules, "\"source\":\"Evening Crab\""))
        .contains("publishedAt=2024-03-07T10:00:00Z");
    assertThat(published(rules, "\"source\":\"Another\""))
        .contains("publishedAt=null")
        .contains("ambiguous-date")
        .contains("publishedRaw=03/07/2024 10:00");
  }

  private static String published(DateRules rules, String source) {
    String json =
        "{\"title\":\"T\",\"body\":\"B\",\"published_at\":\"03/07/2024 10:00\"," + source + "}";
    return parsed(new RawParser(Limits.DEFAULT, rules), json.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> parsed(List<byte[]> records) {
    RawParser parser = new RawParser(Limits.DEFAULT);
    return records.stream().map(bytes -> parsed(parser, bytes)).toList();
  }

  private static String parsed(RawParser parser, byte[] bytes) {
    return parser
        .parse(RawRecord.of(bytes, RawParserTest.NOW))
        .toString()
        .replaceAll("\\[B@\\w+", "");
  }

  private static List<byte[]> records() throws IOException {
    List<byte[]> records = new ArrayList<>();
    OWN.forEach(text -> records.add(text.getBytes(StandardCharsets.UTF_8)));
    for (String folder : List.of("data/formats", "cases")) {
      Path root = SHARED.resolve(folder);
      if (!Files.isDirectory(root)) {
        continue; // the records above still are a test
      }
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          records.add(Files.readAllBytes(file));
        }
      }
    }
    return records;
  }
}
