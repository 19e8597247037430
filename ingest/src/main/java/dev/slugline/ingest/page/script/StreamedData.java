package dev.slugline.ingest.page.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The rows of a stream in which a server sends a page's components: each has a name in hexadecimal,
 * a colon, and JSON to the end of the line, or a text of a stated length in bytes. Linear. Not
 * thread-safe.
 */
final class StreamedData {
  private static final int LONGEST_NAME = 8;

  private final String text;
  private final int depth;
  private final StateBudget budget;
  private int at;

  StreamedData(String text, int depth, StateBudget budget) {
    this.text = text;
    this.depth = depth;
    this.budget = budget;
  }

  /** The rows by their names; they refer to each other by these with a dollar before. */
  ObjectNode rows() {
    ObjectNode rows = JsonNodeFactory.instance.objectNode();
    while (at < text.length() && budget.take()) {
      int colon = at;
      while (colon < text.length()
          && colon - at < LONGEST_NAME
          && Character.digit(text.charAt(colon), 16) >= 0) {
        colon++;
      }
      if (colon > at && colon + 1 < text.length() && text.charAt(colon) == ':') {
        String name = "$" + text.substring(at, colon);
        at = colon + 1;
        row(name, rows);
      } else {
        at = lineEnd() + 1;
      }
    }
    return rows;
  }

  private void row(String name, ObjectNode rows) {
    char kind = text.charAt(at);
    if (kind == 'T') {
      rows.put(name, sized());
      return;
    }
    JsonNode value = null;
    if (kind == '{' || kind == '[') {
      LooseJson reader = new LooseJson(text, depth, budget);
      value = reader.read(at);
      at = reader.end();
    }
    if (value != null) {
      rows.set(name, value);
    }
    at = lineEnd() + 1;
  }

  private String sized() {
    int comma = at + 1;
    int bytes = 0;
    while (comma < text.length() && comma - at <= LONGEST_NAME - 1) {
      int digit = Character.digit(text.charAt(comma), 16);
      if (digit < 0) {
        break;
      }
      bytes = bytes * 16 + digit;
      comma++;
    }
    int start = Math.min(comma + 1, text.length());
    int end = start;
    int left = bytes;
    while (end < text.length() && left > 0) {
      char c = text.charAt(end);
      // each half of a pair of surrogates stands for two of its four bytes
      left -= c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
      end++;
    }
    at = end;
    return text.substring(start, end);
  }

  private int lineEnd() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }
}
