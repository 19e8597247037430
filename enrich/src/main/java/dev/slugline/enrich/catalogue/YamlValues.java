package dev.slugline.enrich.catalogue;

import dev.slugline.enrich.catalogue.RuleSource.Place;
import dev.slugline.enrich.catalogue.YamlNode.Entry;
import dev.slugline.enrich.catalogue.YamlNode.Mapping;
import dev.slugline.enrich.catalogue.YamlNode.Scalar;
import dev.slugline.enrich.catalogue.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of a YAML document, each of the kind that is asked for. What is of another kind
 * is a problem, and a value of the right kind, though empty, stands for it. Not thread-safe.
 */
final class YamlValues {
  /** So much of a value is told, in characters. */
  private static final int QUOTED = 80;

  /** What is wrong, and where. */
  record Problem(Place place, String code, String reason) {}

  private final List<Problem> problems = new ArrayList<>();
  private final boolean bounded;

  /**
   * @param bounded whether texts may be too long
   */
  YamlValues(boolean bounded) {
    this.bounded = bounded;
  }

  /** What was wrong up to now. */
  List<Problem> problems() {
    return problems;
  }

  List<String> texts(Mapping parent, String key) {
    return list(parent, key).stream().map(item -> text(item, key)).toList();
  }

  void known(Mapping mapping, String... keys) {
    List<String> known = Arrays.stream(keys).sorted().toList();
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!known.contains(key)) {
                problem(entry.keyPlace(), "unknown key " + quoted(key) + "; known: " + known);
              }
            });
  }

  /** Whether a key has the first of its two values, which is the default. */
  boolean isFirst(Mapping rule, String key, String first, String second) {
    Entry entry = rule.entries().get(key);
    if (entry == null) {
      return true;
    }
    String value = text(entry.value(), key);
    if (!value.equals(first) && !value.equals(second)) {
      problem(
          entry.value().place(),
          key + " is '" + first + "' or '" + second + "', not " + quoted(value));
    }
    return !value.equals(second);
  }

  Mapping mapping(YamlNode node, String what) {
    if (node instanceof Mapping mapping) {
      return mapping;
    }
    problem(node.place(), what + " must be written as 'key: value' pairs");
    return new Mapping(node.place(), Map.of());
  }

  List<YamlNode> list(Mapping parent, String key) {
    Entry entry = parent.entries().get(key);
    return entry == null ? List.of() : items(entry.value(), key);
  }

  List<YamlNode> items(YamlNode node, String key) {
    if (node instanceof Sequence sequence) {
      return sequence.items();
    }
    problem(node.place(), "'" + key + "' must be a list");
    return List.of();
  }

  String required(Mapping mapping, String key) {
    Entry entry = mapping.entries().get(key);
    if (entry == null) {
      if (!mapping.entries().isEmpty()) {
        problem(mapping.place(), "'" + key + "' is missing");
      }
      return "";
    }
    return text(entry.value(), key);
  }

  String text(YamlNode node, String key) {
    if (!(node instanceof Scalar scalar)) {
      problem(node.place(), "'" + key + "' must be a text");
      return "";
    }
    if (scalar.text() == null || scalar.text().isBlank()) {
      problem(node.place(), "'" + key + "' is empty");
      return "";
    }
    return scalar.text();
  }

  String required(Mapping mapping, String key, int most) {
    Entry entry = mapping.entries().get(key);
    return entry == null ? required(mapping, key) : text(entry.value(), key, most);
  }

  /**
   * A text that goes on into records or lists.
   *
   * @param most how many characters it may have
   */
  String text(YamlNode node, String key, int most) {
    String text = text(node, key);
    int length = text.codePointCount(0, text.length());
    if (length <= most(most)) {
      return text;
    }
    problem(
        node.place(),
        "'" + key + "' has " + length + " characters; at most " + most + " are allowed");
    return "";
  }

  /** A bound, where there are bounds. */
  int most(int bound) {
    return bounded ? bound : Integer.MAX_VALUE;
  }

  /** A value as it stands in a message: of a long one the beginning. */
  static String quoted(String value) {
    return value.codePointCount(0, value.length()) <= QUOTED
        ? "'" + value + "'"
        : "'" + value.substring(0, value.offsetByCodePoints(0, QUOTED)) + "…'";
  }

  /** Whether nothing is wrong at a place. */
  boolean isSound(Place place) {
    return problems.stream().noneMatch(it -> it.place().equals(place));
  }

  int integer(Mapping mapping, String key, @Nullable Integer absent, int min, int max) {
    Entry entry = mapping.entries().get(key);
    if (entry == null) {
      if (absent == null) {
        if (isSound(mapping.place())) {
          problem(mapping.place(), "'" + key + "' is missing");
        }
        return 0;
      }
      return absent;
    }
    if (entry.value() instanceof Scalar scalar && scalar.isInteger() && scalar.text() != null) {
      try {
        int value = Integer.parseInt(scalar.text());
        if (value >= min && value <= max) {
          return value;
        }
      } catch (NumberFormatException e) {
        // too long or written otherwise: reported below like any other number out of range
      }
    }
    problem(
        entry.value().place(), "'" + key + "' must be a whole number from " + min + " to " + max);
    return absent == null ? 0 : absent;
  }

  Place placeOf(Mapping mapping, String key) {
    Entry entry = mapping.entries().get(key);
    return entry == null ? mapping.place() : entry.value().place();
  }

  void problem(Place place, String reason) {
    problem(place, "rule", reason);
  }

  void problem(Place place, String code, String reason) {
    problems.add(new Problem(place, code, reason));
  }
}
