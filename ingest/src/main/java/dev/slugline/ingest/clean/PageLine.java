package dev.slugline.ingest.clean;

import dev.slugline.ingest.clean.Phrases.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines that belong to the page that a text stood on: advertisements, buttons, lists, rights. */
final class PageLine {
  private static final int LONGEST_LABEL = 80;
  private static final int MOST_TAG_WORDS = 4;
  private static final int MOST_TAGS = 40;
  private static final int MOST_RIGHTS_WORDS = 60;
  private static final int MOST_OWNER_WORDS = 10;
  private static final int LONG_PHRASE = 25;
  private static final Pattern BETWEEN_TAGS = Pattern.compile("[,;|#\u00b7\u2022\u3001\u060c/]");
  private static final Pattern COUNT = Pattern.compile("\\(?[\\d][\\d.,]{0,8}\\)?[kK]?");
  private static final Pattern OWNED =
      Pattern.compile("(?:(?:copyright|hak cipta|copyright by|\\(c\\)|[\u00a9\u24d2]) ?){1,3}");
  private static final Pattern YEARS =
      Pattern.compile("[(]?(?:19|20)\\d\\d(?: ?[-\u2013,] ?(?:19|20)\\d\\d)?[),.]?");

  private PageLine() {}

  static boolean isAdvertisement(Line line) {
    return isLabel(line) && Phrases.of(Kind.ADVERTISEMENT).isBare(line.folded());
  }

  static boolean isControl(Line line) {
    if (!isLabel(line)) {
      return false;
    }
    String folded = line.folded();
    if (Phrases.of(Kind.CONTROL).isBare(folded)) {
      return true;
    }
    int space = folded.indexOf(' ');
    int last = folded.lastIndexOf(' ');
    return (space > 0
            && COUNT.matcher(folded.substring(0, space)).matches()
            && Phrases.of(Kind.COUNTED).isBare(folded.substring(space)))
        || (last > 0
            && COUNT.matcher(folded.substring(last + 1)).matches()
            && Phrases.of(Kind.COUNTED).isBare(folded.substring(0, last)));
  }

  private static boolean isLabel(Line line) {
    return line.text().length() <= LONGEST_LABEL && !line.hasQuotes() && !line.has("?\uff1f");
  }

  static boolean isTags(Line line) {
    int end = Phrases.of(Kind.TAGS).end(line.folded(), 0);
    if (end < 0 || line.isStatement() || line.hasQuotes() || line.has("?!")) {
      return false;
    }
    Line behind = line.pastMarks(end, "");
    if (behind.isEmpty() || behind.folded().charAt(0) != ':') {
      return false;
    }
    String[] tags = BETWEEN_TAGS.split(behind.pastMarks(0, ":#").text(), MOST_TAGS + 1);
    if (tags.length > MOST_TAGS) {
      return false;
    }
    for (String tag : tags) {
      if (WordCount.of(tag) > MOST_TAG_WORDS || tag.contains(": ")) {
        return false;
      }
    }
    return !Phrases.of(Kind.SAID).isIn(behind.folded());
  }

  static boolean isRights(Line line) {
    Matcher mark = OWNED.matcher(line.folded());
    boolean owned = mark.lookingAt();
    boolean marked = owned || line.has("\u00a9\u24d2");
    boolean rights =
        (marked && (Phrases.of(Kind.RIGHTS).isIn(line.folded()) || isDated(line, mark)))
            || isReservation(line);
    return rights && !line.hasQuotes() && !line.has("?") && line.words() <= MOST_RIGHTS_WORDS;
  }

  /** A mark, a year and an owner. */
  private static boolean isDated(Line line, Matcher mark) {
    if (!mark.lookingAt()) {
      return false;
    }
    Line rest = line.pastMarks(mark.end(), "");
    Matcher years = YEARS.matcher(rest.folded());
    if (!years.lookingAt()) {
      return false;
    }
    rest = rest.pastMarks(years.end(), "-\u2013,.");
    return rest.isEmpty() || isOwner(rest);
  }

  private static boolean isOwner(Line rest) {
    Line owner = rest.withoutStop();
    int again = YEARS.matcher(owner.folded()).find() ? owner.folded().lastIndexOf(' ') : -1;
    return CreditLine.isNames(again > 0 ? owner.upTo(again) : owner, MOST_OWNER_WORDS);
  }

  /** The words that reserve rights, alone or with the owner's name before them. */
  private static boolean isReservation(Line line) {
    Line bare = line.withoutStop();
    Phrases rights = Phrases.of(Kind.RIGHTS);
    int end = rights.end(bare.folded(), 0);
    if (end >= 0) {
      boolean mark =
          end == bare.text().length() || ".,;!\u3002\uff0c".indexOf(bare.text().charAt(end)) >= 0;
      return mark || end >= LONG_PHRASE;
    }
    int start = rights.lastStart(bare.folded());
    if (start < 0) {
      return false;
    }
    Line owner = bare.upTo(start).withoutMarks();
    return CreditLine.isNames(owner, MOST_OWNER_WORDS);
  }
}
