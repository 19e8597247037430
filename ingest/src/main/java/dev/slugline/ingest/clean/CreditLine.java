package dev.slugline.ingest.clean;

import dev.slugline.ingest.clean.Phrases.Kind;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lines that name whose text or whose picture it is. */
final class CreditLine {
  private static final int MOST_WORDS = 6;
  private static final int MOST_PHOTO_WORDS = 12;
  private static final int MOST_UNCASED_WORDS = 3;
  private static final int LONGEST_LETTERS = 4;
  private static final int MOST_DIGITS = 3;
  private static final int MOST_HAN = 16;
  private static final Pattern WORDS = Pattern.compile("[ ,;+|&\u00b7\u3001\u060c()]+");

  private CreditLine() {}

  /** Whom a line names as the source of the text; null: it is no such line. */
  static @Nullable String source(Line line) {
    int end = Phrases.of(Kind.SOURCE).end(line.folded(), 0);
    if (end >= 0) {
      Line behind = line.pastMarks(end, "");
      boolean marked = !behind.isEmpty() && ":|=\uff1a".indexOf(behind.folded().charAt(0)) >= 0;
      Line name = behind.pastMarks(0, ":|=").withoutStop();
      return marked && isNames(name, MOST_WORDS) ? name.text() : null;
    }
    end = Phrases.of(Kind.INPUTS).end(line.folded(), 0);
    if (end < 0) {
      return null;
    }
    Line name = line.pastMarks(end, ":");
    boolean named = isNames(name.withoutStop(), MOST_WORDS);
    return named ? name.withoutStop().text() : null;
  }

  /** Whether a line names whose picture stood there, or what kind of picture it was. */
  static boolean isPhoto(Line line) {
    if (Phrases.of(Kind.PHOTO_LABEL).isWhole(line.withoutStop().folded())) {
      return true;
    }
    int end = Phrases.of(Kind.PHOTO).end(line.folded(), 0);
    if (end >= 0) {
      Line behind = line.pastMarks(end, "");
      if (!behind.isEmpty() && ":=/|\u00a9\uff0f".indexOf(behind.folded().charAt(0)) >= 0) {
        return isNames(behind.pastMarks(0, ":=/|\u00a9").withoutStop(), MOST_PHOTO_WORDS);
      }
    }
    end = Phrases.of(Kind.CREDIT_WORD).end(line.folded(), 0);
    if (end >= 0) {
      Line name = line.pastMarks(end, ":");
      return name.text().length() < line.text().length() - end && isAgencyName(name.withoutStop());
    }
    end = Phrases.of(Kind.PHOTO_BY).end(line.folded(), 0);
    if (end >= 0) {
      return isNames(line.pastMarks(end, ":").withoutStop(), MOST_PHOTO_WORDS);
    }
    return isAgencyPhoto(line);
  }

  private static boolean isAgencyPhoto(Line line) {
    boolean owned = line.text().startsWith("\u00a9");
    Line names = line.pastMarks(0, "\u00a9");
    if (!isNames(names, MOST_PHOTO_WORDS)) {
      return false;
    }
    String folded = names.folded();
    int start = Phrases.of(Kind.PHOTO_AGENCY).lastStart(folded);
    int end = Phrases.of(Kind.PHOTO_AGENCY).end(folded, 0);
    boolean shared = folded.indexOf('/') > 0 || folded.contains(" via ");
    boolean credit = start >= 0 || end >= 0;
    return (credit && (shared || line.enclosed() || owned))
        || (owned && !hasDigit(folded) && names.words() <= MOST_WORDS)
        || (line.enclosed() && isAgency(folded.substring(folded.lastIndexOf('/') + 1), names));
  }

  /** An agency, or a name with an agency behind a slash. */
  private static boolean isAgencyName(Line name) {
    String last = name.folded().substring(name.folded().lastIndexOf('/') + 1);
    return isNames(name, MOST_PHOTO_WORDS)
        && (isAgency(last, name) || Phrases.of(Kind.PHOTO_AGENCY).lastStart(last) >= 0);
  }

  private static boolean isAgency(String last, Line name) {
    return last.length() < name.text().length() && Phrases.of(Kind.AGENCIES).isWhole(last.strip());
  }

  private static boolean hasDigit(String text) {
    return text.chars().anyMatch(Character::isDigit);
  }

  /** Whether a text is names and nothing else: no word of it begins low but those that bind. */
  static boolean isNames(Line line, int mostWords) {
    if (line.isEmpty() || line.isStatement() || line.has("?!:;\u3002\uff0c\uff01\uff1f\u0964")) {
      return false;
    }
    int first = line.text().codePointAt(0);
    if (!Character.isLetter(first) && first != '@') {
      return false;
    }
    if (line.words() > mostWords || line.hasQuotes()) {
      return false;
    }
    boolean cased = false;
    boolean named = false;
    for (String word : WORDS.split(line.text(), -1)) {
      int c = word.isEmpty() ? ' ' : word.codePointAt(0);
      cased |= Character.isUpperCase(c) || Character.isLowerCase(c);
      if (Character.isDigit(c) && word.length() > MOST_DIGITS) {
        return false;
      }
      boolean name = c != ' ' && (!Character.isLowerCase(c) || isLowName(word));
      named |= name;
      boolean binds = c == ' ' || Phrases.of(Kind.WITHIN_NAMES).isWhole(Folding.of(word));
      if (!name && (!binds || !named)) {
        return false;
      }
    }
    return named && (cased || isShort(line));
  }

  /** An agency, an address, an author's letters before an agency, a mark such as "iStock". */
  private static boolean isLowName(String word) {
    String folded = Folding.of(word);
    int slash = word.indexOf('/');
    boolean camel = word.length() > 1 && Character.isUpperCase(word.charAt(1));
    return camel
        || word.indexOf('.') > 0
        || Phrases.of(Kind.AGENCIES).isWhole(folded)
        || (slash > 0
            && slash <= LONGEST_LETTERS
            && Phrases.of(Kind.AGENCIES).isWhole(folded.substring(slash + 1)));
  }

  /** Where no letter tells a name from another word, a name is short. */
  private static boolean isShort(Line line) {
    boolean han = line.text().chars().anyMatch(c -> c >= 0x2e80);
    return han
        ? line.text().length() <= MOST_HAN
        : line.text().split(" ", -1).length <= MOST_UNCASED_WORDS;
  }
}
