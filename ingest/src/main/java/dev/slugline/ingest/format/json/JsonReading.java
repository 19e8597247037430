package dev.slugline.ingest.format.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.ingest.format.Deadline;
import dev.slugline.ingest.format.Decoded;
import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Found;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import dev.slugline.ingest.format.SharedIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The reading of one raw record of JSON. Each value is first cut out by its brackets and then read
 * alone, so that one that is broken, or too deep, leaves its neighbours be.
 */
final class JsonReading {
  /** Envelopes within envelopes; each is looked through once more. */
  private static final int DEEPEST_ENVELOPE = 4;

  private final RawRecord raw;
  private final JsonText text;
  private final Limits limits;
  private final Deadline deadline;
  private final List<Found> found = new ArrayList<>();
  private int broken;

  JsonReading(RawRecord raw, Decoded decoded, Limits limits, Deadline deadline) {
    this.raw = raw;
    this.text = new JsonText(decoded, raw.value(), limits);
    this.limits = limits;
    this.deadline = deadline;
  }

  List<Found> read() {
    if (isLines()) {
      for (int at = 0; at < text.length() && !full(); at = text.lineEnd(at) + 1) {
        values(at, text.lineEnd(at));
      }
    } else {
      values(0, text.length());
    }
    return found;
  }

  private boolean full() {
    return found.size() > limits.maxItems() || deadline.passed();
  }

  /** Whether lines are whole objects: the first one, or half of them all. */
  private boolean isLines() {
    int full = 0;
    int whole = 0;
    boolean first = false;
    for (int at = 0; at < text.length(); at = text.lineEnd(at) + 1) {
      int end = text.lineEnd(at);
      int start = text.visible(at, end);
      if (start < end) {
        int close = text.at(start) == '{' ? text.end(start, end) : -1;
        boolean object = close >= 0 && text.visible(close, end) == end;
        first |= full == 0 && object;
        full++;
        whole += object ? 1 : 0;
      }
    }
    return full > 1 && (first || whole * 2 >= full);
  }

  /** Objects and arrays one behind the other. */
  private void values(int from, int to) {
    String behind = null;
    int at = text.visible(from, to);
    while (at < to && !full()) {
      char c = text.at(at);
      if ((c != '{' && c != '[') || "the array".equals(behind)) {
        String what =
            behind == null ? "here an object or array should begin" : "text after " + behind;
        refuse("malformed", what, at, at, to);
        return;
      }
      int close = text.end(at, to);
      int end = close < 0 ? to : close;
      if (c == '{') {
        object(at, end, 0);
      } else if (array(at, end, (start, stop) -> value(start, stop, 0)) == 0) {
        found.add(new Found.Other(new ParsedItem.Skipped("empty")));
      }
      behind = c == '{' ? "the object" : "the array";
      at = text.visible(end, to);
    }
  }

  /** Takes an element. */
  private interface Element {
    void at(int from, int to);
  }

  /** Hands the elements of an array on, and says how many there were, sound or not. */
  private int array(int open, int to, Element element) {
    int count = 0;
    int at = text.visible(open + 1, to);
    while (at < to && !full()) {
      char c = text.at(at);
      if (c == ']' && count == 0) {
        return 0;
      }
      count++;
      int end = text.end(at, to);
      if (end < 0) {
        cut(at, to);
        return count;
      }
      if (end == at) {
        String what = c == '}' ? "a bracket that closes nothing" : "an element is missing";
        refuse("malformed", what, at, at, at + 1);
        end += c == '}' ? 1 : 0;
      } else {
        element.at(at, end);
      }
      at = text.visible(end, to);
      if (at < to && text.at(at) == ']') {
        return count;
      }
      at = at < to && text.at(at) == ',' ? text.visible(at + 1, to) : at;
    }
    if (!full()) {
      refuse("malformed", "the array does not end", to, open, to);
      count++;
    }
    return count;
  }

  /** The last element of an array that is cut off within it, or whose brackets do not match. */
  private void cut(int from, int to) {
    JsonProblem problem =
        text.parse(
            from,
            to,
            parser -> {
              parser.nextToken();
              parser.skipChildren();
            });
    if (problem != null && problem.code().equals("over-limit")) {
      refuse(problem, from, to);
    } else {
      int offset = problem == null ? to : problem.offset();
      refuse("malformed", "the array does not end, nor does this element", offset, from, to);
    }
  }

  private void value(int from, int to, int level) {
    if (text.at(from) == '{') {
      object(from, to, level);
      return;
    }
    JsonProblem problem =
        text.parse(
            from,
            to,
            parser -> {
              parser.nextToken();
              String kind = JsonTree.read(parser).getNodeType().name().toLowerCase(Locale.ROOT);
              String what = "an article is a JSON object, this is: " + kind;
              refuse("malformed", what, from, from, to);
            });
    if (problem != null) {
      refuse(problem, from, to);
    }
  }

  private void object(int from, int to, int level) {
    JsonObject object = JsonObject.read(text, from, to);
    JsonNode fields = object.fields();
    JsonProblem problem = object.problem();
    boolean feed = JsonFeed.is(fields) && object.list() >= 0;
    boolean envelope = level < DEEPEST_ENVELOPE && isEnvelope(object, to);
    if (!feed && !envelope) {
      if (problem != null) {
        refuse(problem, from, to);
      } else {
        found.add(item(object, text.bytes(from, to)));
      }
      return;
    }
    int before = broken;
    if (feed) {
      feed(fields, object.list(), to);
    } else if (array(object.list(), to, (at, end) -> value(at, end, level + 1)) == 0) {
      found.add(new Found.Other(new ParsedItem.Skipped("empty")));
    }
    if (problem != null && broken == before && !full()) {
      refuse(problem, from, to);
    }
  }

  /** A list of objects, or of none, in what has no text itself. */
  private boolean isEnvelope(JsonObject object, int to) {
    JsonNode fields = object.fields();
    if (object.list() < 0 || !JsonFields.hasNoBody(fields) || Ninjs.is(fields)) {
      return false;
    }
    int first = text.visible(object.list() + 1, to);
    char c = first < to ? text.at(first) : ' ';
    return c == '{' || (c == ']' && JsonFields.hasNoTitle(fields));
  }

  private static Found item(JsonObject object, byte[] own) {
    JsonNode fields = object.fields();
    if (fields.path("$schema").asText().contains("json-schema.org")) {
      return new Found.Other(new ParsedItem.Skipped("a JSON schema, no article"));
    }
    if (JsonFeed.is(fields)) {
      return new Found.Other(new ParsedItem.Skipped("empty"));
    }
    Found item =
        Ninjs.is(fields) ? Ninjs.read(fields, own) : new Found.Text(JsonFields.read(fields, own));
    if (item instanceof Found.Text article) {
      warn(object, article.draft());
    }
    return item;
  }

  private static void warn(JsonObject object, Draft draft) {
    for (String name : object.repeated()) {
      if (JsonFields.isKnown(name)) {
        draft.warnings().add("duplicate-key:" + name);
      }
    }
  }

  private void feed(JsonNode fields, int list, int to) {
    JsonFeed feed = new JsonFeed(fields, raw.key());
    List<Draft> drafts = new ArrayList<>();
    int count =
        array(
            list,
            to,
            (from, end) -> {
              JsonObject object = text.at(from) == '{' ? JsonObject.read(text, from, end) : null;
              if (object == null || object.problem() != null) {
                value(from, end, DEEPEST_ENVELOPE);
                return;
              }
              Draft draft = feed.item(object.fields(), text.bytes(from, end));
              warn(object, draft);
              drafts.add(draft);
              found.add(new Found.Text(draft));
            });
    SharedIds.drop(drafts);
    if (count == 0) {
      found.add(new Found.Other(new ParsedItem.Skipped("empty")));
    }
  }

  private void refuse(JsonProblem problem, int from, int to) {
    broken++;
    String reason = problem.reason(text);
    byte[] own = text.bytes(from, to);
    found.add(new Found.Other(new ParsedItem.Broken(problem.code(), reason, own)));
  }

  private void refuse(String code, String what, int offset, int from, int to) {
    refuse(new JsonProblem(code, what, offset), from, to);
  }
}
