package dev.slugline.ingest.page.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a value as scripts write their data: JSON, or an object of JavaScript with bare names,
 * other quotes, comments, commas too many, and expressions in the place of values, which are
 * skipped. It never fails: what is not closed ends with the text. Each character is looked at a
 * bounded number of times, and nothing is recursive. What is deeper than the limit, or more than
 * the budget of nodes, is skipped. Not thread-safe.
 */
final class LooseJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int LONG_STRING = 200;
  private static final int LONGEST_WORD = 40;
  private static final int LONGEST_NUMBER = 18;

  private final String text;
  private final int depth;
  private final StateBudget budget;
  private final Deque<ContainerNode<?>> open = new ArrayDeque<>();
  private final List<Bare> bare = new ArrayList<>();
  private final ScriptStrings strings;
  private int at;
  private @Nullable String name;

  /** A value that is the name of a variable. */
  private record Bare(ContainerNode<?> in, String field, int index, String variable) {}

  LooseJson(String text, int depth, StateBudget budget) {
    this.text = text;
    this.depth = depth;
    this.budget = budget;
    this.strings = new ScriptStrings(text);
  }

  /** A reader of the same text, with a place of its own. */
  LooseJson sibling() {
    return new LooseJson(text, depth, budget);
  }

  /** Where the value that was read last ends: behind its closing bracket. */
  int end() {
    return at;
  }

  /** Reads the object, array or list of arguments that begins at a bracket. */
  ContainerNode<?> read(int from) {
    ContainerNode<?> root = text.charAt(from) == '{' ? NODES.objectNode() : NODES.arrayNode();
    bare.clear();
    open.clear();
    name = null;
    open.push(root);
    at = from + 1;
    while (!open.isEmpty() && at < text.length()) {
      step();
    }
    return root;
  }

  /** Puts values in the places where the last value has the names of these variables. */
  void fill(Map<String, JsonNode> variables) {
    for (Bare each : bare) {
      JsonNode value = variables.get(each.variable());
      if (value != null && each.in() instanceof ObjectNode object) {
        object.set(each.field(), value);
      } else if (value != null && each.in() instanceof ArrayNode array) {
        array.set(each.index(), value);
      }
    }
  }

  private void step() {
    at = strings.visible(at);
    if (at >= text.length()) {
      return;
    }
    char c = text.charAt(at);
    if (c == '}' || c == ']' || c == ')') {
      at++;
      open.pop();
      name = null;
    } else if (c == ',' || c == ';' || c == ':') {
      at++;
    } else if (open.element() instanceof ObjectNode && name == null) {
      name();
    } else {
      value(c);
      name = null;
    }
  }

  private void name() {
    String read;
    char c = text.charAt(at);
    if (ScriptStrings.isQuote(c)) {
      read = string();
    } else {
      int end = strings.wordEnd(at);
      read = text.substring(at, end);
      at = end;
    }
    at = strings.visible(at);
    if (!read.isEmpty() && at < text.length() && text.charAt(at) == ':') {
      at++;
      name = read;
    } else {
      at = strings.expressionEnd(at);
    }
  }

  private void value(char c) {
    if (c == '{' || c == '[') {
      container(c);
    } else if (ScriptStrings.isQuote(c)) {
      add(NODES.textNode(joined()));
      at = strings.expressionEnd(at);
    } else {
      expression();
    }
  }

  private void container(char c) {
    if (open.size() >= depth || !budget.take()) {
      at = strings.expressionEnd(at);
      return;
    }
    ContainerNode<?> inner = c == '{' ? NODES.objectNode() : NODES.arrayNode();
    add(inner);
    open.push(inner);
    at++;
  }

  /** A string, and those that a plus adds to it. */
  private String joined() {
    String first = string();
    int next = strings.visible(at);
    if (next >= text.length() || text.charAt(next) != '+') {
      return first;
    }
    StringBuilder whole = new StringBuilder(first);
    while (next < text.length() && text.charAt(next) == '+') {
      next = strings.visible(next + 1);
      if (next >= text.length() || !ScriptStrings.isQuote(text.charAt(next))) {
        break;
      }
      at = next;
      whole.append(string());
      next = strings.visible(at);
    }
    return whole.toString();
  }

  private String string() {
    int end = strings.closingQuote(at, true);
    String read = strings.decoded(at + 1, end);
    at = Math.min(end + 1, text.length());
    return read;
  }

  /** A number, a word of JSON, a variable; of any other expression the long string within. */
  private void expression() {
    int start = at;
    int end = strings.expressionEnd(at);
    at = Math.max(end, start + 1);
    if (end - start > LONGEST_WORD) {
      int quote = strings.firstQuote(start, end);
      int close = quote < 0 ? -1 : strings.closingQuote(quote, false);
      boolean isLong = close - quote > LONG_STRING && close < end;
      add(isLong ? NODES.textNode(strings.decoded(quote + 1, close)) : NODES.nullNode());
      return;
    }
    String word = text.substring(start, Math.max(start, end)).strip();
    switch (word) {
      case "true", "!0" -> add(NODES.booleanNode(true));
      case "false", "!1" -> add(NODES.booleanNode(false));
      case "null", "undefined", "void 0", "" -> add(NODES.nullNode());
      default -> add(number(word));
    }
  }

  private JsonNode number(String word) {
    char c = word.charAt(0);
    if (c == '-' || (c >= '0' && c <= '9')) {
      // only whole numbers are of use, as places and ids
      boolean whole =
          word.length() < LONGEST_NUMBER && word.chars().skip(1).allMatch(LooseJson::isDigit);
      return whole && !word.equals("-")
          ? NODES.numberNode(Long.parseLong(word))
          : NODES.textNode(word);
    }
    if (ScriptStrings.isName(word)) {
      ContainerNode<?> in = open.element();
      bare.add(new Bare(in, name == null ? "" : name, in.size(), word));
    }
    return NODES.nullNode();
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private void add(JsonNode value) {
    ContainerNode<?> in = open.element();
    if (!budget.take()) {
      return;
    }
    if (in instanceof ArrayNode array) {
      array.add(value);
    } else if (in instanceof ObjectNode object && name != null) {
      object.set(name, value);
    }
  }
}
