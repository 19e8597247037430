package dev.slugline.ingest.page.kind;

import java.util.List;
import java.util.Locale;
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
  private static final List<String> ERRORS =
      List.of(
          "page not found",
          "not found",
          "404 not found",
          "403 forbidden",
          "forbidden",
          "access denied",
          "access to this page has been denied",
          "permission denied",
          "unauthorized",
          "internal server error",
          "bad gateway",
          "service unavailable",
          "gateway timeout",
          "gateway time-out",
          "too many requests",
          "bad request",
          "something went wrong",
          "this page does not exist",
          "this page doesn't exist",
          "this page isn't available",
          "this page is not available",
          "page unavailable",
          "page does not exist",
          "oops! that page can",
          "we can't find that page",
          "we can't find the page",
          "the page you requested",
          "seite nicht gefunden",
          "die seite wurde nicht gefunden",
          "zugriff verweigert",
          "diese seite existiert nicht",
          "page introuvable",
          "page non trouv\u00e9e",
          "cette page n'existe pas",
          "cette page est introuvable",
          "acc\u00e8s refus\u00e9",
          "p\u00e1gina no encontrada",
          "p\u00e1gina n\u00e3o encontrada",
          "acceso denegado",
          "acesso negado",
          "pagina non trovata",
          "accesso negato",
          "pagina niet gevonden",
          "toegang geweigerd",
          "sidan hittades inte",
          "sidan kunde inte hittas",
          "siden ble ikke funnet",
          "siden blev ikke fundet",
          "fant ikke siden",
          "siden findes ikke",
          "sivua ei l\u00f6ydy",
          "sivua ei l\u00f6ytynyt",
          "strona nie zosta\u0142a znaleziona",
          "nie znaleziono strony",
          "str\u00e1nka nenalezena",
          "str\u00e1nka nebyla nalezena",
          "str\u00e1nka sa nena\u0161la",
          "az oldal nem tal\u00e1lhat\u00f3",
          "pagina nu a fost g\u0103sit\u0103",
          "stranica nije prona\u0111ena",
          "sayfa bulunamad\u0131",
          "eri\u015fim engellendi",
          "halaman tidak ditemukan",
          "halaman tidak dijumpai",
          "kh\u00f4ng t\u00ecm th\u1ea5y trang",
          "\u0441\u0442\u0440\u0430\u043d\u0438\u0446\u0430 \u043d\u0435 \u043d\u0430\u0439\u0434\u0435\u043d\u0430",
          "\u0434\u043e\u0441\u0442\u0443\u043f \u0437\u0430\u043f\u0440\u0435\u0449\u0435\u043d",
          "\u0441\u0442\u043e\u0440\u0456\u043d\u043a\u0443 \u043d\u0435 \u0437\u043d\u0430\u0439\u0434\u0435\u043d\u043e",
          "\u0441\u0442\u0440\u0430\u043d\u0438\u0446\u0430\u0442\u0430 \u043d\u0435 \u0435 \u043d\u0430\u043c\u0435\u0440\u0435\u043d\u0430",
          "\u03b7 \u03c3\u03b5\u03bb\u03af\u03b4\u03b1 \u03b4\u03b5\u03bd \u03b2\u03c1\u03ad\u03b8\u03b7\u03ba\u03b5",
          "\u05d4\u05d3\u05e3 \u05dc\u05d0 \u05e0\u05de\u05e6\u05d0",
          "\u0627\u0644\u0635\u0641\u062d\u0629 \u063a\u064a\u0631 \u0645\u0648\u062c\u0648\u062f\u0629",
          "\u0635\u0641\u062d\u0647 \u067e\u06cc\u062f\u0627 \u0646\u0634\u062f",
          "\u092a\u0943\u0937\u094d\u0920 \u0928\u0939\u0940\u0902 \u092e\u093f\u0932\u093e",
          "\u092a\u0947\u091c \u0928\u0939\u0940\u0902 \u092e\u093f\u0932\u093e",
          "\u0e44\u0e21\u0e48\u0e1e\u0e1a\u0e2b\u0e19\u0e49\u0e32",
          "\u30da\u30fc\u30b8\u304c\u898b\u3064\u304b\u308a\u307e\u305b\u3093",
          "\u304a\u63a2\u3057\u306e\u30da\u30fc\u30b8",
          "\u9875\u9762\u4e0d\u5b58\u5728",
          "\u9875\u9762\u672a\u627e\u5230",
          "\u627e\u4e0d\u5230\u9875\u9762",
          "\u9801\u9762\u4e0d\u5b58\u5728",
          "\u627e\u4e0d\u5230\u9801\u9762",
          "\u627e\u4e0d\u5230\u7db2\u9801",
          "\ud398\uc774\uc9c0\ub97c \ucc3e\uc744 \uc218 \uc5c6\uc2b5\ub2c8\ub2e4");
  private static final List<String> ROBOTS =
      List.of(
          "are you a robot",
          "are you human",
          "verify you are human",
          "verify that you are human",
          "verifying you are human",
          "you are not a robot",
          "you're not a robot",
          "unusual traffic",
          "unusual activity",
          "checking your browser",
          "just a moment",
          "attention required",
          "security check",
          "pardon our interruption",
          "captcha");
  private static final List<String> LOGINS =
      List.of(
          "log in",
          "login",
          "log on",
          "sign in",
          "signin",
          "please log in",
          "please sign in",
          "log in or register",
          "sign in or register",
          "sign in or create an account",
          "anmelden",
          "einloggen",
          "anmeldung",
          "se connecter",
          "connexion",
          "identifiez-vous",
          "connectez-vous",
          "iniciar sesi\u00f3n",
          "inicia sesi\u00f3n",
          "iniciar sess\u00e3o",
          "entrar",
          "acessar",
          "fazer login",
          "accedi",
          "inloggen",
          "logga in",
          "logg inn",
          "log ind",
          "kirjaudu sis\u00e4\u00e4n",
          "kirjaudu",
          "zaloguj si\u0119",
          "logowanie",
          "p\u0159ihl\u00e1\u0161en\u00ed",
          "prihl\u00e1senie",
          "bejelentkez\u00e9s",
          "autentificare",
          "prijava",
          "giri\u015f yap",
          "\u00fcye giri\u015fi",
          "masuk",
          "log masuk",
          "\u0111\u0103ng nh\u1eadp",
          "\u0432\u0445\u043e\u0434",
          "\u0432\u043e\u0439\u0442\u0438",
          "\u0430\u0432\u0442\u043e\u0440\u0438\u0437\u0430\u0446\u0438\u044f",
          "\u0443\u0432\u0456\u0439\u0442\u0438",
          "\u0432\u0445\u0456\u0434",
          "\u03c3\u03cd\u03bd\u03b4\u03b5\u03c3\u03b7",
          "\u05d4\u05ea\u05d7\u05d1\u05e8\u05d5\u05ea",
          "\u062a\u0633\u062c\u064a\u0644 \u0627\u0644\u062f\u062e\u0648\u0644",
          "\u0648\u0631\u0648\u062f",
          "\u0932\u0949\u0917 \u0907\u0928",
          "\u0932\u0949\u0917\u093f\u0928",
          "\u0e40\u0e02\u0e49\u0e32\u0e2a\u0e39\u0e48\u0e23\u0e30\u0e1a\u0e1a",
          "\u30ed\u30b0\u30a4\u30f3",
          "\u767b\u5f55",
          "\u7528\u6237\u767b\u5f55",
          "\u767b\u5165",
          "\u6703\u54e1\u767b\u5165",
          "\ub85c\uadf8\uc778");
  private static final List<String> OFFERS =
      List.of(
          "subscribe",
          "subscribe now",
          "subscribe to",
          "subscription",
          "choose your plan",
          "choose your subscription",
          "become a subscriber",
          "become a member",
          "abonnieren",
          "abonnement",
          "jetzt abonnieren",
          "abo-angebote",
          "abonnez-vous",
          "s'abonner",
          "nos offres",
          "suscr\u00edbete",
          "suscripci\u00f3n",
          "assine",
          "assinatura",
          "abbonati",
          "abbonamenti",
          "abonneren",
          "word abonnee",
          "prenumerera",
          "bli abonnent",
          "tilaa",
          "prenumerata",
          "subskrypcja",
          "p\u0159edplatn\u00e9",
          "abone ol",
          "\u043f\u043e\u0434\u043f\u0438\u0441\u043a\u0430",
          "\u043e\u0444\u043e\u0440\u043c\u0438\u0442\u0435 \u043f\u043e\u0434\u043f\u0438\u0441\u043a\u0443",
          "\u03c3\u03c5\u03bd\u03b4\u03c1\u03bf\u03bc\u03ae",
          "\u0627\u0634\u062a\u0631\u0643",
          "\u0938\u0926\u0938\u094d\u092f\u0924\u093e",
          "\u8cfc\u8aad",
          "\u3054\u8cfc\u8aad",
          "\u8ba2\u9605",
          "\u8a02\u95b1",
          "\uad6c\ub3c5");

  /** What nearly all languages call a cookie, and the agreement to it. */
  static final List<String> COOKIES =
      List.of(
          "cookie",
          "consent",
          "gdpr",
          "rgpd",
          "dsgvo",
          "einwilligung",
          "consentement",
          "consentimiento",
          "consentimento",
          "consenso",
          "toestemming",
          "samtycke",
          "samtykke",
          "suostumus",
          "\u010derez",
          "\u00e7erez",
          "\u043a\u0443\u043a\u0438",
          "\u0441\u043e\u0433\u043b\u0430\u0441\u0438\u0435",
          "\u05e2\u05d5\u05d2\u05d9\u05d5\u05ea",
          "\u0645\u0644\u0641\u0627\u062a \u062a\u0639\u0631\u064a\u0641 \u0627\u0644\u0627\u0631\u062a\u0628\u0627\u0637",
          "\u0643\u0648\u0643\u064a\u0632",
          "\u0915\u0941\u0915\u0940",
          "\u0e04\u0e38\u0e01\u0e01\u0e35\u0e49",
          "\u30af\u30c3\u30ad\u30fc",
          "\ucfe0\ud0a4");

  private static final List<String> ACCEPTS =
      List.of(
          "accept",
          "agree",
          "allow all",
          "got it",
          "akzeptieren",
          "zustimmen",
          "einverstanden",
          "accepter",
          "aceptar",
          "acepto",
          "aceitar",
          "concordo",
          "accetta",
          "accetto",
          "akkoord",
          "accepteren",
          "acceptera",
          "godk\u00e4nn",
          "godta",
          "accepter",
          "tillad",
          "hyv\u00e4ksy",
          "akceptuj",
          "zgadzam",
          "p\u0159ijmout",
          "souhlas\u00edm",
          "elfogad",
          "accept\u0103",
          "prihvat",
          "kabul et",
          "setuju",
          "ch\u1ea5p nh\u1eadn",
          "\u043f\u0440\u0438\u043d\u044f\u0442\u044c",
          "\u0441\u043e\u0433\u043b\u0430\u0441",
          "\u043f\u0440\u0438\u0439\u043d\u044f\u0442\u0438",
          "\u03b1\u03c0\u03bf\u03b4\u03bf\u03c7",
          "\u05d0\u05d9\u05e9\u05d5\u05e8",
          "\u0645\u0648\u0627\u0641\u0642",
          "\u0642\u0628\u0648\u0644",
          "\u0938\u094d\u0935\u0940\u0915\u093e\u0930",
          "\u0938\u0939\u092e\u0924",
          "\u0e22\u0e2d\u0e21\u0e23\u0e31\u0e1a",
          "\u540c\u610f",
          "\u63a5\u53d7",
          "\u627f\u8afe",
          "\ub3d9\uc758");

  private KindWords() {}

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
