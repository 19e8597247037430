package dev.slugline.ingest.clean;

import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.util.GregorianCalendar;
import com.ibm.icu.util.ULocale;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words of dates: the names of months and days in the languages of the world's press, as CLDR
 * has them. English is looked up first; the others are loaded when first needed.
 */
final class DateWords {
  /** What {@link #month} gives for a name that means one month here and another there. */
  static final int SEVERAL = -1;

  private static final int SHORTEST_MISSPELT = 5;
  private static final int SHORTEST_CUT = 3;
  private static final List<String> ENGLISH_MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");
  private static final List<String> ENGLISH_DAYS =
      List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

  /** What stands between the parts of a date and says nothing: English, then the others. */
  private static final Set<String> FILLERS =
      Set.copyOf(
          List.of(
              ("at on the of hrs hours h t local time a ag alle am as d de del den e el gada"
                      + " heures horas i il kell kl klo ko la las le les luc m nang ne o ob om"
                      + " ore pada pukul r ren roku ta u uhr um uur v ve y στις в во г год года о"
                      + " р у ч ב בשעה ساعت في کو को बजे এ")
                  .split(" ", -1)));

  private DateWords() {}

  /** The words of all languages but English. */
  private static final class World {
    private static final String LANGUAGES =
        "de fr es it pt nl pl ru uk tr sv da nb nn fi et lv lt cs sk sl hr sr sr-Latn bs mk bg ro"
            + " hu el ca gl eu is ga cy mt sq be id ms sw af vi fil ar ar-LB fa he ur hi bn ta th"
            + " ko ja zh";

    /** Those whose words for the halves of a day are like no other word of a date. */
    private static final String HALVES = "sv tr el ar fa hi ko ja zh";

    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{M}]+");
    private static final Map<String, Integer> MONTHS = new HashMap<>();
    private static final Set<String> DAYS = new HashSet<>();
    private static final Map<String, Boolean> AFTERNOON = new HashMap<>();

    static {
      for (String language : LANGUAGES.split(" ", -1)) {
        ULocale locale = ULocale.forLanguageTag(language);
        DateFormatSymbols symbols = new DateFormatSymbols(GregorianCalendar.class, locale);
        for (int context : List.of(DateFormatSymbols.FORMAT, DateFormatSymbols.STANDALONE)) {
          for (int width : List.of(DateFormatSymbols.WIDE, DateFormatSymbols.ABBREVIATED)) {
            months(symbols.getMonths(context, width));
            days(symbols.getWeekdays(context, width));
          }
        }
      }
      for (String language : HALVES.split(" ", -1)) {
        String[] halves =
            new DateFormatSymbols(GregorianCalendar.class, ULocale.forLanguageTag(language))
                .getAmPmStrings();
        AFTERNOON.put(bare(halves[0]), false);
        AFTERNOON.put(bare(halves[1]), true);
      }
    }

    private static String bare(String name) {
      String folded = DateTokens.fold(name).strip();
      return folded.endsWith(".") ? folded.substring(0, folded.length() - 1) : folded;
    }

    private static void months(String[] names) {
      for (int i = 0; i < ENGLISH_MONTHS.size(); i++) {
        int month = i + 1;
        MONTHS.merge(bare(names[i]), month, (a, b) -> a.equals(b) ? a : SEVERAL);
      }
    }

    private static void days(String[] names) {
      for (String name : names) {
        for (String part : NO_LETTERS.split(DateTokens.fold(name), -1)) {
          if (part.length() > 1 || isHan(part)) {
            DAYS.add(part);
          }
        }
      }
    }

    private static boolean isHan(String part) {
      return !part.isEmpty()
          && Character.UnicodeScript.of(part.codePointAt(0)).equals(Character.UnicodeScript.HAN);
    }
  }

  /** The month of a folded name, whole, cut or misspelt; 0: none, {@link #SEVERAL}: no one. */
  static int month(String name) {
    int english = prefixed(ENGLISH_MONTHS, name);
    if (english >= 0 || isEnglishDay(name) || FILLERS.contains(name)) {
      return english + 1;
    }
    Integer month = World.MONTHS.get(name);
    if (month == null && name.startsWith("\u05d1")) {
      month = World.MONTHS.get(name.substring(1)); // Hebrew writes "in" and the month as one word
    }
    return month != null ? month : misspelt(ENGLISH_MONTHS, name) + 1;
  }

  /** Whether a folded name is that of a day of the week. */
  static boolean isDay(String name) {
    return isEnglishDay(name) || World.DAYS.contains(name) || misspelt(ENGLISH_DAYS, name) >= 0;
  }

  /** Whether a folded name is the English one of a day of the week, whole or cut. */
  static boolean isEnglishDay(String name) {
    return prefixed(ENGLISH_DAYS, name) >= 0;
  }

  /** Whether a folded word says nothing. */
  static boolean isFiller(String word) {
    return FILLERS.contains(word);
  }

  /** Whether a folded word means the second half of the day; null: it means no half. */
  static @Nullable Boolean afternoon(String word) {
    if (word.equals("am") || word.equals("pm")) {
      return word.equals("pm");
    }
    if (FILLERS.contains(word) || prefixed(ENGLISH_MONTHS, word) >= 0) {
      return null;
    }
    return isEnglishDay(word) ? null : World.AFTERNOON.get(word);
  }

  private static int prefixed(List<String> names, String name) {
    if (name.length() < SHORTEST_CUT) {
      return -1;
    }
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).startsWith(name)) {
        return i;
      }
    }
    return -1;
  }

  /** The one name that a word is but one slip away from; -1: none, or several. */
  private static int misspelt(List<String> names, String word) {
    int found = -1;
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (word.length() >= SHORTEST_MISSPELT && isOneSlip(name, word)) {
        if (found >= 0) {
          return -1;
        }
        found = i;
      }
    }
    return found;
  }

  /** Whether one letter is missing, added or another, or two neighbours have changed places. */
  private static boolean isOneSlip(String name, String word) {
    int least = Math.min(name.length(), word.length());
    int head = 0;
    while (head < least && name.charAt(head) == word.charAt(head)) {
      head++;
    }
    int tail = 0;
    while (tail < least - head
        && name.charAt(name.length() - 1 - tail) == word.charAt(word.length() - 1 - tail)) {
      tail++;
    }
    int of = name.length() - head - tail;
    int in = word.length() - head - tail;
    boolean swapped =
        of == 2
            && in == 2
            && name.charAt(head) == word.charAt(head + 1)
            && name.charAt(head + 1) == word.charAt(head);
    return swapped || (of <= 1 && in <= 1);
  }
}
