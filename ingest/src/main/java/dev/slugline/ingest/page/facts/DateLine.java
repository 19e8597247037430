package dev.slugline.ingest.page.facts;

import dev.slugline.ingest.clean.NewsDate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date that stands in a short line of a page.
 *
 * @param label the words right before it
 * @param written the date as the page has it
 * @param alone whether the line says little else
 */
record DateLine(String label, String written, boolean alone) {
  private static final int LONGEST = 200;
  private static final int MOST_WORDS = 40;
  private static final int WIDEST = 12;
  private static final int LEAD = 3;
  private static final int MOST_DATES = 4;
  private static final int MOST_TRIES = 8;
  private static final int FEW_WORDS = 3;
  private static final int LONGEST_LABEL = 40;
  private static final String CJK = "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}";
  private static final Pattern JOINED =
      Pattern.compile(
          "(?<=[\\p{L}\\p{M}]):(?=\\d)|(?<=[\\p{L}\\p{M}]\uff1a)|[\uff1a\u3010\u3011\uff08\uff09()|\uff5c]"
              + "|(?<=["
              + CJK
              + "&&[^\u5e74\u6708\u65e5\u6642\u65f6\u70b9\u9ede\u5206\ub144\uc6d4\uc77c\uc2dc\ubd84]])(?=\\d{4})");

  /** What follows a date and has a label of its own: "Source: Skerrow Post". */
  private static final Pattern LABELLED =
      Pattern.compile("(?:^|\\s)[\\p{L}\\p{M}]{2,16} ?[:\uff1a] ?[^:\uff1a]{1,40}.*$");

  private static final int LETTERS_OF_A_WORD = 6;
  private static final Set<Character.UnicodeScript> UNSPACED =
      EnumSet.of(
          Character.UnicodeScript.HAN,
          Character.UnicodeScript.HIRAGANA,
          Character.UnicodeScript.KATAKANA,
          Character.UnicodeScript.THAI,
          Character.UnicodeScript.LAO,
          Character.UnicodeScript.KHMER,
          Character.UnicodeScript.MYANMAR);
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");
  private static final Pattern DIGIT = Pattern.compile("\\p{Nd}");
  private static final Pattern APART = Pattern.compile("[|\u2022\u00b7]|\\s[-\u2013\u2014]\\s");
  private static final Pattern UPDATED =
      Pattern.compile(
          "(?iu)updat|modif|edited|revised|aktuali[sz]|ge[a\u00e4]ndert|bearbeitet|actualiz|actualis|mis[e]? \u00e0 jour|\u00e0 jour|aggiorna|atualiz"
              + "|bijgewerkt|gewijzigd|op?dater|uppdater|\u00e4ndrad|p\u00e4ivitet|zmieni|upraven|friss[i\u00ed]t|m\u00f3dos[i\u00ed]t"
              + "|a[\u017ez]urira|izmijenj|\u043e\u0431\u043d\u043e\u0432|\u0438\u0437\u043c\u0435\u043d|\u043e\u043d\u043e\u0432\u043b|\u0437\u043c\u0456\u043d\u0435\u043d|\u0430\u0436\u0443\u0440\u0438\u0440"
              + "|g\u00fcncelle|\u03b5\u03bd\u03b7\u03bc\u03b5\u03c1\u03ce|\u03b5\u03bd\u03b7\u03bc\u03ad\u03c1\u03c9|\u05e2\u05d5\u05d3\u05db\u05df|\u05e2\u05d3\u05db\u05d5\u05df"
              + "|\u062a\u062d\u062f\u064a\u062b|\u0628\u0647[ \u200c]?\u0631\u0648\u0632|\u0627\u067e \u0688\u06cc\u0679|\u0627\u067e\u0688\u06cc\u0679|\u062a\u0639\u062f\u064a\u0644"
              + "|\u0905\u092a\u0921\u0947\u091f|\u0905\u0926\u094d\u092f\u0924\u0928|\u0906\u092a\u0921\u0947\u091f|\u09b9\u09be\u09b2\u09a8\u09be\u0997\u09be\u09a6|\u0986\u09aa\u09a1\u09c7\u099f|\u0baa\u0bc1\u0ba4\u0bc1\u0baa\u0bcd\u0baa\u0bbf"
              + "|diperbarui|diubah|dikemas ?kini|c\u1eadp nh\u1eadt|\u0e2d\u0e31\u0e1b\u0e40\u0e14\u0e15|\u0e2d\u0e31\u0e1e\u0e40\u0e14\u0e17|\u0e1b\u0e23\u0e31\u0e1a\u0e1b\u0e23\u0e38\u0e07|\u0e41\u0e01\u0e49\u0e44\u0e02"
              + "|\u66f4\u65b0|\u6700\u7d42\u66f4\u65b0|\u4fee\u6b63|\u4fee\u8ba2|\uc218\uc815|\uc5c5\ub370\uc774\ud2b8|\uac31\uc2e0|imesasishwa|na-update");
  private static final Pattern PUBLISHED =
      Pattern.compile(
          "(?iu)publi|posted|pubblicat|ver\u00f6ffentlicht|erstellt|\\bstand\\b|gepubliceerd|geplaatst|offentliggj|publicerad|julkaistu|opublikowan"
              + "|vyd\u00e1no|zve[r\u0159]ejn|megjelen|objavljeno|\u043e\u043f\u0443\u0431\u043b\u0438\u043a\u043e\u0432\u0430\u043d|\u043f\u0443\u0431\u043b\u0438\u043a|\u043e\u0431\u0458\u0430\u0432\u0459\u0435\u043d|yay[\u0131i]n|giri\u015f|\u03b4\u03b7\u03bc\u03bf\u03c3\u03af"
              + "|\u05e4\u05d5\u05e8\u05e1\u05dd|\u0646\u0634\u0631|\u0645\u0646\u062a\u0634\u0631|\u0627\u0646\u062a\u0634\u0627\u0631|\u0634\u0627\u0626\u0639|\u092a\u094d\u0930\u0915\u093e\u0936|\u09aa\u09cd\u09b0\u0995\u09be\u09b6|diterbitkan|tayang|terbit|xu\u1ea5t b\u1ea3n|\u0e40\u0e1c\u0e22\u0e41\u0e1e\u0e23\u0e48"
              + "|\u53d1\u5e03|\u767c\u5e03|\u767c\u4f48|\u53d1\u8868|\u516c\u958b|\u63b2\u8f09|\u914d\u4fe1|\uc785\ub825|\ub4f1\ub85d|\uac8c\uc2dc|\uc2b9\uc778|ilichapishwa");

  boolean isUpdate() {
    return isUpdate(label);
  }

  /** Whether words say that something was changed, not that it was first published. */
  static boolean isUpdate(String words) {
    return UPDATED.matcher(words).find();
  }

  /** Whether words say that something was published. */
  static boolean isPublication(String words) {
    return PUBLISHED.matcher(words).find();
  }

  /** The dates of a line, in their order; of a long line none, since that is text. */
  static List<DateLine> of(String line, Instant receivedAt) {
    if (line.length() > LONGEST || !DIGIT.matcher(line).find()) {
      return List.of();
    }
    String plain = OtherCalendars.plain(line);
    String[] words = SPACE.split(JOINED.matcher(plain).replaceAll(DateLine::spaced).strip(), -1);
    List<DateLine> found = new ArrayList<>();
    int from = 0;
    int at = Math.min(words.length, MOST_WORDS);
    int tries = 0;
    for (int digit = digit(words, 0, at);
        digit < at && found.size() < MOST_DATES && tries < MOST_TRIES; ) {
      tries++;
      int[] span = span(words, from, digit, at, receivedAt);
      if (span == null) {
        digit = digit(words, digit + 1, at);
        continue;
      }
      found.add(made(words, from, span));
      from = span[1];
      digit = digit(words, from, at);
    }
    return found;
  }

  private static String spaced(java.util.regex.MatchResult match) {
    String mark = match.group();
    return mark.equals("\uff5c") ? " | " : mark.isEmpty() ? " " : " " + mark + " ";
  }

  private static int digit(String[] words, int from, int end) {
    int at = from;
    while (at < end && !DIGIT.matcher(words[at]).find()) {
      at++;
    }
    return at;
  }

  /** The longest run of words around a number that is a date; null: none is. */
  private static int @Nullable [] span(
      String[] words, int from, int digit, int end, Instant receivedAt) {
    for (int start = Math.max(from, digit - LEAD); start <= digit; start++) {
      for (int stop = Math.min(end, digit + WIDEST); stop > digit; stop--) {
        String text = String.join(" ", List.of(words).subList(start, stop));
        if (isEdge(words[start]) || isEdge(words[stop - 1])) {
          continue;
        }
        if (NewsDate.read(text, receivedAt).at() != null) {
          return new int[] {start, stop};
        }
      }
    }
    return null;
  }

  private static boolean isEdge(String word) {
    return word.length() == 1 && !Character.isLetterOrDigit(word.charAt(0));
  }

  private static DateLine made(String[] words, int from, int[] span) {
    String before = String.join(" ", List.of(words).subList(from, span[0]));
    String after = String.join(" ", List.of(words).subList(span[1], words.length));
    String[] heads = APART.split(before + " ", -1);
    String label = heads[heads.length - 1].strip();
    String rest = LABELLED.matcher(APART.split(after, 2)[0]).replaceFirst("").strip();
    boolean said = isUpdate(label) || isPublication(label);
    boolean alone =
        ((said && label.length() <= LONGEST_LABEL) || count(label) <= FEW_WORDS)
            && count(rest) <= FEW_WORDS
            && !rest.endsWith(".");
    String written = String.join(" ", List.of(words).subList(span[0], span[1]));
    return new DateLine(label, written, alone);
  }

  private static int count(String text) {
    int dense = (int) text.codePoints().filter(DateLine::isOfUnspacedScript).count();
    return text.isEmpty() ? 0 : text.split(" ", -1).length + dense / LETTERS_OF_A_WORD;
  }

  private static boolean isOfUnspacedScript(int c) {
    return UNSPACED.contains(Character.UnicodeScript.of(c));
  }
}
