package dev.slugline.ingest.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The names in a line that says who wrote an article. */
final class Bylines {
  private static final int LONGEST = 60;
  private static final int MOST_WORDS = 6;
  private static final Pattern LEAD =
      Pattern.compile(
          "(?iu)^(?:(?:written|reported|story|text|words|analysis|opinion|review) )?(?:by|von|par|por|di|door)[: ]\\s*");
  private static final Pattern BETWEEN =
      Pattern.compile("\\s*(?:[,;|\u00b7\u2022/\\n]| (?i:and|und|et|y|e|en) | & )\\s*");
  private static final Pattern ROLE =
      Pattern.compile(
          "(?iu).*\\b(?:writer|editor|editor-at-large|correspondent|reporter|columnist|contributor)$"
              + "|(?-i)[A-Z]{2,4}|[A-Z]{2,4} (?i:business|sport|news)");
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Set<String> NO_NAMES =
      Set.of("print", "share", "email", "e-mail", "updated", "published", "follow", "admin", "by");

  private Bylines() {}

  /** The names of a line; what has digits, is an address or begins in lower case is none. */
  static List<String> names(String line) {
    List<String> names = new ArrayList<>();
    String bare = LEAD.matcher(line.strip()).replaceFirst("");
    for (String part : BETWEEN.split(bare, -1)) {
      String name = LEAD.matcher(SPACES.matcher(part.strip()).replaceAll(" ")).replaceFirst("");
      boolean role = !names.isEmpty() && ROLE.matcher(name).matches();
      if (isName(name) && !role && !names.contains(name)) {
        names.add(name);
      }
    }
    return names;
  }

  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST
        && !Character.isLowerCase(text.codePointAt(0))
        && text.codePoints().noneMatch(Character::isDigit)
        && text.codePoints().anyMatch(Character::isLetter)
        && !text.contains("@")
        && !text.contains("://")
        && !NO_NAMES.contains(text.toLowerCase(Locale.ROOT))
        && text.chars().filter(c -> c == ' ').count() < MOST_WORDS;
  }
}
