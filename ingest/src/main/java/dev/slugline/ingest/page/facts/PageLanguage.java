package dev.slugline.ingest.page.facts;

import com.ibm.icu.util.ULocale;
import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * The language that a page says it is in: the first told one whose script is that of the headline.
 * A page that says it is English over a Hindi text says nothing.
 */
final class PageLanguage {
  private static final int LONGEST = 40;
  private static final Map<String, Set<UnicodeScript>> SCRIPTS =
      Map.of(
          "Jpan",
          Set.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA),
          "Kore",
          Set.of(UnicodeScript.HANGUL, UnicodeScript.HAN),
          "Hans",
          Set.of(UnicodeScript.HAN),
          "Hant",
          Set.of(UnicodeScript.HAN));

  private PageLanguage() {}

  /** A language tag; null: none is told that can be. */
  static @Nullable String of(
      Document document,
      LinkedData data,
      PageMeta meta,
      @Nullable Element heading,
      @Nullable String title) {
    Element near =
        heading == null ? document.selectFirst("article[lang]") : heading.closest("[lang]");
    Element root = document.selectFirst("html");
    String[] told = {
      near == null ? null : near.attr("lang"),
      root == null ? null : root.attr("lang"),
      root == null ? null : root.attr("xml:lang"),
      meta.first("og:locale"),
      data.text("inLanguage"),
      meta.first("content-language", "language", "dc.language", "dcterms.language", "inlanguage")
    };
    for (String each : told) {
      if (each != null && isLanguage(each) && isScriptOf(each, title == null ? "" : title)) {
        return each.strip();
      }
    }
    return null;
  }

  private static boolean isLanguage(String tag) {
    return tag.length() < LONGEST
        && Locale.forLanguageTag(tag.strip().replace('_', '-')).getLanguage().length() == 2;
  }

  private static boolean isScriptOf(String tag, String text) {
    String likely =
        ULocale.addLikelySubtags(ULocale.forLanguageTag(tag.strip().replace('_', '-'))).getScript();
    int letters = 0;
    int own = 0;
    for (int c : text.codePoints().filter(Character::isLetter).toArray()) {
      letters++;
      own += isOf(UnicodeScript.of(c), likely) ? 1 : 0;
    }
    boolean many =
        List.of("sr", "az", "uz", "bs", "kk", "ku", "pa", "mn", "sd").stream()
            .anyMatch(tag::startsWith);
    return likely.isEmpty() || many || own * 4 >= letters;
  }

  private static boolean isOf(UnicodeScript script, String likely) {
    Set<UnicodeScript> several = SCRIPTS.get(likely);
    if (several != null) {
      return several.contains(script);
    }
    return script == UnicodeScript.forName(likely);
  }
}
