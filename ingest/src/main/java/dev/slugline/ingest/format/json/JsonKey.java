package dev.slugline.ingest.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.slugline.ingest.format.Field;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The name that a JSON object gives its article, read without a parse of the whole: what all its
 * versions have in common, and so what they are to be keyed by.
 */
public final class JsonKey {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** A longer name is cut: it still is the same for the same article. */
  private static final int LONGEST = 1_024;

  private static final Set<String> NAMES =
      Stream.of(Field.ID, Field.URL)
          .flatMap(field -> JsonFields.names(field).stream())
          .collect(Collectors.toUnmodifiableSet());

  private JsonKey() {}

  /** The object's own id, else its URL; null: the bytes are no JSON object, or it has neither. */
  public static @Nullable String of(byte[] bytes) {
    Map<String, String> found = new HashMap<>();
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        boolean scalar = parser.nextToken().isScalarValue();
        if (scalar && NAMES.contains(name)) {
          found.put(name, parser.getText().strip());
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException e) {
      // cut off or broken: what stood before that is as good a name as any
    }
    String id = first(found, JsonFields.names(Field.ID));
    String key = id == null ? first(found, JsonFields.names(Field.URL)) : id;
    return key == null || key.length() <= LONGEST ? key : key.substring(0, LONGEST);
  }

  private static @Nullable String first(Map<String, String> found, List<String> names) {
    return names.stream()
        .map(found::get)
        .filter(value -> value != null && !value.isEmpty() && !value.equals("null"))
        .findFirst()
        .orElse(null);
  }
}
