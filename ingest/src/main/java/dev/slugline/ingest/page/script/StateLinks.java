package dev.slugline.ingest.page.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a page's data names a value instead of having it: by the key of a cache, by the row of a
 * stream, by its place in a flat list. Following these can lead in circles. Not thread-safe.
 */
final class StateLinks {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MOST_TRIED = 50;
  private static final int SHORTEST_FLAT = 4;
  private static final int LONGEST_ROW = 12;

  private final Map<String, JsonNode> named = new HashMap<>();
  private final Set<String> meant = new HashSet<>();

  /** Learns the names of what is in a value. */
  void learn(JsonNode root) {
    Deque<JsonNode> left = new ArrayDeque<>();
    left.push(root);
    while (!left.isEmpty()) {
      JsonNode node = left.pop();
      for (var fields = node.properties().iterator(); fields.hasNext(); ) {
        Map.Entry<String, JsonNode> field = fields.next();
        String name = field.getKey();
        if (name.startsWith("$") || (name.indexOf(':') > 0 && field.getValue().isObject())) {
          named.putIfAbsent(name, field.getValue());
        }
      }
      for (JsonNode child : node) {
        String name = name(child);
        if (name != null) {
          meant.add(name);
        } else if (child.isContainerNode()) {
          left.push(child);
        }
      }
    }
  }

  /** The value that is meant; a component that is written as a list comes as an object. */
  JsonNode resolved(JsonNode node) {
    String name = name(node);
    JsonNode value = name == null ? null : named.get(name);
    return component(value == null ? node : value);
  }

  /** Whether a value is reached by its name, so that the place where it stands tells nothing. */
  boolean isMeant(String name) {
    return meant.contains(name);
  }

  private static @Nullable String name(JsonNode node) {
    if (node.isTextual()) {
      String text = node.textValue();
      boolean row = text.startsWith("$") && text.length() > 1 && text.length() < LONGEST_ROW;
      return row ? "$" + text.substring("L@".indexOf(text.charAt(1)) >= 0 ? 2 : 1) : null;
    }
    if (node.isObject() && node.has("__ref")) {
      return node.path("__ref").textValue();
    }
    boolean id = node.isObject() && node.path("type").asText().equals("id");
    return id ? node.path("id").textValue() : null;
  }

  private static JsonNode component(JsonNode node) {
    boolean component =
        node.isArray()
            && node.size() >= 4
            && node.path(0).asText().equals("$")
            && node.path(3).isObject();
    if (!component) {
      return node;
    }
    ObjectNode object = NODES.objectNode();
    object.set("tagName", node.path(1));
    object.set("props", node.path(3));
    return object;
  }

  /** Whether a list holds one value in such a way that each part names others by their places. */
  static boolean isFlat(JsonNode list) {
    if (!list.isArray() || list.size() < SHORTEST_FLAT || !list.path(0).isContainerNode()) {
      return false;
    }
    int containers = 0;
    for (int i = 0; i < Math.min(list.size(), MOST_TRIED); i++) {
      JsonNode part = list.path(i);
      int at = 0;
      for (JsonNode each : part) {
        boolean tag = at++ == 0 && part.isArray() && each.isTextual();
        boolean place = each.isInt() || each.isLong();
        if (!tag && (!place || each.asLong() >= list.size())) {
          return false;
        }
      }
      containers += part.size() > 0 ? 1 : 0;
    }
    return containers > 1;
  }

  /** The value that a flat list holds. */
  static JsonNode unfolded(JsonNode list) {
    List<JsonNode> parts = new ArrayList<>();
    for (JsonNode part : list) {
      parts.add(part.isObject() ? NODES.objectNode() : part.isArray() ? NODES.arrayNode() : part);
    }
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof ContainerNode<?> into) {
        unfold(list.path(i), into, parts);
      }
    }
    return parts.get(0);
  }

  private static void unfold(JsonNode from, ContainerNode<?> into, List<JsonNode> parts) {
    if (into instanceof ArrayNode array) {
      for (JsonNode each : from) {
        array.add(part(each, parts));
      }
    } else if (into instanceof ObjectNode object) {
      from.properties().forEach(it -> object.set(it.getKey(), part(it.getValue(), parts)));
    }
  }

  private static JsonNode part(JsonNode place, List<JsonNode> parts) {
    int at = place.isNumber() ? place.intValue() : -1;
    return at >= 0 && at < parts.size() ? parts.get(at) : NODES.nullNode();
  }
}
