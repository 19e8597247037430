package dev.slugline.ingest.format.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An object of ninjs whose names are read in any case: {@code versioncreated} of generations 1 and
 * 2 is {@code versionCreated} of generation 3.
 */
final class NinjsObject {
  private final Map<String, JsonNode> fields = new HashMap<>();

  /**
   * @param node what is no object has no fields
   */
  NinjsObject(JsonNode node) {
    node.properties()
        .forEach(
            field -> {
              if (!field.getValue().isNull()) {
                fields.put(field.getKey().toLowerCase(Locale.ROOT), field.getValue());
              }
            });
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  /** The fields whose names begin so, by the rest of their names. */
  Map<String, JsonNode> beginning(String prefix) {
    Map<String, JsonNode> found = new TreeMap<>();
    fields.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            found.put(name.substring(prefix.length()), value);
          }
        });
    return found;
  }

  /** The text or number of the first of these that has one; null: none has. */
  @Nullable String text(String... names) {
    for (String name : names) {
      JsonNode value = fields.get(name);
      if (value != null && (value.isTextual() || value.isNumber()) && !value.asText().isBlank()) {
        return value.asText();
      }
    }
    return null;
  }

  /** The value under a name; an empty list where there is none. */
  JsonNode value(String name) {
    JsonNode value = fields.get(name);
    return value == null ? MissingNode.getInstance() : value;
  }

  /** The elements of the lists under these names; what is no list counts as one of one. */
  List<JsonNode> list(String... names) {
    List<JsonNode> found = new ArrayList<>();
    for (String name : names) {
      JsonNode value = value(name);
      if (value.isArray()) {
        value.forEach(found::add);
      } else if (!value.isMissingNode()) {
        found.add(value);
      }
    }
    return found;
  }

  /** What the first of the elements of a list is called; null: nothing. */
  @Nullable String name(String... names) {
    for (JsonNode one : list(names)) {
      String name = one.isTextual() ? one.asText() : new NinjsObject(one).text("name", "literal");
      if (name != null && !name.isBlank()) {
        return name;
      }
    }
    return null;
  }
}
