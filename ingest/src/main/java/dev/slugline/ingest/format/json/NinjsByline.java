package dev.slugline.ingest.format.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The names in a byline: {@code By Ada Lund and Bo Ek, Example News} has two. */
final class NinjsByline {
  private static final Pattern BY =
      Pattern.compile(
          "(?:by|von|av|af|par|por|di|da|door)\\s+(?=\\p{L})", Pattern.CASE_INSENSITIVE);
  private static final Pattern AND =
      Pattern.compile(
          "\\s+(?:and|und|och|og|et|y|e|en)\\s+|\\s*[;&|]\\s*", Pattern.CASE_INSENSITIVE);

  /** Words of houses and jobs, not of names. */
  private static final Set<String> HOUSES =
      Set.of(
          "press",
          "news",
          "agency",
          "times",
          "post",
          "media",
          "staff",
          "writer",
          "reporter",
          "editor",
          "correspondent",
          "database",
          "service",
          "group",
          "the",
          "contributor");

  private NinjsByline() {}

  static List<String> names(String byline) {
    String line = byline.strip();
    if (BY.matcher(line).lookingAt()) {
      line = BY.matcher(line).replaceFirst("");
    }
    List<String> names = new ArrayList<>();
    for (String some : AND.split(line, -1)) {
      for (String part : some.split(",", -1)) {
        String name = part.strip();
        int house = name.indexOf('/');
        name = house > 0 ? name.substring(0, house).strip() : name;
        // the first is taken as it is: it may be the house itself
        if (!name.isEmpty() && (names.isEmpty() || isPerson(name))) {
          names.add(name);
        }
      }
    }
    return names;
  }

  private static boolean isPerson(String name) {
    String[] words = name.split("\\s+", -1);
    if (words.length < 2 || words.length > 5) {
      return false;
    }
    for (String word : words) {
      if (HOUSES.contains(word.toLowerCase(Locale.ROOT))) {
        return false;
      }
    }
    return Character.isUpperCase(name.codePointAt(0))
        || !Character.isLowerCase(name.codePointAt(0));
  }
}
