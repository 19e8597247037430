package dev.slugline.enrich.rule;

import dev.slugline.enrich.rule.Clause.Within;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * One text cut into its title, the sentences of its body and its paragraphs. A paragraph ends at a
 * line break; a sentence there too, or at a full stop, a question or exclamation mark (also those
 * of Chinese, Japanese, Arabic, Hindi) that a capital, a quotation mark, a digit or a letter of a
 * script without capitals follows behind white space, unless the stop belongs to an initial or one
 * of a few English abbreviations. Reused from text to text. Not thread-safe.
 */
final class Passages {
  /** How often a clause counts that fired in the title, in a sentence of the lead, and at most. */
  static final int TITLE_COUNTS = 3;

  static final int LEAD_COUNTS = 2;
  static final int MOST = 3;

  /** The lead: so many characters of the body, or a tenth of it where that is more. */
  private static final int LEAD_CHARS = 300;

  /** The most letters of an abbreviation. */
  private static final int LONGEST = 6;

  /** What makes a capital of ASCII a small letter. */
  private static final int LOWER = 0x20;

  /** Each as one number, sorted. */
  private static final long[] ABBREVIATIONS =
      Stream.of(
              "mr", "mrs", "ms", "dr", "prof", "st", "sen", "rep", "gov", "gen", "col", "lt", "maj",
              "capt", "sgt", "adm", "cmdr", "jr", "sr", "vs", "no", "inc", "corp", "co", "ltd",
              "jan", "feb", "aug", "sept", "oct", "nov", "dec", "rev", "hon", "messrs", "op", "cf")
          .mapToLong(Passages::number)
          .sorted()
          .toArray();

  /** The characters of ASCII at which a sentence may end. */
  private static final boolean[] ENDS = new boolean[128];

  static {
    for (char c : new char[] {'\n', '.', '!', '?'}) {
      ENDS[c] = true;
    }
  }

  /** No other character before it is a stop. */
  private static final char FIRST_OTHER_STOP = '؟';

  private static final int KEPT = 1 << 21;

  private final Ints sentences = new Ints();
  private final Ints paragraphs = new Ints();
  private String body = "";
  private char[] chars = {};
  private int length;
  private boolean cut;

  void begin(Text text) {
    body = text.body();
    length = body.length();
    cut = false;
  }

  /** Lets go of the text. */
  void end() {
    body = "";
    if (chars.length > KEPT) {
      chars = new char[0];
    }
  }

  /** The passage of a place in the body: a number from 1 on, in order. */
  int of(int offset, Within within) {
    cut();
    Ints starts = within == Within.SENTENCE ? sentences : paragraphs;
    int low = 0;
    int high = starts.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (starts.get(middle) <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** How many sentences the body has. */
  int sentences() {
    cut();
    return sentences.size();
  }

  /** How often a clause counts that fired at a place in the body. */
  int counts(int offset) {
    return offset < lead() ? LEAD_COUNTS : 1;
  }

  /** Where the lead ends. */
  int lead() {
    return Math.max(LEAD_CHARS, length / 10);
  }

  private void cut() {
    if (cut) {
      return;
    }
    cut = true;
    sentences.clear();
    paragraphs.clear();
    if (chars.length < length) {
      chars = new char[Math.max(length, Math.min(KEPT, 2 * length))];
    }
    body.getChars(0, length, chars, 0);
    boolean paragraph = true;
    int i = 0;
    while (true) {
      for (; i < length && Character.isWhitespace(chars[i]); i++) {
        paragraph |= chars[i] == '\n';
      }
      if (i == length) {
        return;
      }
      sentences.add(i);
      if (paragraph) {
        paragraphs.add(i);
        paragraph = false;
      }
      i = endOfSentence(i);
    }
  }

  /** Where the sentence that begins somewhere has ended: at a line break, or behind a stop. */
  private int endOfSentence(int start) {
    for (int i = start; i < length; i++) {
      char c = chars[i];
      if (c < ENDS.length ? !ENDS[c] : c < FIRST_OTHER_STOP || !isStop(c)) {
        continue;
      }
      if (c == '\n') {
        return i;
      }
      i = behindClosing(i);
      if (endsSentence(c, i)) {
        return i + 1;
      }
    }
    return length;
  }

  private static boolean isStop(char c) {
    return c == '.' || c == '!' || c == '?' || c == '…' || c == '。' || c == '！' || c == '？'
        || c == '؟' || c == '।';
  }

  /** The last of the stops and closing marks from a stop on. */
  private int behindClosing(int stop) {
    int i = stop;
    while (i + 1 < length && isClosing(chars[i + 1])) {
      i++;
    }
    return i;
  }

  private static boolean isClosing(char c) {
    return isStop(c) || c == '"' || c == '\'' || c == ')' || c == ']' || c == '”' || c == '’'
        || c == '»' || c == '」' || c == '』';
  }

  /** Whether a stop ends a sentence; {@code last}: where the marks behind it end. */
  private boolean endsSentence(char stop, int last) {
    if (stop >= '\u2e80') { // no space follows these
      return true;
    }
    int next = last + 1;
    if (next >= length || !Character.isWhitespace(chars[next])) {
      return false;
    }
    while (next < length && Character.isWhitespace(chars[next])) {
      next++;
    }
    if (next < length && Character.isLowerCase(chars[next])) {
      return false;
    }
    return stop != '.' || !isAbbreviated(last);
  }

  private boolean isAbbreviated(int stop) {
    int from = stop;
    while (from > 0 && stop - from <= LONGEST && Character.isLetter(chars[from - 1])) {
      from--;
    }
    int letters = stop - from;
    if (letters == 1) {
      return Character.isUpperCase(chars[from]);
    }
    if (letters == 0 || letters > LONGEST) {
      return false;
    }
    long number = 0;
    for (int i = from; i < stop; i++) {
      if (chars[i] >= ENDS.length) {
        return false;
      }
      number = number << Byte.SIZE | (chars[i] | LOWER);
    }
    return Arrays.binarySearch(ABBREVIATIONS, number) >= 0;
  }

  private static long number(String letters) {
    return letters.chars().asLongStream().reduce(0, (all, c) -> all << Byte.SIZE | c);
  }
}
