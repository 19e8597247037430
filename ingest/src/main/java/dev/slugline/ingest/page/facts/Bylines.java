package dev.slugline.ingest.page.facts;

import dev.slugline.ingest.clean.NewsDate;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The names in a line that says who wrote an article. */
final class Bylines {
  private static final int LONGEST_LINE = 400;
  private static final int LONGEST_TOLD = 160;
  private static final String HAN = "\\p{IsHan}";
  private static final Pattern BETWEEN =
      Pattern.compile(
          "\\s*(?:[,;|\u2022\u060c\u061b\uff0c\\n\u2b24\u25cf]|\\s[/\u00b7\u2013\u2014-]\\s|/|(?<=\\p{IsHangul})\u00b7(?=\\p{IsHangul}))\\s*");
  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}\u200b-\u200f]+");
  private static final Pattern BRACKETED = Pattern.compile("^[(\\[\u3010](.*)[)\\]\u3011]$");
  private static final Pattern BRACKETS =
      Pattern.compile("\\([^()]{0,80}\\)|\\[[^\\[\\]]{0,80}\\]|\u3010[^\u3010\u3011]{0,80}\u3011");
  private static final Pattern ADDRESS =
      Pattern.compile("\\S*(?:@|://|www\\.|\\.(?:com|org|net|html?)\\b)\\S*");
  private static final Pattern HAN_ROLE =
      Pattern.compile(
          "^(?:本[报報刊][^\\s]{0,3})?(?:实习|實習|特[约約派]|驻[^\\s]{1,4}|駐[^\\s]{1,4})?"
              + "(?:[记記]者|特派[员員]|撰文)(?!\\p{IsHiragana})[:：\\s]*|^文\\s*[/:：]");
  private static final Pattern HAN_ROLE_BEHIND =
      Pattern.compile("(?:[记記]者|[编編][辑輯]|特派[员員]|報導|报道|综合报道|綜合報導|編集委員|기자|특파원|선임기자|논설위원)$");
  private static final Pattern BEFORE_DATE = Pattern.compile("\\s+\\p{Nd}.*$");

  /** Who edited a text has not written it. */
  private static final Pattern EDITED =
      Pattern.compile("^(?:[责責]任)?[编編][辑輯]\\s*[:：].*|^(?:[责責]编|校[对對]|[审審][核校])\\s*[:：].*");

  private static final Pattern PLACE_REPORT =
      Pattern.compile("^" + HAN + "{2,6}(?:[报報][导導道]|[电電])$");
  private static final Pattern SUFFIX = Pattern.compile("(?i)(?:jr|sr|ii|iii|iv)\\.?");
  private static final Pattern DEGREE =
      Pattern.compile("(?i)(?:ph\\.?d|m\\.?d|m\\.?a|r\\.?n|esq|cfa|cfp|mba|llb|mph|dds)\\.?");
  private static final Set<String> AT =
      Set.of(
          "in", "at", "for", "from", "and", "with", "aus", "für", "nach", "à", "en", "w", "v", "из",
          "для", "dari");

  private final List<String> people = new ArrayList<>();
  private final List<String> others = new ArrayList<>();
  private boolean whole = true;
  private boolean first = true;

  private Bylines() {}

  /** The names of a line that is known to hold names; those of desks and agencies where alone. */
  static List<String> names(String line) {
    Bylines read = read(line);
    return read.people.isEmpty() ? read.others : read.people;
  }

  /** The people of a line that is known to hold names. */
  static List<String> people(String line) {
    return read(line).people;
  }

  /**
   * The people of a line that stands where a byline may: without a word that says that it is one,
   * it must be made of names alone.
   */
  static List<String> shown(String line) {
    String text = plain(shortened(line));
    Bylines read = read(line);
    boolean full =
        read.people.stream().allMatch(it -> it.indexOf(' ') > 0 || !PersonName.isCased(it));
    return isLed(text) || (read.whole && full) ? read.people : List.of();
  }

  /** The names of any line of a page that says itself that it is a byline: "By Jane Doe". */
  static List<String> told(String line) {
    String text = line.length() > LONGEST_TOLD ? "" : plain(line);
    if (!isLed(text)) {
      return List.of();
    }
    Bylines read = read(line);
    boolean several =
        read.people.stream().allMatch(it -> it.indexOf(' ') > 0 || !PersonName.isCased(it));
    return read.whole && several && !text.endsWith("!") && !text.endsWith("?")
        ? read.people
        : List.of();
  }

  private static boolean isLed(String text) {
    String head = text.split("[/|]", 2)[0].strip();
    return BylineWords.LEAD.matcher(text).find()
        || HAN_ROLE.matcher(head).find()
        || HAN_ROLE_BEHIND.matcher(BEFORE_DATE.matcher(head).replaceFirst("")).find();
  }

  private static Bylines read(String line) {
    Bylines read = new Bylines();
    String text = plain(shortened(line));
    text = withoutLead(text);
    boolean ended = false;
    for (String part : BETWEEN.split(text, -1)) {
      List<String> names = joined(part);
      if (ended && names.size() == 1 && !names.get(0).isBlank()) {
        continue; // "Jane Doe and Ben Oak, Skerrow Post"
      }
      names.forEach(read::part);
      read.first = false;
      ended |= names.size() > 1;
    }
    return read;
  }

  private static String shortened(String line) {
    int end = line.length() > LONGEST_LINE ? line.lastIndexOf(' ', LONGEST_LINE) : line.length();
    return line.substring(0, Math.max(0, end));
  }

  private static String plain(String line) {
    String text =
        Normalizer.normalize(line, Normalizer.Form.NFC)
            .replace('\uff0f', '/')
            .replace('\uff1a', ':')
            .replace('\uff5c', '|')
            .replace('\uff08', '(')
            .replace('\uff09', ')');
    text = ADDRESS.matcher(SPACES.matcher(text).replaceAll(" ")).replaceAll("").strip();
    text = BRACKETED.matcher(text).replaceFirst("$1").strip();
    return BRACKETS.matcher(text).replaceAll(" ").strip();
  }

  private static String withoutLead(String text) {
    String bare = text;
    for (int i = 0; i < 3; i++) {
      bare = BylineWords.LEAD.matcher(bare).replaceFirst("").strip();
      bare = HAN_ROLE.matcher(bare).replaceFirst("").strip();
    }
    return bare;
  }

  /** The texts between words that join names. */
  private static List<String> joined(String part) {
    List<String> texts = new ArrayList<>();
    for (String each : BylineWords.AND.split(part, -1)) {
      String[] sides = BylineWords.AND_OF_ONE_LETTER.split(each, -1);
      boolean full = sides.length > 1;
      for (String side : sides) {
        full &= side.strip().indexOf(' ') > 0;
      }
      texts.addAll(full ? List.of(sides) : List.of(each));
    }
    return texts;
  }

  private void part(String text) {
    String bare = HAN_ROLE_BEHIND.matcher(withoutLead(text.strip())).replaceFirst("");
    String part = PersonName.trimmed(bare);
    if (part.isEmpty()
        || EDITED.matcher(text.strip()).matches()
        || PLACE_REPORT.matcher(text.strip()).matches()
        || DEGREE.matcher(part).matches()) {
      return;
    }
    int last = people.size() - 1;
    if (last >= 0 && SUFFIX.matcher(part).matches()) {
      people.set(last, people.get(last) + " " + part);
      return;
    }
    List<String> words = new ArrayList<>(List.of(part.split(" ", -1)));
    boolean dated = cutDate(words);
    boolean role = cutRole(words);
    cutPlace(words);
    String name = PersonName.trimmed(String.join(" ", words));
    boolean follows = !first && !(people.isEmpty() && others.isEmpty());
    if (follows && (BylineWords.isPlace(name) || isLesser(name))) {
      return;
    }
    if (name.isEmpty()) {
      if (role && !dated && PersonName.isName(part)) {
        add(others, part);
      }
    } else if (!PersonName.isName(name)) {
      whole = whole && dated;
    } else {
      person(name);
    }
  }

  /** Whether a single word behind a comma follows a full name: a place or a paper. */
  private boolean isLesser(String name) {
    boolean full = people.isEmpty() || people.get(0).indexOf(' ') > 0;
    return full && PersonName.isCased(name) && name.indexOf(' ') < 0;
  }

  private void person(String name) {
    String[] words = name.split(" ", -1);
    boolean han = words.length > 1;
    for (String word : words) {
      han &= word.matches(HAN + "{2,4}");
    }
    if (han && words.length > 2) {
      for (String word : words) {
        add(people, word);
      }
    } else if (name.matches("\\p{Lu}{2,5}")) {
      add(others, name);
    } else {
      add(people, NameCase.of(name));
    }
  }

  private static void add(List<String> names, String name) {
    String key = SiteNames.key(name);
    if (names.stream().noneMatch(it -> SiteNames.key(it).equals(key))) {
      names.add(name);
    }
  }

  /** Cuts off what begins with a number, with the words of a date before it. */
  private static boolean cutDate(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).codePoints().anyMatch(Character::isDigit)) {
        int from = i;
        while (from > 0 && (isDateWord(words.get(from - 1)) || isDateLabel(words.get(from - 1)))) {
          from--;
        }
        words.subList(from, words.size()).clear();
        return true;
      }
    }
    return words.size() == 1 && (isDateWord(words.get(0)) || isDateLabel(words.get(0)));
  }

  /** Whether a word says that something was published or changed at the time that follows. */
  private static boolean isDateLabel(String word) {
    return DateLine.isPublication(word) || DateLine.isUpdate(word);
  }

  private static boolean isDateWord(String word) {
    return !word.isEmpty()
        && (NewsDate.read("1 " + word + " 2020", Instant.EPOCH).at() != null
            || NewsDate.read("1 May 2020 " + word, Instant.EPOCH).at() != null);
  }

  /** Cuts off what a person is, before the name or behind it. */
  private static boolean cutRole(List<String> words) {
    int first = 0;
    while (first < words.size() && !BylineWords.isRole(words.get(first))) {
      first++;
    }
    if (first == words.size()) {
      return false;
    }
    int last = words.size() - 1;
    while (!BylineWords.isRole(words.get(last))) {
      last--;
    }
    int head = first;
    while (head > 0 && BylineWords.isModifier(words.get(head - 1))) {
      head--;
    }
    int behind = words.size() - 1 - last;
    int least = PersonName.isCased(words.get(words.size() - 1)) ? 2 : 1;
    if (behind >= least && head < least) {
      words.subList(0, last + 1).clear();
    } else if (head >= least) {
      words.subList(head, words.size()).clear();
    } else {
      words.clear();
    }
    return true;
  }

  /** Cuts off where a person is: a small word behind the name, and what follows. */
  private static void cutPlace(List<String> words) {
    for (int i = 2; i < words.size() - 1; i++) {
      if (AT.contains(words.get(i))) {
        words.subList(i, words.size()).clear();
      }
    }
  }
}
