package dev.slugline.ingest.format.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

/**
 * A JSON value as a tree in which numbers are as they were written: an id of twenty digits, or of
 * {@code 1e400}, is none that a machine's number could hold. Not recursive. Of a name that an
 * object has twice the last value counts.
 */
final class JsonTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonTree() {}

  /** Reads the value whose first token is at hand, and leaves its last one at hand. */
  static JsonNode read(JsonParser parser) throws IOException {
    JsonToken first = parser.currentToken();
    if (!first.isStructStart()) {
      return scalar(parser);
    }
    Deque<ContainerNode<?>> open = new ArrayDeque<>();
    ContainerNode<?> root = container(first);
    open.push(root);
    while (!open.isEmpty()) {
      // a text that ends too early is an error of the parser's own
      JsonToken token = Objects.requireNonNull(parser.nextToken());
      if (token.isStructEnd()) {
        open.pop();
      } else if (token != JsonToken.FIELD_NAME) {
        JsonNode value = token.isStructStart() ? container(token) : scalar(parser);
        add(open.element(), parser, value);
        if (value instanceof ContainerNode<?> inner) {
          open.push(inner);
        }
      }
    }
    return root;
  }

  private static void add(ContainerNode<?> parent, JsonParser parser, JsonNode value)
      throws IOException {
    if (parent instanceof ArrayNode array) {
      array.add(value);
    } else if (parent instanceof ObjectNode object) {
      JsonToken token = parser.currentToken();
      // an inner container has taken the parser's context, and its parent knows the name
      String name =
          token.isStructStart()
              ? parser.getParsingContext().getParent().getCurrentName()
              : parser.currentName();
      object.set(name, value);
    }
  }

  private static ContainerNode<?> container(JsonToken token) {
    return token == JsonToken.START_ARRAY ? NODES.arrayNode() : NODES.objectNode();
  }

  private static JsonNode scalar(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Written(parser.getText());
      default -> NODES.nullNode();
    };
  }

  /** A number, as text. */
  private static final class Written extends POJONode {
    private static final long serialVersionUID = 1L;

    Written(String text) {
      super(text);
    }

    @Override
    public JsonNodeType getNodeType() {
      return JsonNodeType.NUMBER;
    }
  }
}
