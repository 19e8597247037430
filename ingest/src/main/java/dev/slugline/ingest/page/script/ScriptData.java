package dev.slugline.ingest.page.script;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * The data that a page carries for its scripts: blocks of JSON, objects that a script is assigned
 * or called with, JSON in strings, in attributes, and in the chunks of a stream. What names the
 * data has plays no part. Not thread-safe.
 */
final class ScriptData {
  private static final int SHORTEST = 200;

  private final int depth;
  private final StateBudget budget;
  private final List<JsonNode> values = new ArrayList<>();
  private final StringBuilder stream = new StringBuilder();

  private ScriptData(int depth, StateBudget budget) {
    this.depth = depth;
    this.budget = budget;
  }

  /** The values, in the order of the page; those of a stream, by the names of its rows, last. */
  static List<JsonNode> of(Document document, int depth, StateBudget budget) {
    ScriptData data = new ScriptData(depth, budget);
    for (Element element : document.getAllElements()) {
      if (budget.isOver()) {
        return data.values;
      }
      if (element.normalName().equals("script")) {
        data.script(element);
      }
      for (Attribute attribute : element.attributes()) {
        data.string(attribute.getValue());
      }
    }
    if (!data.stream.isEmpty() && budget.take(data.stream.length())) {
      data.values.add(new StreamedData(data.stream.toString(), depth, budget).rows());
    }
    return data.values;
  }

  private void script(Element script) {
    String type = script.attr("type").toLowerCase(Locale.ROOT);
    String text = script.data();
    boolean data = !type.contains("ld+json") && !type.contains("html");
    if (data && text.length() >= SHORTEST && budget.take(text.length())) {
      ScriptWalk walk = new ScriptWalk(text, depth, budget);
      walk.all();
      values.addAll(walk.values());
      stream.append(walk.stream());
      walk.strings().forEach(this::string);
    }
  }

  private void string(String text) {
    JsonNode value = read(text, depth, budget);
    if (value != null) {
      values.add(value);
    }
  }

  /**
   * The value of JSON that a string has in it, as it is or as it stands in an address.
   *
   * @return null: it has none, or it is too short to matter
   */
  static @Nullable JsonNode read(String text, int depth, StateBudget budget) {
    if (text.length() < SHORTEST || !mayHold(text) || !budget.take(text.length())) {
      return null;
    }
    String plain = text.strip();
    if (plain.startsWith("%")) {
      try {
        plain = URLDecoder.decode(plain.replace("+", "%2B"), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        return null; // a percent that encodes nothing
      }
    }
    return new LooseJson(plain, depth, budget).read(0);
  }

  private static boolean mayHold(String text) {
    String head = text.substring(0, 4).strip();
    return head.startsWith("{")
        || head.startsWith("[")
        || head.startsWith("%7B")
        || head.startsWith("%5B");
  }
}
