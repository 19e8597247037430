package dev.slugline.ingest;

import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a process reads before its first record: one of each kind, so that the tables that it loads
 * once are there. That takes a second, several on a busy machine, and would otherwise be taken from
 * the time budget of whatever comes first: a sound record would become a dead letter.
 */
final class FirstRecords {
  private static final String SENTENCE =
      "The keeper of the light has painted his tower red, to the dismay of the pilots, who had known"
          + " it white for a hundred years and more.";
  private static final List<String> ALL =
      List.of(
          """
          {"id": "1", "source": "First", "url": "https://first.example/1", "title": "A tower",
           "published_at": "2026-01-05T10:00:00Z", "body": "%s"}
          """,
          """
          <rss version="2.0"><channel><title>First</title><link>https://first.example/</link>
          <item><guid>1</guid><title>A tower</title><pubDate>Mon, 05 Jan 2026 10:00:00 GMT</pubDate>
          <description>%s</description></item></channel></rss>
          """,
          """
          <!DOCTYPE html><html><head><title>A tower - First</title></head><body><article>
          <h1>A tower</h1><p class="byline">By Ana Reed</p><time>5 January 2026, 10:00</time>
          <p>%1$s</p><p>%1$s</p><p>%1$s</p></article><script>x = {a: "b"}</script></body></html>
          """);
  private static boolean read;

  private FirstRecords() {}

  /** Reads them, once a process. */
  static synchronized void read() {
    if (read) {
      return;
    }
    RawParser parser = new RawParser(patient());
    for (String each : ALL) {
      byte[] bytes = each.formatted(SENTENCE).getBytes(StandardCharsets.UTF_8);
      var unused = parser.parse(RawRecord.of(bytes, Instant.EPOCH));
    }
    read = true;
  }

  private static Limits patient() {
    Duration patience = Duration.ofMinutes(1);
    return Limits.DEFAULT.withBudgets(patience, patience);
  }
}
