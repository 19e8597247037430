package dev.slugline.ingest.clean;

import dev.slugline.ingest.clean.Phrases.Kind;
import java.util.Locale;

/** Lines that send the reader to another text. */
final class LinkLine {
  private static final String MARKS = ":|\u3011])\u00bb>\u203a\u2192";
  private static final String DASHES = "-\u2013\u2014";
  private static final String ENDS = ".\u2026\u3002:|>\u00bb\u203a!\u2192\u3011]-\u2013\u2014 ";
  private static final int MOST_WORDS = 35;
  private static final int MOST_WORDS_OF_A_REQUEST = 18;
  private static final int MOST_WORDS_OF_A_TITLE = 12;
  private static final int FEWEST_WORDS = 4;
  private static final int FEWEST_LOW_WORDS = 2;

  private LinkLine() {}

  static boolean is(Line whole) {
    // the phrase alone can stand in brackets, with the headline behind them
    boolean opened = !whole.isEmpty() && "[\u3010(".indexOf(whole.text().charAt(0)) >= 0;
    Line line = opened ? whole.from(1) : whole;
    return isBefore(line, Kind.ALSO)
        || isBefore(line, Kind.MORE)
        || isBefore(line, Kind.WATCH)
        || isClick(line)
        || isRead(line);
  }

  private static boolean isBefore(Line line, Kind kind) {
    int end = Phrases.of(kind).end(line.folded(), 0);
    if (end < 0) {
      return false;
    }
    if (line.pastMarks(end, ENDS).isEmpty()) {
      return kind != Kind.WATCH;
    }
    Line behind = line.pastMarks(end, "");
    char mark = behind.folded().charAt(0);
    if (MARKS.indexOf(mark) < 0) {
      boolean dash = kind == Kind.ALSO && DASHES.indexOf(mark) >= 0;
      Line rest = behind.pastMarks(0, DASHES);
      return dash && isHeadline(rest) && !hasSecondDash(rest);
    }
    Line rest = behind.pastMarks(0, MARKS + DASHES);
    if (rest.isEmpty() || rest.words() > MOST_WORDS) {
      return false;
    }
    if (mark != ':' || kind == Kind.ALSO) {
      boolean sentence = rest.isStatement() && rest.words() > MOST_WORDS_OF_A_TITLE;
      return !sentence && rest.innerEnds() < 2 && !isSpeech(rest);
    }
    return isHeadline(rest)
        && (kind == Kind.MORE || isNoTitle(rest, line.text().substring(0, end)));
  }

  /** Not that of a book, a film or a record, of which an article recommends some. */
  private static boolean isNoTitle(Line rest, String phrase) {
    if (rest.words() < FEWEST_WORDS) {
      return false;
    }
    boolean capitals = phrase.equals(phrase.toUpperCase(Locale.ROOT));
    boolean cased = !phrase.equals(phrase.toLowerCase(Locale.ROOT));
    return capitals || !cased || lowWords(rest) >= FEWEST_LOW_WORDS;
  }

  private static int lowWords(Line rest) {
    int low = 0;
    for (String word : rest.text().split(" ", -1)) {
      boolean lower = !word.isEmpty() && Character.isLowerCase(word.codePointAt(0));
      low += lower && !Phrases.of(Kind.WITHIN_NAMES).isWhole(Folding.of(word)) ? 1 : 0;
    }
    return low;
  }

  private static boolean hasSecondDash(Line rest) {
    return rest.text().contains(" \u2013 ") || rest.text().contains(" \u2014 ");
  }

  /** A headline is no sentence with a full stop, and nobody's words. */
  private static boolean isHeadline(Line rest) {
    return !rest.isEmpty()
        && !rest.startsLower()
        && !rest.isStatement()
        && rest.innerEnds() < 2
        && !isSpeech(rest);
  }

  /** Whether a quotation ends within it and its speaker is named behind. */
  private static boolean isSpeech(Line rest) {
    return rest.text().contains(",\"")
        || rest.text().contains(",\u201d")
        || rest.text().contains("\u201d,")
        || rest.text().contains("\",");
  }

  private static boolean isClick(Line line) {
    boolean begins = Phrases.of(Kind.CLICK).end(line.folded(), 0) >= 0;
    boolean ends = Phrases.of(Kind.CLICK).lastStart(withoutEnd(line.folded())) >= 0;
    return (begins || ends) && isRequest(line);
  }

  private static boolean isRead(Line line) {
    if (Phrases.of(Kind.READ).end(line.folded(), 0) < 0 || !isRequest(line)) {
      return false;
    }
    return !line.isStatement() || Phrases.of(Kind.HERE).lastStart(withoutEnd(line.folded())) >= 0;
  }

  private static boolean isRequest(Line line) {
    return !line.hasQuotes()
        && !line.has(",;\u060c\uff0c\u3001")
        && line.innerEnds() == 0
        && line.words() <= MOST_WORDS_OF_A_REQUEST
        && !Phrases.of(Kind.SAID).isIn(line.folded());
  }

  private static String withoutEnd(String folded) {
    int end = folded.length();
    while (end > 0 && ENDS.indexOf(folded.charAt(end - 1)) >= 0) {
      end--;
    }
    return folded.substring(0, end);
  }
}
