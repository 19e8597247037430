package dev.slugline.ingest.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.format.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What unpacking tells of each part, a line a part. */
final class Told {
  private Told() {}

  static List<String> told(Source source, Limits limits) throws IOException {
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
  static List<String> told(byte[] bytes, String name) throws IOException {
    List<String> anywhere = told(Source.of(bytes, name), Limits.DEFAULT);
    InputStream in = new ByteArrayInputStream(bytes);
    assertThat(told(Source.of(in, name, false), Limits.DEFAULT)).isEqualTo(anywhere);
    return anywhere;
  }
}
