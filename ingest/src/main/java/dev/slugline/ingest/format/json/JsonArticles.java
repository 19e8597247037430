package dev.slugline.ingest.format.json;

import dev.slugline.ingest.format.Deadline;
import dev.slugline.ingest.format.Decoded;
import dev.slugline.ingest.format.Format;
import dev.slugline.ingest.format.Found;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.RawRecord;
import java.util.List;

/**
 * Articles as JSON: ninjs, JSON Feed and objects of no standard; one of them, an array, an envelope
 * around a list, JSON lines, or one behind the other.
 */
public final class JsonArticles implements Format {
  @Override
  public boolean accepts(String contentType) {
    return contentType.contains("json");
  }

  /** What begins as JSON is meant to be it, sound or not. */
  @Override
  public boolean matches(String text) {
    int first = visible(text, 0);
    int second = visible(text, first + 1);
    if (second >= text.length()) {
      return false;
    }
    char next = text.charAt(second);
    return text.charAt(first) == '{'
        ? next == '"' || next == '}' || next == '\'' || isComment(text, second)
        : text.charAt(first) == '[' && (next == '{' || next == '[' || next == ']');
  }

  /** A single line that is declared to be JSON is one of JSON lines, sound or not. */
  @Override
  public boolean canBe(String text) {
    int first = visible(text, 0);
    char c = first < text.length() ? text.charAt(first) : '<';
    return c == '{' || c == '[' || (c != '<' && text.strip().indexOf('\n') < 0);
  }

  private static boolean isComment(String text, int at) {
    return text.startsWith("//", at) || text.startsWith("/*", at);
  }

  private static int visible(String text, int from) {
    return JsonText.visible(text, from, text.length());
  }

  @Override
  public String name(String text) {
    return "json";
  }

  @Override
  public List<Found> read(RawRecord raw, Decoded decoded, Limits limits, Deadline deadline) {
    return new JsonReading(raw, decoded, limits, deadline).read();
  }
}
