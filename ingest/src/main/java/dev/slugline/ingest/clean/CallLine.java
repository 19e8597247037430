package dev.slugline.ingest.clean;

import dev.slugline.ingest.clean.Phrases.Kind;

/** Lines that ask the reader to follow, to subscribe, to download or to pay. */
final class CallLine {
  private static final int MOST_WORDS = 45;
  private static final int MOST_WORDS_OF_NAMES = 12;
  private static final String ENDS = ".!\u3002\uff01\u0964\u06d4: ";

  private CallLine() {}

  static boolean is(Line line) {
    String folded = line.folded();
    boolean calls =
        (begins(folded, Kind.FOLLOW) && isIn(folded, Kind.CHANNEL))
            || (begins(folded, Kind.SIGN_UP) && isIn(folded, Kind.SERIES))
            || (begins(folded, Kind.GET) && isIn(folded, Kind.DELIVERY))
            || begins(folded, Kind.SUPPORT)
            || isCallWithVerbLast(folded)
            || isCallByNames(line);
    return calls
        && !line.hasQuotes()
        && line.innerEnds() < 3
        && line.words() <= MOST_WORDS
        && !isIn(folded, Kind.SAID);
  }

  private static boolean begins(String folded, Kind kind) {
    return Phrases.of(kind).end(folded, 0) >= 0;
  }

  private static boolean isIn(String folded, Kind kind) {
    return Phrases.of(kind).isIn(folded);
  }

  private static boolean isCallWithVerbLast(String folded) {
    int end = folded.length();
    while (end > 0 && ENDS.indexOf(folded.charAt(end - 1)) >= 0) {
      end--;
    }
    return Phrases.of(Kind.FOLLOW_END).lastStart(folded.substring(0, end)) >= 0
        && isIn(folded, Kind.CHANNEL)
        && isIn(folded, Kind.OWN);
  }

  /** "Follow Name on Channel": nothing but names, channels and what binds them. */
  private static boolean isCallByNames(Line line) {
    int end = Phrases.of(Kind.NAMED).end(line.folded(), 0);
    if (end < 0) {
      return false;
    }
    Line rest = line.from(end);
    String[] words = rest.text().strip().split("[ ,]+", -1);
    if (words.length > MOST_WORDS_OF_NAMES || words.length < 2) {
      return false;
    }
    for (String word : words) {
      String folded = withoutMarks(Folding.of(word));
      boolean name = !Character.isLowerCase(word.codePointAt(0));
      boolean known =
          Phrases.of(Kind.GLUE).isWhole(folded) || Phrases.of(Kind.CHANNEL).isWhole(folded);
      if (!name && !known && folded.indexOf('.') < 0) {
        return false;
      }
    }
    return isIn(rest.folded(), Kind.CHANNEL);
  }

  private static String withoutMarks(String word) {
    int end = word.length();
    while (end > 1 && !Character.isLetterOrDigit(word.charAt(end - 1))) {
      end--;
    }
    return word.substring(0, end);
  }
}
