package dev.slugline.ingest.stream;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code content-type} of a raw record. Its parameter {@code source} is the feeder's
 * word for the source: {@code application/json; source="Harbour Wire"}.
 */
public final class ContentType {
  /** Bytes of whatever kind: the format is sniffed. */
  private static final String ANY = "application/octet-stream";

  private ContentType() {}

  /** The header's value; null: there is nothing to say. */
  public static @Nullable String of(@Nullable String type, @Nullable String source) {
    if (source == null) {
      return type;
    }
    String quoted = source.replace("\\", "\\\\").replace("\"", "\\\"");
    return (type == null ? ANY : type) + "; source=\"" + quoted + "\"";
  }

  /** What the parameter {@code source} says; null: it is not there, or is empty. */
  public static @Nullable String source(@Nullable String header) {
    if (header == null) {
      return null;
    }
    int at = header.indexOf(';');
    while (at >= 0) {
      int equals = header.indexOf('=', at);
      if (equals < 0) {
        return null;
      }
      String name = header.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
      StringBuilder value = new StringBuilder();
      at = value(header, equals + 1, value);
      if (name.equals("source")) {
        String found = value.toString().strip();
        return found.isEmpty() ? null : found;
      }
    }
    return null;
  }

  /** Reads a token or a quoted text; returns where the next semicolon is, or -1. */
  private static int value(String header, int from, StringBuilder into) {
    boolean quoted = false;
    for (int i = from; i < header.length(); i++) {
      char c = header.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '\\' && quoted && i + 1 < header.length()) {
        i++;
        into.append(header.charAt(i));
      } else if (c == ';' && !quoted) {
        return i;
      } else {
        into.append(c);
      }
    }
    return -1;
  }
}
