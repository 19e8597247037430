package dev.slugline.ingest.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One number for all numbers and names of a text, in their order: it is the same after an edit that
 * touched none of them. A name is a word with a capital, but for the small words that begin a
 * sentence; where letters have no case every word may be one. In doubt a word counts, so that an
 * edit is rather called too large than too small.
 */
final class Facts {
  private static final long PRIME = 0x100000001b3L;
  private static final long BASIS = 0xcbf29ce484222325L;

  /** They begin sentences and name nothing. */
  private static final Set<String> SMALL =
      words(
              "a an the this that these those it its he his she her they their we our you your i in"
                  + " on at by for from of to with as and but or nor so yet if when while after"
                  + " before since until because although though there here what who which how why"
                  + " where not no all some many most more also still now then however"
                  + " der die das ein eine einer dem den des er sie es wir ihr und aber oder denn"
                  + " im am an auf aus bei mit nach von vor zu als wenn weil doch auch dies diese"
                  + " le la les un une il elle ils elles nous vous et mais ou dans en au aux"
                  + " el los las una y pero o del al su sus")
          .collect(Collectors.toUnmodifiableSet());

  private static final long[] NUMBER_WORDS =
      words(
              "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
                  + " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy"
                  + " eighty ninety hundred hundreds thousand thousands million millions billion"
                  + " billions trillion dozen dozens half third quarter first second"
                  + " zwei drei vier sechs sieben acht neun zehn elf hundert tausend millionen"
                  + " milliarden halb deux trois quatre cinq sept huit neuf dix cent mille"
                  + " milliards dos tres cuatro cinco seis siete ocho nueve diez cien mil")
          .mapToLong(word -> hash(word, 0, word.length()))
          .sorted()
          .toArray();

  /** A word with a capital behind one of these may have it for that alone. */
  private static final String OPENING = ".!?:;\u2026\"\u201c\u201e\u00ab\u2018(\u2022\u2013\u2014|";

  private final String text;
  private long hash = BASIS;

  private static Stream<String> words(String list) {
    return Stream.of(list.split(" "));
  }

  private Facts(String text) {
    this.text = text;
  }

  static long of(String text) {
    Facts facts = new Facts(text);
    facts.read();
    return facts.hash;
  }

  private void read() {
    boolean begins = true;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (!Character.isLetterOrDigit(c) && !Character.isSurrogate(c)) {
        begins = begins(begins, c);
        at++;
        continue;
      }
      int end = at;
      boolean number = false;
      while (end < text.length() && belongs(end)) {
        number |= Character.isDigit(text.charAt(end));
        end++;
      }
      word(at, end, number, begins);
      begins = false;
      at = end;
    }
  }

  /** Whether the next word begins a sentence, after a character between words. */
  private static boolean begins(boolean before, char c) {
    if (c == '\n' || OPENING.indexOf(c) >= 0) {
      return true;
    }
    return before && c != ',';
  }

  private boolean belongs(int at) {
    char c = text.charAt(at);
    if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
      return true;
    }
    return ".,:/'\u2019-\u2013".indexOf(c) >= 0
        && at + 1 < text.length()
        && Character.isDigit(text.charAt(at - 1))
        && Character.isDigit(text.charAt(at + 1));
  }

  private void word(int from, int end, boolean number, boolean begins) {
    if (number) {
      boolean signed =
          from > 0 && "$\u20ac\u00a3\u00a5+-\u2212".indexOf(text.charAt(from - 1)) >= 0;
      boolean unit =
          end < text.length() && "%\u2030\u00b0$\u20ac\u00a3\u00a5".indexOf(text.charAt(end)) >= 0;
      add(hash(text, signed ? from - 1 : from, unit ? end + 1 : end));
      return;
    }
    char first = text.charAt(from);
    boolean lower = Character.isLowerCase(first);
    if (!lower) {
      if (!begins || !isSmall(from, end)) {
        add(hash(text, from, end));
      }
    } else {
      long hash = hash(text, from, end);
      if (Arrays.binarySearch(NUMBER_WORDS, hash) >= 0) {
        add(hash);
      }
    }
  }

  private boolean isSmall(int from, int end) {
    return end - from <= 8 && SMALL.contains(text.substring(from, end).toLowerCase(Locale.ROOT));
  }

  private void add(long fact) {
    hash = (hash ^ fact) * PRIME;
    hash ^= hash >>> 29;
  }

  private static long hash(String text, int from, int end) {
    long hash = BASIS;
    for (int i = from; i < end; i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    return hash;
  }
}
