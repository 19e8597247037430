package dev.slugline.ingest;

import dev.slugline.ingest.format.Deadline;
import dev.slugline.ingest.format.Decoded;
import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Found;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The drafts that the sniffed format makes of a text, for what an article does not show. */
final class FormatDrafts {
  private FormatDrafts() {}

  static List<Draft> of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Decoded decoded = Decoded.of(bytes);
    RawRecord raw = RawRecord.of(bytes, RawParserTest.NOW);
    Deadline deadline = new Deadline(Limits.DEFAULT.budget());
    List<Draft> drafts = new ArrayList<>();
    for (Found found :
        Sniffer.choose(decoded, null).format().read(raw, decoded, Limits.DEFAULT, deadline)) {
      if (found instanceof Found.Text story) {
        drafts.add(story.draft());
      }
    }
    return drafts;
  }
}
