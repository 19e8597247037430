package dev.slugline.ingest.page.kind;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words by which pages that are no articles are headed, in many languages. */
final class KindWords {
  private static final int MOST_MORE = 25;
  private static final String ERROR_WORD =
      "(?:http|status|error|fehler|fehlercode|erreur|errore|erro|fout|fel|feil|fejl|virhe|viga"
          + "|b\u0142\u0105d|chyba|hiba|gre\u0161ka|gre\u0161ka|eroare|hata|klaida|k\u013c\u016bda"
          + "|\u043e\u0448\u0438\u0431\u043a\u0430|\u043f\u043e\u043c\u0438\u043b\u043a\u0430"
          + "|\u0433\u0440\u0435\u0448\u043a\u0430|\u03c3\u03c6\u03ac\u03bb\u03bc\u03b1"
          + "|\u05e9\u05d2\u05d9\u05d0\u05d4|\u062e\u0637\u0623|\u062e\u0637\u0627"
          + "|\u0924\u094d\u0930\u0941\u091f\u093f|\u098f\u09b0\u09b0|\u0e02\u0e49\u0e2d\u0e1c\u0e34\u0e14\u0e1e\u0e25\u0e32\u0e14"
          + "|l\u1ed7i|kesalahan|\u9519\u8bef|\u932f\u8aa4|\u30a8\u30e9\u30fc|\uc624\ub958)";
  private static final String CODE = "(?:400|401|403|404|405|410|429|451|500|502|503|504)";
  private static final Pattern CODED =
      Pattern.compile(
          "(?iu)"
              + CODE
              + "|"
              + ERROR_WORD
              + "\\W{0,3}"
              + ERROR_WORD
              + "?\\W{0,3}"
              + CODE
              + "(?:\\W.{0,60})?|"
              + CODE
              + "\\W{0,3}"
              + ERROR_WORD
              + "(?:\\W.{0,60})?|404\\s?[:.|!\u2013\u2014-].{0,60}");
  private static final Pattern MARKED = Pattern.compile("\\s?[^\\p{L}\\p{M}\\p{N}\\s]");
  private static final Map<String, List<String>> WORDS = load();
  private static final List<String> ERRORS = words("errors");
  private static final List<String> ROBOTS = words("robots");
  private static final List<String> LOGINS = words("logins");
  private static final List<String> OFFERS = words("offers");
  static final List<String> COOKIES = words("cookies");
  private static final List<String> ACCEPTS = words("accepts");

  private KindWords() {}

  private static List<String> words(String kind) {
    return Objects.requireNonNull(WORDS.get(kind), kind);
  }

  private static Map<String, List<String>> load() {
    Map<String, List<String>> words = new HashMap<>();
    try (InputStream in = KindWords.class.getResourceAsStream("words.txt")) {
      byte[] all = Objects.requireNonNull(in, "words.txt").readAllBytes();
      List<String> kind = new ArrayList<>();
      for (String line : new String(all, StandardCharsets.UTF_8).lines().toList()) {
        if (line.startsWith("[")) {
          kind = new ArrayList<>();
          words.put(line.substring(1, line.length() - 1), kind);
        } else if (!line.isEmpty() && !line.startsWith("#")) {
          kind.add(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words;
  }

  /** The first of these headings that is an error's; null: none is. */
  static @Nullable String error(List<String> headings) {
    for (String heading : headings) {
      Matcher coded = CODED.matcher(heading);
      if (coded.matches() || heads(heading, ERRORS) || heads(heading, ROBOTS)) {
        return heading;
      }
    }
    return null;
  }

  /** Whether a page says that it takes its reader for a machine. */
  static boolean asksForRobots(String words) {
    return ROBOTS.stream().anyMatch(words::contains);
  }

  static boolean isLogin(List<String> headings) {
    return headings.stream().anyMatch(it -> heads(it, LOGINS));
  }

  static boolean isOffer(List<String> headings) {
    return headings.stream().anyMatch(it -> heads(it, OFFERS));
  }

  static boolean isCookies(List<String> headings) {
    return headings.stream()
        .map(KindWords::lower)
        .anyMatch(it -> COOKIES.stream().anyMatch(it::contains));
  }

  /** Whether this is on a button by which one agrees. */
  static boolean accepts(String label) {
    String lower = lower(label);
    return lower.length() < 60 && ACCEPTS.stream().anyMatch(lower::contains);
  }

  /**
   * Whether a heading begins with one of these and says little more; behind a single word it may
   * only go on behind a mark.
   */
  private static boolean heads(String heading, List<String> phrases) {
    String lower = lower(heading);
    for (String each : phrases) {
      int end = each.length();
      if (lower.startsWith(each) && lower.length() <= end + MOST_MORE) {
        String rest = lower.substring(end);
        boolean one = each.indexOf(' ') < 0;
        if (rest.isEmpty() || (!one && !startsAsWord(rest)) || MARKED.matcher(rest).lookingAt()) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean startsAsWord(String rest) {
    return Character.isLetterOrDigit(rest.charAt(0));
  }

  private static String lower(String text) {
    return text.strip().toLowerCase(Locale.ROOT).replace('\u2019', '\'');
  }
}
