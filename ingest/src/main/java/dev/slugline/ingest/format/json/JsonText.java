package dev.slugline.ingest.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.slugline.ingest.format.Decoded;
import dev.slugline.ingest.format.Limits;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The text of a raw record of JSON: where its values begin and end, told by brackets and quotes
 * alone, so that a value that is no sound JSON can be cut out and its neighbours be read. Every
 * walk is linear. Not thread-safe: it remembers the last line that it counted.
 */
final class JsonText {
  private static final char MARK = '\ufeff';

  private final String text;
  private final byte[] whole;
  private final Charset charset;
  private final JsonFactory factory;
  private final int first;
  private final int last;
  private int counted;
  private int line = 1;
  private int lineStart;

  /** A walk over the tokens of a value. */
  interface Walk {
    void over(JsonParser parser) throws IOException;
  }

  JsonText(Decoded decoded, byte[] whole, Limits limits) {
    this.text = decoded.text();
    this.whole = whole;
    this.first = visible(text, 0, text.length());
    int end = text.length();
    while (end > first && isBlank(text.charAt(end - 1))) {
      end--;
    }
    this.last = end;
    Charset own = decoded.charset();
    // a piece of UTF-16 has no mark that would tell it
    this.charset = own.name().startsWith("UTF-16") ? StandardCharsets.UTF_8 : own;
    this.factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.jsonDepth())
                    .maxNumberLength(limits.jsonNumberLength())
                    // a record's size bounds its strings and names
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            // names that are made to collide would make its table slow
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();
  }

  /**
   * Parses a part of the text.
   *
   * @return what broke; null: nothing
   */
  @Nullable JsonProblem parse(int from, int to, Walk walk) {
    try (JsonParser parser = factory.createParser(text.substring(from, to))) {
      return parse(parser, from, walk);
    } catch (IOException e) {
      return new JsonProblem("malformed", "cannot be read", from);
    }
  }

  private static @Nullable JsonProblem parse(JsonParser parser, int from, Walk walk) {
    try {
      walk.over(parser);
      return null;
    } catch (IOException e) {
      return JsonProblem.of(e, parser, from);
    }
  }

  int length() {
    return text.length();
  }

  char at(int index) {
    return text.charAt(index);
  }

  int lineEnd(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  /** The first character at or after {@code from} that is no white space; {@code to}: none. */
  int visible(int from, int to) {
    return visible(text, from, to);
  }

  static int visible(String text, int from, int to) {
    int at = from;
    while (at < to && isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(char c) {
    return c <= ' ' || c == MARK;
  }

  /**
   * Where the value that begins at {@code from} ends: behind its last bracket, or for what has none
   * before the next comma or closing bracket.
   *
   * @return -1: not before {@code to}
   */
  int end(int from, int to) {
    int depth = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '"') {
        i = closingQuote(i, to);
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
        if (depth <= 0) {
          return depth == 0 ? i + 1 : i;
        }
      } else if (c == ',' && depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private int closingQuote(int open, int to) {
    int at = open + 1;
    while (at < to && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return at;
  }

  /** The bytes of a part of the text; of the whole of it the record's own. */
  byte[] bytes(int from, int to) {
    return from <= first && to >= last ? whole : text.substring(from, to).getBytes(charset);
  }

  /** How a person is told of a place. */
  String place(int offset) {
    int to = Math.max(0, Math.min(offset, text.length()));
    if (to < counted) {
      counted = 0;
      line = 1;
      lineStart = 0;
    }
    for (; counted < to; counted++) {
      if (text.charAt(counted) == '\n') {
        line++;
        lineStart = counted + 1;
      }
    }
    return "line " + line + ", column " + (to - lineStart + 1);
  }
}
