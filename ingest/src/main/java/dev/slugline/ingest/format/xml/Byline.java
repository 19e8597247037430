package dev.slugline.ingest.format.xml;

import dev.slugline.ingest.clean.TextCleaner;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names in the line that says who wrote a story. */
final class Byline {
  private static final int LONGEST = 1_000;
  private static final int MOST_WORDS = 5;
  private static final Pattern PREFIX =
      Pattern.compile("(?i)^(?:by\\b:? ?|(?:von|par|por|door|av):? (?=\\S+ \\S))");
  private static final Pattern BETWEEN =
      Pattern.compile(" ?[,;|/] ?(?:and )?| (?:and|&|und|et|en|og|och) ");
  private static final Pattern PLACE = Pattern.compile(" (?:in|at|for|from) \\p{Lu}.*$");
  private static final Set<String> WORK =
      Set.of(
          "staff",
          "reporter",
          "reporters",
          "correspondent",
          "correspondents",
          "writer",
          "writers",
          "editor",
          "editors",
          "bureau",
          "chief",
          "desk",
          "press",
          "news",
          "newspaper",
          "agency",
          "service",
          "photographer",
          "contributor",
          "columnist",
          "special",
          "senior",
          "the");

  private Byline() {}

  /** The names, in order; none where there is no line. */
  static List<String> names(@Nullable String text) {
    String line = TextCleaner.line(text);
    if (line == null || line.length() > LONGEST) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    String[] parts = BETWEEN.split(PREFIX.matcher(line).replaceFirst(""), -1);
    for (int i = 0; i < parts.length; i++) {
      String name = PLACE.matcher(parts[i].strip()).replaceFirst("");
      if (!name.isEmpty() && (i == 0 || isName(name))) {
        names.add(name);
      }
    }
    return names;
  }

  /** Whether what follows a name is another one, and not the person's work or place. */
  private static boolean isName(String text) {
    String[] words = text.split(" ", -1);
    if (words.length < 2 || words.length > MOST_WORDS) {
      return false;
    }
    for (String word : words) {
      if (WORK.contains(word.toLowerCase(Locale.ROOT)) || word.chars().anyMatch(Byline::isDigit)) {
        return false;
      }
    }
    return !Character.isLowerCase(words[words.length - 1].codePointAt(0));
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
