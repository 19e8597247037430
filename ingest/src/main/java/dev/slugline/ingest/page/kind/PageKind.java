package dev.slugline.ingest.page.kind;

import dev.slugline.ingest.clean.WordCount;
import dev.slugline.ingest.page.facts.LinkedData;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/**
 * Whether a page is an article, told from how it is made up, from what it says of itself, and last
 * from its words. In doubt it is one. Measures the page once, when it is made, and leaves the
 * document as it is; so it can be asked again when the text has been taken.
 */
public final class PageKind {
  private static final int SHORT = 400;
  private static final int LONGEST_NAMED = 80;
  private static final int SHORT_WORDS = 60;
  private static final int LONGEST_SHELL = 700;
  private static final int LONGEST_NOTICE = 5_000;
  private static final int FEW_HEADLINES = 5;
  private static final String SCRIPT = "javascript";
  private static final String SHELL = "a page that shows nothing without JavaScript";
  private static final String LEADS_ON = "a page that leads to another";
  private static final int MOSTLY_LINKS = 75;
  private static final double MOSTLY = 0.6;
  private static final Pattern BETWEEN =
      Pattern.compile("\\s+[|\u00b7\u2022\u00bb\u2013\u2014:-]{1,2}\\s+|\\s*[|\uff5c]\\s*");
  private static final Pattern LOGIN_PATH =
      Pattern.compile("(?i).*/(?:log-?in|sign-?in|sso|auth)(?:[/?.].*)?");
  private static final Pattern PRICE =
      Pattern.compile(
          "[$\u20ac\u00a3\u00a5\u20b9\u20a9\u20bd]\\s?\\d|\\d\\s?(?:[$\u20ac\u00a3\u00a5\u20b9\u20a9\u20bd\u5143\u5186]|z\u0142|kr\\b)");

  private final Document document;
  private final PageAddress address;
  private final PageShape shape;
  private final PageClaims claims;
  private final List<String> heads = new ArrayList<>();
  private final boolean leadsOn;
  private final boolean scripted;

  private PageKind(Document document, LinkedData data) {
    this.document = document;
    this.address = PageAddress.of(document);
    this.shape = PageShape.of(document, address);
    this.claims = PageClaims.of(document, data, address);
    this.leadsOn =
        document.select("meta[http-equiv=refresh][content*=url]").stream()
            .anyMatch(it -> it.closest("noscript") == null);
    this.scripted = document.select("noscript").text().toLowerCase(Locale.ROOT).contains(SCRIPT);
    String title = document.title().strip();
    heads.add(title);
    heads.addAll(List.of(BETWEEN.split(title, -1)));
    String first = shape.first();
    List<String> others = shape.headings();
    heads.add(first != null ? first : others.isEmpty() ? "" : others.get(0));
  }

  public static PageKind of(Document document, LinkedData data) {
    return new PageKind(document, data);
  }

  /**
   * What the page seems to be instead of an article, in words for its receipt; to be asked before
   * its text is taken.
   *
   * @return null: it may be an article
   */
  public @Nullable String instead() {
    return claims.isArticle() ? null : seen();
  }

  /** The same, whatever claims there are that it is one. */
  private @Nullable String seen() {
    String error = error();
    if (error != null) {
      return error;
    }
    boolean sought = claims.says("SearchResultsPage");
    boolean brief = shape.headed() < SHORT;
    if (sought || (brief && SearchTerms.isResult(document, address, heads))) {
      return "a search result";
    }
    if (isLogin()) {
      return "a login page";
    }
    if (isConsent()) {
      return "a consent page";
    }
    if (isOffer()) {
      return "a subscription page";
    }
    if (isIndex()) {
      return index();
    }
    return isLinks() ? "an index page (" + shape.linkedPercent() + "% of its text is links)" : null;
  }

  /**
   * Whether it is told from its links alone, and the page does not say itself that it is a list.
   */
  public boolean isDoubtful() {
    return !claims.saysList() && error() == null && (isIndex() || isLinks());
  }

  private boolean isLinks() {
    return !claims.isDated()
        && shape.linkedPercent() >= MOSTLY_LINKS
        && shape.total() >= SHORT
        && shape.prose() == 0;
  }

  /**
   * The same of a page of which this is the text that was taken.
   *
   * @return null: it is taken to be an article
   */
  public @Nullable String instead(String text) {
    int words = WordCount.of(text);
    if (claims.isArticle() || (words >= SHORT_WORDS && shape.teased(text) < MOSTLY)) {
      return null;
    }
    boolean many = shape.headlines() >= 2 * FEW_HEADLINES;
    if (many && shape.headed() < SHORT && shape.teased(text) >= MOSTLY) {
      return index();
    }
    boolean shell = shape.total() < LONGEST_SHELL && words < SHORT_WORDS;
    if (shell && text.toLowerCase(Locale.ROOT).contains(SCRIPT)) {
      return SHELL;
    }
    return shell && leadsOn ? LEADS_ON : null;
  }

  /** What a page without any text seems to be. */
  public String empty() {
    String told = instead();
    if (told != null) {
      return told;
    }
    if (leadsOn) {
      return LEADS_ON;
    }
    if (shape.headlines() >= FEW_HEADLINES) {
      return index();
    }
    boolean asks = scripted || shape.words(SHORT).contains(SCRIPT);
    return asks ? SHELL : "a web page without an article";
  }

  private String index() {
    return "an index page (" + shape.headlines() + " headlines that link elsewhere)";
  }

  private @Nullable String error() {
    String named = shape.prose() < SHORT ? KindWords.error(heads) : null;
    if (named != null) {
      return "an error page: " + named.substring(0, Math.min(LONGEST_NAMED, named.length()));
    }
    boolean shell = shape.total() < LONGEST_SHELL && !claims.isDated();
    boolean asks = shell && KindWords.asksForRobots(shape.words(LONGEST_SHELL));
    return asks ? "an error page: it asks whether its reader is a machine" : null;
  }

  private boolean isLogin() {
    boolean asks = document.selectFirst("input[type=password]") != null;
    boolean named = KindWords.isLogin(heads) && shape.prose() < SHORT;
    if (!asks) {
      boolean mail = document.selectFirst("input[type=email], input[name=email]") != null;
      return named && mail && shape.headlines() < FEW_HEADLINES;
    }
    boolean placed = address.paths().stream().anyMatch(it -> LOGIN_PATH.matcher(it).matches());
    boolean bare = shape.total() < SHORT && shape.headed() == 0 && shape.prose() == 0;
    return named
        || (placed && shape.prose() < SHORT)
        || (bare && shape.headlines() < FEW_HEADLINES);
  }

  /** A page of little else than a request for agreement. */
  private boolean isConsent() {
    if (claims.isDated() || shape.total() > LONGEST_NOTICE || shape.headlines() >= FEW_HEADLINES) {
      return false;
    }
    int speaking = shape.speaking(KindWords.COOKIES);
    int prose = Math.max(1, shape.prose());
    boolean named = KindWords.isCookies(heads) || speaking > MOSTLY * prose;
    return named
        && speaking * 2 >= prose
        && speaking > 0
        && document.select("button, a[href], input[type=submit], [role=button]").stream()
            .anyMatch(it -> KindWords.accepts(it.text() + it.attr("value")));
  }

  private boolean isOffer() {
    return !claims.isDated()
        && shape.prose() < SHORT
        && shape.headlines() < 2 * FEW_HEADLINES
        && KindWords.isOffer(heads)
        && PRICE.matcher(shape.words(LONGEST_NOTICE)).find();
  }

  /**
   * The more a page says itself that it is a list, the fewer headlines and the more text of its own
   * make it one.
   */
  private boolean isIndex() {
    int claimed = claims.ofList();
    if (claims.isDated() && claimed < 2) {
      return false;
    }
    int headlines = shape.headlines();
    int headed = shape.headed();
    int prose = shape.prose();
    if (claimed >= 2) {
      return headlines >= FEW_HEADLINES && headed < 3 * SHORT && prose < 4 * SHORT;
    }
    if (claimed == 1) {
      String first = shape.first();
      boolean brief =
          first != null && PageBlocks.weight(first) < 20 && first.split(" ", -1).length <= 3;
      return headlines >= 8 && headed < (brief ? 300 : 140) && prose < SHORT + headlines * 10;
    }
    return headlines >= 10 && headed < 80 && prose < Math.min(SHORT, headlines * 10);
  }
}
