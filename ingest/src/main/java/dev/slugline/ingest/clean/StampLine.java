package dev.slugline.ingest.clean;

import dev.slugline.ingest.clean.Phrases.Kind;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lines that say when the text was published or updated, and nothing else. */
final class StampLine {
  private static final int LONGEST = 200;
  private static final int LATEST_YEAR = 2100;
  private static final String MARKS = ":|-\u2013\u2014\u00b7\u2022;,()[]/.\u3000";
  private static final Pattern AGO =
      Pattern.compile(
          "(?:an? |one )?[\\p{Nd}]{0,3} ?\\p{L}{1,10} (?:ago|once|fa|temu|назад|тому|sedan|siden"
              + "|πριν|yang lalu|lalu|전|前|trước|geleden|पहले)"
              + "|(?:vor|il y a|hace|ha|πριν|منذ|for|acum|pred|před) [\\p{Nd}]{1,3} \\p{L}{1,10}"
              + "|[\\p{Nd}]{1,3} ?(?:분|시간|일|分钟|小时|分鐘|小時|分|時間) ?(?:전|前)"
              + "|just now");

  private StampLine() {}

  /**
   * What such a line says.
   *
   * @param updated the date as written; null: none, or only a time
   * @param published the same
   */
  record Stamp(@Nullable String updated, @Nullable String published) {}

  /** What a line says of its times; null: it says something else. */
  static @Nullable Stamp of(Line line) {
    if (line.text().length() > LONGEST) {
      return null;
    }
    int end = phraseEnd(line, 0);
    return end < 0 ? trailing(line) : leading(line);
  }

  private static int phraseEnd(Line line, int at) {
    return Math.max(
        Phrases.of(Kind.UPDATED).end(line.folded(), at),
        Phrases.of(Kind.PUBLISHED).end(line.folded(), at));
  }

  /** One phrase and its date after another. */
  private static @Nullable Stamp leading(Line line) {
    String updated = null;
    String published = null;
    int at = 0;
    while (at < line.text().length()) {
      int end = phraseEnd(line, at);
      int next = nextPhrase(line, end);
      String date = bare(line.text().substring(end, next));
      if (!isTime(date)) {
        return null;
      }
      boolean update =
          Phrases.of(Kind.UPDATED).end(line.folded(), at)
              >= Phrases.of(Kind.PUBLISHED).end(line.folded(), at);
      String day = hasDay(date) ? date : null;
      updated = update && updated == null ? day : updated;
      published = !update && published == null ? day : published;
      at = next;
    }
    return new Stamp(updated, published);
  }

  private static int nextPhrase(Line line, int from) {
    for (int at = from + 1; at < line.text().length(); at++) {
      boolean behind = !Character.isLetterOrDigit(line.text().charAt(at - 1));
      if (behind && phraseEnd(line, at) >= 0) {
        return at;
      }
    }
    return line.text().length();
  }

  /** The phrase behind the date. */
  private static @Nullable Stamp trailing(Line line) {
    if (line.isEmpty() || !Character.isDigit(line.text().charAt(0))) {
      return null;
    }
    int update = Phrases.of(Kind.UPDATED_END).lastStart(line.folded());
    int publication = Phrases.of(Kind.PUBLISHED_END).lastStart(line.folded());
    int start = update >= 0 ? update : publication;
    String date = start < 0 ? "" : bare(line.text().substring(0, start));
    if (!isTime(date)) {
      return null;
    }
    String day = hasDay(date) ? date : null;
    return update >= 0 ? new Stamp(day, null) : new Stamp(null, day);
  }

  private static String bare(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && (text.charAt(from) == ' ' || isMark(text.charAt(from)))) {
      from++;
    }
    while (to > from && (text.charAt(to - 1) == ' ' || isMark(text.charAt(to - 1)))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isMark(char c) {
    return MARKS.indexOf(c) >= 0 || c == '\uff1a';
  }

  private static boolean isTime(String text) {
    if (text.isEmpty()) {
      return false;
    }
    if (AGO.matcher(Folding.of(text)).matches()) {
      return true;
    }
    DateReader reader = reader(text);
    return reader != null && (!reader.days().isEmpty() || reader.time().isSet());
  }

  private static boolean hasDay(String text) {
    DateReader reader = reader(text);
    return reader != null && !reader.days().isEmpty();
  }

  /** Null when there is more in a text than a date. */
  private static @Nullable DateReader reader(String text) {
    String folded = DateTokens.fold(text);
    DateTokens tokens = DateTokens.of(folded);
    boolean word = tokens.size() > 0 && tokens.get(0).kind() == DateTokens.Kind.WORD;
    if (word && !isDateWord(tokens.text(0))) {
      return null; // the reader of dates forgives a first word that it does not know
    }
    DateReader reader = new DateReader(null, LATEST_YEAR);
    return reader.read(folded) ? reader : null;
  }

  private static boolean isDateWord(String word) {
    return DateWords.isFiller(word)
        || DateWords.isDay(word)
        || DateWords.month(word) != 0
        || DateWords.afternoon(word) != null;
  }
}
