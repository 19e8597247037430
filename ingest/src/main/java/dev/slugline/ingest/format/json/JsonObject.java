package dev.slugline.ingest.format.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What could be read of a JSON object: its fields but for the list of others that it may be an
 * envelope of, where that list begins, and what broke. Built by one reading, then only looked at.
 */
final class JsonObject {
  private static final Set<String> LISTS =
      Set.of(
          "articles", "items", "_items", "entries", "stories", "results", "docs", "data", "news");

  private final ObjectNode fields = JsonNodeFactory.instance.objectNode();
  private final List<String> repeated = new ArrayList<>();
  private int list = -1;
  private @Nullable JsonProblem problem;

  private JsonObject() {}

  /** Reads the object between two places of the text. */
  static JsonObject read(JsonText text, int from, int to) {
    JsonObject object = new JsonObject();
    object.problem =
        text.parse(
            from,
            to,
            parser -> {
              parser.nextToken();
              object.fields(parser, from);
            });
    return object;
  }

  private void fields(JsonParser parser, int base) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (list < 0 && value == JsonToken.START_ARRAY && LISTS.contains(name)) {
        list = base + (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
      } else if (fields.replace(name, JsonTree.read(parser)) != null) {
        repeated.add(name);
      }
    }
  }

  ObjectNode fields() {
    return fields;
  }

  /** The names that it has more than once. */
  List<String> repeated() {
    return repeated;
  }

  /** Where the first list that may be one of articles opens; -1: there is none. */
  int list() {
    return list;
  }

  /** Why the object could not be read to its end; null: it could. */
  @Nullable JsonProblem problem() {
    return problem;
  }
}
