package dev.slugline.ingest.page.facts;

import dev.slugline.ingest.identity.CanonicalUrl;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;
import org.jspecify.annotations.Nullable;

/** The names by which a page's site calls itself: told ones, those of its logo, its domain's. */
final class SiteNames {
  private static final Evaluator FIRST = Selector.evaluatorOf("h1");
  private static final Evaluator LINKS = Selector.evaluatorOf("a[href]");
  private static final Evaluator IMAGE = Selector.evaluatorOf("img[alt]");
  private static final Evaluator HOMES =
      Selector.evaluatorOf("a[href][rel~=\\bhome\\b], a[href=/], header a[href], h1 a[href]");
  private static final Evaluator STORY = Selector.evaluatorOf("article, main, h2");
  private static final int LEAST = 3;
  private static final int LEAST_PART = 5;
  private static final int LONGEST = 80;
  private static final int LONGEST_LOGO = 40;
  private static final int MOST_LOGOS = 6;
  private static final Pattern DOMAIN =
      Pattern.compile("(?iu)(?:www\\.)?[\\p{L}\\d-]{2,40}(?:\\.[a-z]{2,10}){1,2}");
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
  private static final Pattern MARK =
      Pattern.compile("\\s+[|\u2013\u2014:\u00b7-]\\s+|\\s*[|\uff5c]\\s*|,\\s+");
  private static final Pattern ARTICLE = Pattern.compile("(?iu)^(?:the|der|die|das|le|la|el|o|a) ");
  private static final List<String> METAS =
      List.of("application-name", "apple-mobile-web-app-title", "dc.publisher");

  private final Set<String> keys = new LinkedHashSet<>();
  private final Set<String> headlines = new LinkedHashSet<>();
  private final Set<String> initials = new LinkedHashSet<>();
  private String host = "";

  private SiteNames() {}

  static SiteNames of(
      Document document, PageMeta meta, List<String> publishers, @Nullable String url) {
    SiteNames names = new SiteNames();
    meta.all("og:site_name").forEach(names::add);
    publishers.forEach(names::add);
    meta.all("twitter:site").forEach(each -> names.add(each.replace("@", "")));
    String domain = CanonicalUrl.host(CanonicalUrl.of(url));
    if (domain != null) {
      names.host = key(domain.replaceFirst("^www\\.", ""));
    }
    document.select(FIRST).stream()
        .filter(each -> each.selectFirst(LINKS) == null)
        .limit(MOST_LOGOS)
        .forEach(each -> names.headlines.add(key(each.text())));
    METAS.forEach(each -> meta.all(each).forEach(names::loose));
    document.select(HOMES).stream()
        .filter(each -> isFront(each, domain) && each.closest(STORY) == null)
        .limit(MOST_LOGOS)
        .forEach(names::logo);
    return names;
  }

  private static boolean isFront(Element link, @Nullable String domain) {
    String href = link.attr("href").strip();
    boolean told = href.equals("/") || link.attr("rel").contains("home");
    return told
        || (domain != null
            && href.length() < LONGEST
            && href.contains(domain)
            && href.replaceFirst("^https?:", "").replaceAll("/+$", "").equals("//" + domain));
  }

  private void logo(Element link) {
    Element image = link.selectFirst(IMAGE);
    for (String each :
        List.of(link.text(), link.attr("title"), image == null ? "" : image.attr("alt"))) {
      loose(each);
    }
  }

  /** What is not always a name counts where it is not the headline, which some put there. */
  private void loose(String name) {
    if (name.length() <= LONGEST_LOGO && !headlines.contains(key(name))) {
      add(name);
    }
  }

  private void add(String name) {
    String bare = name.strip();
    if (bare.isEmpty() || bare.length() > LONGEST) {
      return;
    }
    String key = key(ARTICLE.matcher(bare).replaceFirst(""));
    if (key.length() >= 2) {
      keys.add(key);
    }
    String head = MARK.split(bare, 2)[0].strip();
    if (!head.equals(bare)) {
      add(head); // what follows is its motto
    }
    String[] words = NO_WORD.split(bare, -1);
    if (words.length >= LEAST) {
      StringBuilder first = new StringBuilder();
      for (String word : words) {
        first.append(word.isEmpty() ? "" : word.substring(0, 1));
      }
      initials.add(key(first.toString()));
    }
  }

  /** Letters and digits alone, in lower case: names that differ in no more than marks are one. */
  static String key(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return NO_WORD.matcher(plain).replaceAll("");
  }

  /** Whether a text is a name of the site. */
  boolean is(String text) {
    String key = key(ARTICLE.matcher(text.strip()).replaceFirst(""));
    return keys.contains(key) || (!host.isEmpty() && host.equals(key));
  }

  /** Whether a text is a name of the site, or its domain, or the greater part of either. */
  boolean has(String text) {
    String bare = text.strip();
    String key = key(ARTICLE.matcher(bare).replaceFirst(""));
    if (key.length() < 2 || bare.length() > LONGEST) {
      return false;
    }
    if (keys.contains(key) || initials.contains(key) || isHost(bare, key)) {
      return true;
    }
    for (String each : keys) {
      boolean within = each.startsWith(key) || each.endsWith(key);
      boolean around = key.startsWith(each) || key.endsWith(each);
      int shorter = Math.min(key.length(), each.length());
      int longer = Math.max(key.length(), each.length());
      if ((within || around) && shorter >= LEAST_PART && shorter * 5 >= longer * 2) {
        return true;
      }
    }
    return false;
  }

  private boolean isHost(String bare, String key) {
    if (host.isEmpty()) {
      return false;
    }
    boolean domain = DOMAIN.matcher(bare).matches() && (host.endsWith(key) || key.endsWith(host));
    return domain
        || host.equals(key)
        || (key.length() >= LEAST && host.startsWith(key) && key.length() * 3 >= host.length())
        || (key.length() > LEAST_PART && host.contains(key));
  }
}
