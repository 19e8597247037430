package dev.slugline.ingest.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.RawParser;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** What the whole parser makes of a text, for the tests of the formats of JSON. */
final class Parsed {
  static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");

  private Parsed() {}

  static List<ParsedItem> all(String text) {
    return all(text, Limits.DEFAULT);
  }

  static List<ParsedItem> all(String text, Limits limits) {
    return all(text.getBytes(StandardCharsets.UTF_8), limits);
  }

  static List<ParsedItem> all(byte[] bytes, Limits limits) {
    return new RawParser(limits).parse(RawRecord.of(bytes, NOW));
  }

  static Article article(String text) {
    List<ParsedItem> items = all(text);
    assertThat(items).hasSize(1);
    return article(items.get(0));
  }

  static Article article(ParsedItem item) {
    assertThat(item).isInstanceOf(ParsedItem.Ready.class);
    return ((ParsedItem.Ready) item).article();
  }

  static ParsedItem.Broken broken(ParsedItem item) {
    assertThat(item).isInstanceOf(ParsedItem.Broken.class);
    return (ParsedItem.Broken) item;
  }

  static String skipped(String text) {
    List<ParsedItem> items = all(text);
    assertThat(items).hasSize(1);
    assertThat(items.get(0)).isInstanceOf(ParsedItem.Skipped.class);
    return ((ParsedItem.Skipped) items.get(0)).reason();
  }

  static String bytes(ParsedItem item) {
    return new String(broken(item).bytes(), StandardCharsets.UTF_8);
  }
}
