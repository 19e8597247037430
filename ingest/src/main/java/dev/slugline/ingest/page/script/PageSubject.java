package dev.slugline.ingest.page.script;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What a page says it is about, to tell its own article from others in its data: its headline, as
 * it stands in several places, its description, and its address. Thread-safe.
 */
final class PageSubject {
  private static final int LONGEST = 600;
  private static final int MOST_HEADINGS = 3;
  private static final int SHORTEST_TITLE = 12;
  private static final int FEWEST_WORDS = 3;
  private static final double SAME = 0.6;

  /** Scripts behind this write their short vowels and little words with few letters. */
  private static final int LAST_CYRILLIC = 0x530;

  private static final int SHORTEST_PATH = 12;
  private static final int SHORTEST_ID = 6;
  private static final String TITLES =
      "meta[property=og:title], meta[name=twitter:title], meta[itemprop=headline]";
  private static final String DESCRIPTIONS =
      "meta[name=description], meta[property=og:description]";

  private final List<String> titles = new ArrayList<>();
  private final Set<String> titleWords = new HashSet<>();
  private final Set<String> descriptionWords = new HashSet<>();
  private final String path;
  private final Set<String> ids = new HashSet<>();

  PageSubject(Document document) {
    title(document.title());
    for (Element meta : document.select(TITLES)) {
      title(meta.attr("content"));
    }
    document.select("h1").stream().limit(MOST_HEADINGS).forEach(it -> title(it.text()));
    for (Element meta : document.select(DESCRIPTIONS)) {
      descriptionWords.addAll(words(cut(meta.attr("content"))));
    }
    Element link = document.selectFirst("link[rel=canonical][href], meta[property=og:url]");
    String own =
        link == null ? "" : link.hasAttr("href") ? link.attr("href") : link.attr("content");
    this.path = path(own.isBlank() ? document.location() : own);
    for (String part : path.split("[/._?=&-]", -1)) {
      if (part.length() >= SHORTEST_ID && part.chars().anyMatch(Character::isDigit)) {
        ids.add(part);
      }
    }
  }

  private void title(String text) {
    String title = cut(text);
    if (!title.isBlank()) {
      titles.add(squeezed(title));
      titleWords.addAll(words(title));
    }
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }

  /** Whether there is a headline or a description to compare with. */
  boolean isKnown() {
    return titleWords.size() >= FEWEST_WORDS || descriptionWords.size() >= FEWEST_WORDS;
  }

  /** Whether a headline is that of the page. */
  boolean isTitle(String headline) {
    String squeezed = squeezed(cut(headline));
    if (squeezed.isEmpty()) {
      return false;
    }
    boolean isLong = weight(squeezed) >= SHORTEST_TITLE;
    for (String title : titles) {
      if (title.equals(squeezed)
          || (isLong && title.contains(squeezed))
          || (weight(title) >= SHORTEST_TITLE && squeezed.contains(title))) {
        return true;
      }
    }
    Set<String> words = words(cut(headline));
    return words.size() > FEWEST_WORDS && share(words, titleWords) >= SAME;
  }

  /** Whether a value is the page's address, the path in it, or the id or name in that. */
  boolean isAddress(String value) {
    if (value.length() > LONGEST || path.length() < 2) {
      return false;
    }
    if (ids.contains(value)) {
      return true;
    }
    String other = path(value);
    return other.length() >= SHORTEST_PATH && (other.equals(path) || path.endsWith("/" + other));
  }

  /** How much of the page's headline, or of its description, a text has in its words: 0 to 1. */
  double shared(String text) {
    Set<String> words = words(text);
    double title = titleWords.size() < FEWEST_WORDS ? 0 : share(titleWords, words);
    double description =
        descriptionWords.size() < FEWEST_WORDS ? 0 : share(descriptionWords, words);
    return Math.max(title, description);
  }

  private static double share(Set<String> of, Set<String> in) {
    return of.isEmpty() ? 0 : (double) of.stream().filter(in::contains).count() / of.size();
  }

  private static int weight(String squeezed) {
    return squeezed.chars().map(c -> c > 0x2e7f ? 3 : 1).sum();
  }

  private static String squeezed(String text) {
    StringBuilder out = new StringBuilder(text.length());
    Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  /** The words that tell something; of text without spaces each pair of characters. */
  private static Set<String> words(String text) {
    Set<String> words = new HashSet<>();
    StringBuilder word = new StringBuilder();
    for (int at = 0; at <= text.length(); at++) {
      char c = at < text.length() ? Character.toLowerCase(text.charAt(at)) : ' ';
      boolean part =
          Character.isLetterOrDigit(c)
              || Character.getType(c) == Character.NON_SPACING_MARK
              || Character.getType(c) == Character.COMBINING_SPACING_MARK;
      if (part && isUnspaced(c)) {
        if (at + 1 < text.length() && isUnspaced(text.charAt(at + 1))) {
          words.add(text.substring(at, at + 2));
        }
      } else if (part) {
        word.append(c);
        continue;
      }
      if (word.length() >= (!word.isEmpty() && word.charAt(0) < LAST_CYRILLIC ? 4 : 2)) {
        words.add(word.toString());
      }
      word.setLength(0);
    }
    return words;
  }

  private static boolean isUnspaced(char c) {
    return (c >= 0x0e00 && c < 0x0f00) || (c >= 0x3040 && c < 0xa000);
  }

  private static String path(String address) {
    String bare = address.strip();
    int scheme = bare.indexOf("//");
    if (scheme >= 0 && scheme < 8) {
      int slash = bare.indexOf('/', scheme + 2);
      bare = slash < 0 ? "" : bare.substring(slash);
    }
    int end = bare.length();
    for (char mark : new char[] {'#', '?'}) {
      int at = bare.indexOf(mark);
      end = at >= 0 && at < end ? at : end;
    }
    bare = bare.substring(0, end);
    return bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
  }
}
