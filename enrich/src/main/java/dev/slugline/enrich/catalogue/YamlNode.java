package dev.slugline.enrich.catalogue;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.slugline.enrich.catalogue.RuleSource.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A YAML document that remembers the place of each value. Anchors are refused: a rule is read by
 * people, and a value should stand where it counts.
 */
sealed interface YamlNode {
  Pattern PLACE = Pattern.compile("(?m)^ in .*, line ([0-9]{1,8}), column ([0-9]{1,8}):");

  Place place();

  /** A text or a whole number, as it was written; no text for an empty value. */
  record Scalar(Place place, @Nullable String text, boolean isInteger) implements YamlNode {}

  record Sequence(Place place, List<YamlNode> items) implements YamlNode {}

  record Mapping(Place place, Map<String, Entry> entries) implements YamlNode {}

  record Entry(Place keyPlace, YamlNode value) {}

  /** What YAML itself has against the text. */
  final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;
    final transient Place place;

    Malformed(Place place, String reason) {
      super(reason);
      this.place = place;
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }

  /** Reads one document; {@code problem} hears of a key that stands twice. */
  static YamlNode parse(String yaml, FileText text, BiConsumer<Place, String> problem)
      throws Malformed {
    try (YAMLParser parser = new YAMLFactory().createParser(yaml)) {
      if (parser.nextToken() == null) {
        throw new Malformed(Place.START, "the file is empty");
      }
      YamlNode root = read(parser, text, problem);
      if (parser.nextToken() != null) {
        throw new Malformed(
            place(text, parser.currentTokenLocation()), "a second document: one rule a file");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw new Malformed(problemPlace(text, e), plain(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static YamlNode read(YAMLParser parser, FileText file, BiConsumer<Place, String> problem)
      throws IOException, Malformed {
    Place place = place(file, parser.currentTokenLocation());
    if (parser.isCurrentAlias()) {
      throw new Malformed(place, "an alias (*name): write the value out");
    }
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_ARRAY) {
      var items = new ArrayList<YamlNode>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(read(parser, file, problem));
      }
      return new Sequence(place, items);
    }
    if (token == JsonToken.START_OBJECT) {
      var entries = new LinkedHashMap<String, Entry>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String key = parser.currentName();
        Place keyPlace = place(file, parser.currentTokenLocation());
        parser.nextToken();
        if (entries.put(key, new Entry(keyPlace, read(parser, file, problem))) != null) {
          problem.accept(keyPlace, "'" + key + "' stands twice");
        }
      }
      return new Mapping(place, entries);
    }
    return new Scalar(place, text(parser), token == JsonToken.VALUE_NUMBER_INT);
  }

  private static @Nullable String text(JsonParser parser) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_NULL ? null : parser.getText();
  }

  private static Place place(FileText file, @Nullable JsonLocation location) {
    // YAML counts characters, and knows more ends of lines than editors do
    return location == null || location.getCharOffset() < 0
        ? Place.START
        : file.placeOfCharacter((int) location.getCharOffset());
  }

  /** The last place that the message names: the first is where what YAML was reading began. */
  private static Place problemPlace(FileText file, JsonProcessingException e) {
    Matcher places = PLACE.matcher(String.valueOf(e.getOriginalMessage()));
    Place last = null;
    while (places.find()) {
      last = new Place(Integer.parseInt(places.group(1)), Integer.parseInt(places.group(2)));
    }
    return last == null ? place(file, e.getLocation()) : last;
  }

  /** The message without the places and excerpts in it, which are indented. */
  private static String plain(@Nullable String message) {
    return message == null
        ? "not YAML"
        : message
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith(" "))
            .collect(Collectors.joining(", "));
  }
}
