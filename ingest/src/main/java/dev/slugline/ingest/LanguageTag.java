package dev.slugline.ingest;

import com.ibm.icu.util.ULocale;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a source says its language is, as a code of ISO 639-1: of a tag with a region ({@code
 * en-GB}, {@code en_US}), in any case, of the three-letter codes of ISO 639-2 ({@code eng}, {@code
 * ger}), and of a language's name in English or itself ({@code German}, {@code Deutsch}).
 */
final class LanguageTag {
  private static final int LONGEST = 60;

  /** Made at the first name that is seen, since it takes the names of all languages. */
  private static final class Names {
    static final Map<String, String> CODES = codes();

    private static Map<String, String> codes() {
      Map<String, String> codes = new HashMap<>();
      for (String code : Locale.getISOLanguages()) {
        ULocale language = ULocale.forLanguageTag(code);
        codes.putIfAbsent(lower(language.getDisplayLanguage(language)), code);
      }
      for (String code : Locale.getISOLanguages()) {
        codes.put(lower(ULocale.forLanguageTag(code).getDisplayLanguage(ULocale.ENGLISH)), code);
      }
      return codes;
    }
  }

  private LanguageTag() {}

  /** The code; null: no language is named, or several, or one without such a code. */
  static @Nullable String code(@Nullable String said) {
    if (said == null || said.isBlank() || said.length() > LONGEST) {
      return null;
    }
    String tag = said.strip().replace('_', '-');
    String language = Locale.forLanguageTag(tag).getLanguage();
    if (language.length() == 3) {
      // an alias too: the codes for libraries, such as ger beside deu
      language = ULocale.createCanonical(language).getLanguage();
    }
    if (language.length() > 3 || language.isEmpty()) {
      language = Names.CODES.getOrDefault(lower(said.strip()), "");
    }
    return switch (language) {
      // both ways of writing Norwegian, which detection and rules take together
      case "nb", "nn" -> "no";
      default -> language.length() == 2 ? language : null;
    };
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
