package dev.slugline.ingest.clean;

import dev.slugline.ingest.article.CorrectionNote;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The lines that stand in a body and are not its text. Narrow on purpose: when in doubt a line
 * stays.
 */
enum Boilerplate {
  PROMOTION("promotional link"),
  FOLLOW("follow or sign-up line"),
  CREDIT("credit"),
  CORRECTION("correction note");

  private static final int LONGEST = 300;
  private static final int CREDIT_WORDS = 6;
  private static final Pattern LINKS =
      Pattern.compile(
          "(?:(?:also read|read also|also see|see also|also watch|must read)(?: ?[|:] ?\\S.*| ?[|:])?"
              + "|(?:also read|read also) ?[-\u2013\u2014] ?\\S.*"
              + "|(?:read more|read|watch|related|related stories|related articles|more on this)"
              + " ?\\| ?\\S.*"
              + "|(?:read more|related|related stories|related articles|more on this story) ?:.*"
              + "|read more(?: here)?[.\u2026\u00bb>]*)");
  private static final Pattern FOLLOWS =
      Pattern.compile(
          "(?:follow|like|join|find) (?:us|our [a-z ]{1,30}) (?:on|at|via) (?:@?[a-z]+,? ){0,6}"
              + "(?:twitter|x|facebook|instagram|telegram|whatsapp|youtube|linkedin|tiktok|threads"
              + "|bluesky|google news)\\b[^.]{0,120}\\.?");
  private static final Pattern SIGN_UPS =
      Pattern.compile(
          "(?:click here to )?(?:sign up|subscribe|register) (?:here )?(?:for|to) (?:our|the) "
              + "[^.]{0,80}\\b(?:newsletters?|alerts|briefing|channel|podcast)\\b[^.]{0,80}[.!]?");
  private static final Pattern CREDITS = Pattern.compile("\\(?(?i:source) ?: ?([^()]{2,80})\\)?");
  private static final Set<String> SECTIONS =
      Set.of(
          "World",
          "World News",
          "Politics",
          "Business",
          "Economy",
          "Markets",
          "Finance",
          "Money",
          "Sport",
          "Sports",
          "Technology",
          "Tech",
          "Science",
          "Health",
          "Environment",
          "Climate",
          "Culture",
          "Arts",
          "Entertainment",
          "Lifestyle",
          "Travel",
          "Opinion",
          "Europe",
          "Asia",
          "Africa",
          "Americas",
          "Middle East",
          "National",
          "International",
          "India",
          "Nation",
          "Top News",
          "Latest News",
          "Education",
          "Local News",
          "Companies",
          "Energy",
          "Defence",
          "Defense",
          "Breaking News",
          "News");

  private final String why;

  Boilerplate(String why) {
    this.why = why;
  }

  String why() {
    return why;
  }

  /** What a line without surrounding spaces is; null: text. */
  static @Nullable Boilerplate of(String line) {
    if (CorrectionNote.isLine(line)) {
      return CORRECTION;
    }
    if (line.length() > LONGEST) {
      return null;
    }
    String lower = line.toLowerCase(Locale.ROOT);
    if (LINKS.matcher(lower).matches()) {
      return PROMOTION;
    }
    if (FOLLOWS.matcher(lower).matches() || SIGN_UPS.matcher(lower).matches()) {
      return FOLLOW;
    }
    return credited(line) == null ? null : CREDIT;
  }

  /** Whom a credit line names; null when it is none. A sentence is no credit. */
  static @Nullable String credited(String line) {
    Matcher found = CREDITS.matcher(line);
    if (!found.matches()) {
      return null;
    }
    String name = found.group(1).strip();
    boolean sentence = name.endsWith(".") || name.endsWith("?") || name.endsWith("!");
    boolean named = !name.isEmpty() && !Character.isLowerCase(name.codePointAt(0));
    return sentence || !named || WordCount.of(name) > CREDIT_WORDS ? null : name;
  }

  static boolean isSection(String line) {
    return SECTIONS.contains(line);
  }
}
