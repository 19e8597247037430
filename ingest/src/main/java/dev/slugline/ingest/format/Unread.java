package dev.slugline.ingest.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is plainly in a format that none of the others reads: refused by name, never taken for text.
 */
public final class Unread implements Format {
  private static final int HEAD = 1_000;

  /** None: what is declared as one of them and is none is told from its bytes. */
  @Override
  public boolean accepts(String contentType) {
    return false;
  }

  @Override
  public boolean matches(String text) {
    return what(text) != null;
  }

  @Override
  public @Nullable String name(String text) {
    return null;
  }

  @Override
  public List<Found> read(RawRecord raw, Decoded decoded, Limits limits, Deadline deadline) {
    String reason = what(decoded.text()) + ", a format that is not read";
    return List.of(new Found.Other(new ParsedItem.Broken("malformed", reason, raw.value())));
  }

  private static @Nullable String what(String text) {
    String head = text.substring(0, Math.min(HEAD, text.length())).stripLeading();
    if (head.length() < 2 || head.charAt(0) != '<' || !opensMarkup(head.charAt(1))) {
      return null;
    }
    return "markup";
  }

  private static boolean opensMarkup(char c) {
    return c == '!' || c == '?' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
