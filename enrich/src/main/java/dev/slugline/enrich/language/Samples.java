package dev.slugline.enrich.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What of an article is read to tell its language: some {@value #CHARS} characters each from at
 * most {@value #MOST} places, which lie evenly over title and body, none across a line's end. Only
 * the words are left of them: numbers, addresses and short forms are the same in all languages.
 */
final class Samples {
  /** A passage; {@code weight}: how many letters it has. */
  record Passage(String words, int weight) {}

  private record Span(int start, int end) {}

  private static final int CHARS = 72;
  private static final int MOST = 15;

  /** How far a passage may go on to the end of a word; beyond that there are no spaces. */
  private static final int LONGEST_WORD = 40;

  /** From here on the scripts of which a letter says about what three say elsewhere. */
  private static final int FIRST_EAST_ASIAN = 0x2E80;

  private static final int EAST_ASIAN_WEIGHT = 3;

  private final List<Passage> passages = new ArrayList<>(MOST);
  private final boolean capitals;
  private int weight;

  private Samples(String text) {
    List<String> chosen = chosen(text);
    capitals = areCapitals(chosen);
    for (String each : chosen) {
      Passage passage = passage(each);
      if (passage.weight > 0) {
        passages.add(passage);
        weight += passage.weight;
      }
    }
  }

  static Samples of(@Nullable String title, @Nullable String body) {
    return new Samples((title == null ? "" : title) + "\n" + (body == null ? "" : body));
  }

  /** In the text's order. */
  List<Passage> all() {
    return passages;
  }

  /** Of all passages together. */
  int weight() {
    return weight;
  }

  /** Whether the text is written in capitals, which do not tell words from short forms. */
  boolean inCapitals() {
    return capitals;
  }

  private static List<String> chosen(String text) {
    List<Span> spans = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      cut(text, start, end, spans);
      start = end + 1;
    }
    int count = Math.min(spans.size(), MOST);
    List<String> chosen = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      // from the first to the last, each as far from the next
      Span span = spans.get(count == 1 ? 0 : (int) ((long) i * (spans.size() - 1) / (count - 1)));
      chosen.add(text.substring(span.start, span.end));
    }
    return chosen;
  }

  /** Cuts a line into parts of like length, between words where there are spaces. */
  private static void cut(String text, int start, int end, List<Span> into) {
    int from = start;
    while (from < end) {
      int parts = Math.max(1, (end - from) / CHARS);
      int to = from + (end - from + parts - 1) / parts;
      int furthest = Math.min(end, to + LONGEST_WORD);
      int space = to;
      while (space < furthest && !Character.isWhitespace(text.charAt(space))) {
        space++;
      }
      to = space < furthest || furthest == end ? space : to;
      into.add(new Span(from, to));
      from = to;
    }
  }

  private static boolean areCapitals(List<String> texts) {
    int letters = 0;
    int upper = 0;
    for (String text : texts) {
      for (int i = 0; i < text.length(); i++) {
        letters += Character.isLetter(text.charAt(i)) ? 1 : 0;
        upper += Character.isUpperCase(text.charAt(i)) ? 1 : 0;
      }
    }
    return upper * 2 > letters;
  }

  private Passage passage(String text) {
    StringBuilder words = new StringBuilder(text.length());
    int letters = 0;
    int start = 0;
    while (start < text.length()) {
      int end = start;
      while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      if (end > start && isWords(text, start, end)) {
        letters += append(text, start, end, words);
      }
      start = end + 1;
    }
    String made = words.toString();
    return new Passage(capitals ? made.toLowerCase(Locale.ROOT) : made, letters);
  }

  /** Not so: a number, an address, the name of a file, a short form. */
  private boolean isWords(String text, int start, int end) {
    boolean ascii = true;
    boolean technical = false;
    int lower = 0;
    int upper = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      ascii &= c < 0x80;
      technical |= c == '@' || c == '_' || c == '=' || Character.isDigit(c);
      technical |= (c == '.' || c == '/') && i + 1 < end && isAsciiLetter(text.charAt(i + 1));
      lower += Character.isLowerCase(c) ? 1 : 0;
      upper += Character.isUpperCase(c) ? 1 : 0;
    }
    boolean shortForm = !capitals && upper > 1 && lower == 0;
    return !shortForm && !(ascii && technical) && !text.substring(start, end).contains("://");
  }

  private static boolean isAsciiLetter(char c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  }

  /** Adds letters, and what stands within words; returns the weight of the letters. */
  private static int append(String text, int start, int end, StringBuilder words) {
    int weight = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (Character.isLetter(c) || Character.isSurrogate(c)) {
        weight += c < FIRST_EAST_ASIAN ? 1 : EAST_ASIAN_WEIGHT;
        words.append(c);
      } else if (isMark(c) || c == '\'' || c == '’' || c == '-') {
        words.append(c);
      } else {
        words.append(' ');
      }
    }
    words.append(' ');
    return weight;
  }

  private static boolean isMark(char c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }
}
