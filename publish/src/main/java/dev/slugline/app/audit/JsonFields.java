package dev.slugline.app.audit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.slugline.ingest.article.ArticleJson;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Takes a few values out of a JSON object without making anything of the rest. Thread-safe. */
final class JsonFields {
  private final Set<String> wanted;

  /**
   * @param wanted names; the steps of a path into objects are set apart by slashes
   */
  JsonFields(String... wanted) {
    this.wanted = Set.of(wanted);
  }

  /** The values that are there, as text; what is null is not there. */
  Map<String, String> of(byte[] json) throws IOException {
    Map<String, String> found = new HashMap<>();
    try (JsonParser parser = ArticleJson.mapper().getFactory().createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no JSON object");
      }
      object(parser, "", found);
    }
    return found;
  }

  private void object(JsonParser parser, String path, Map<String, String> found)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = path + parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.START_OBJECT && isOnTheWay(name + '/')) {
        object(parser, name + '/', found);
      } else if (value.isStructStart()) {
        parser.skipChildren();
      } else if (value != JsonToken.VALUE_NULL && wanted.contains(name)) {
        found.put(name, parser.getText());
      }
    }
  }

  private boolean isOnTheWay(String path) {
    return wanted.stream().anyMatch(it -> it.startsWith(path));
  }
}
