package dev.slugline.ingest.page.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One walk over the text of a script, from one value of data to the next: the objects and arrays
 * that stand where no code can stand, and long strings that begin as JSON does. Linear. Not
 * thread-safe.
 */
final class ScriptWalk {
  private static final int SHORTEST = 200;
  private static final int MOST_PARAMETERS = 20_000;

  /** Behind these a bracket opens a value; behind others a block, an index or parameters. */
  private static final String BEFORE_VALUES = "=(,:[?|&";

  private final String text;
  private final StateBudget budget;
  private final ScriptStrings strings;
  private final LooseJson reader;
  private final List<JsonNode> values = new ArrayList<>();
  private final List<String> held = new ArrayList<>();
  private final StringBuilder stream = new StringBuilder();
  private final List<String> parameters = new ArrayList<>();
  private char before = '=';
  private String word = "";
  private int at;

  ScriptWalk(String text, int depth, StateBudget budget) {
    this.text = text;
    this.budget = budget;
    this.strings = new ScriptStrings(text);
    this.reader = new LooseJson(text, depth, budget);
  }

  List<JsonNode> values() {
    return values;
  }

  /** The strings that begin as JSON does. */
  List<String> strings() {
    return held;
  }

  /** The chunks of a stream that the script pushes, joined. */
  String stream() {
    return stream.toString();
  }

  void all() {
    for (at = strings.visible(0); at < text.length(); at = strings.visible(at)) {
      if (budget.isOver()) {
        return;
      }
      step(text.charAt(at));
    }
  }

  private void step(char c) {
    if (ScriptStrings.isQuote(c)) {
      string();
    } else if (ScriptStrings.isWordPart(c)) {
      word();
    } else if (c == '{' || c == '[') {
      if (BEFORE_VALUES.indexOf(before) >= 0 || (before == 'a' && word.equals("return"))) {
        value();
      } else {
        mark(c);
      }
    } else if (c == '/') {
      at = strings.patternEnd(at, before);
      mark('/');
    } else {
      mark(c);
    }
  }

  private void mark(char c) {
    before = c;
    at++;
  }

  private void word() {
    int end = strings.wordEnd(at);
    word = text.substring(at, end);
    before = 'a';
    at = end;
    if (word.equals("function")) {
      parameters();
    }
  }

  private void parameters() {
    int open = strings.visible(at);
    if (open >= text.length() || text.charAt(open) != '(') {
      return;
    }
    parameters.clear();
    int next = strings.visible(open + 1);
    int end = strings.wordEnd(next);
    while (end > next && parameters.size() < MOST_PARAMETERS) {
      parameters.add(text.substring(next, end));
      int comma = strings.visible(end);
      if (comma >= text.length() || text.charAt(comma) != ',') {
        break;
      }
      next = strings.visible(comma + 1);
      end = strings.wordEnd(next);
    }
    at = end;
  }

  private void string() {
    int close = strings.closingQuote(at, false);
    if (close - at > SHORTEST) {
      String start = text.substring(at + 1, at + 4);
      if ("{[%\\".indexOf(start.charAt(0)) >= 0 || start.isBlank()) {
        held.add(strings.decoded(at + 1, close));
      }
    }
    before = 'a';
    word = "";
    at = close + 1;
  }

  private void value() {
    boolean pushed = word.equals("push");
    boolean returned = before == 'a';
    ContainerNode<?> value = reader.read(at);
    at = Math.max(reader.end(), at + 1);
    before = 'a';
    word = "";
    if (returned && !parameters.isEmpty()) {
      arguments();
    }
    if (pushed && value.size() == 2 && value.path(0).isNumber() && value.path(1).isTextual()) {
      stream.append(value.path(1).textValue());
    } else {
      values.add(value);
    }
  }

  /** What a function that returns data is called with, where the call stands right behind it. */
  private void arguments() {
    int next = strings.visible(at);
    while (next < text.length()
        && (text.charAt(next) == '}' || text.charAt(next) == ')' || text.charAt(next) == ';')) {
      next = strings.visible(next + 1);
    }
    if (next >= text.length() || text.charAt(next) != '(') {
      return;
    }
    LooseJson call = reader.sibling();
    ContainerNode<?> given = call.read(next);
    Map<String, JsonNode> variables = new HashMap<>();
    for (int i = 0; i < Math.min(given.size(), parameters.size()); i++) {
      variables.put(parameters.get(i), given.path(i));
    }
    reader.fill(variables);
    at = Math.max(call.end(), next + 1);
  }
}
