package dev.slugline.ingest.page.facts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * The title of an article: the headline that stands on its page, known by its likeness to what the
 * page's head tells; else what that tells, without the site's name. One use each.
 */
final class PageTitle {
  private static final int MOST_HEADINGS = 30;
  private static final int GRAM = 3;
  private static final int FEWEST_GRAMS = 3;
  private static final int LEAST_ALONE = 12;
  private static final double ALIKE = 0.4;
  private static final double CLEARLY = 0.05;
  private static final double THE_SAME = 0.8;
  private static final String NEVER = "noscript, template, dialog, [role=dialog]";
  private static final String ASIDE =
      "nav, footer, aside, form, [hidden], [role=navigation], [role=contentinfo]";
  private static final String STORY = "article, main, [role=main], [itemprop=headline]";

  private final Document document;
  private final SiteNames site;
  private final TitleParts parts;
  private final Set<String> told = new LinkedHashSet<>();
  private @Nullable Element heading;
  private @Nullable String title;

  PageTitle(
      Document document, LinkedData data, PageMeta meta, SiteNames site, Set<String> sections) {
    this.document = document;
    this.site = site;
    this.parts = new TitleParts(site, sections);
    tell(data.text("headline"));
    tell(meta.first("og:title"));
    tell(meta.first("twitter:title"));
    tell(meta.first("parsely-title", "sailthru.title", "dc.title", "dcterms.title", "title"));
    tell(document.title());
    tell(data.text("name"));
    choose();
  }

  private void tell(@Nullable String text) {
    String plain = TitleParts.plain(text);
    if (plain != null && !site.is(plain)) {
      told.add(parts.bare(plain));
    }
  }

  /** The title; null: the page has none. */
  @Nullable String text() {
    return title;
  }

  /** Where the headline stands; null: it is not on the page. */
  @Nullable Element heading() {
    return heading;
  }

  /** The name that stands behind the headline in the page's title; null: none does. */
  @Nullable String siteName() {
    String shown = TitleParts.plain(document.title());
    return shown == null || title == null ? null : TitleParts.behind(shown, title);
  }

  private void choose() {
    double best = 0;
    List<Element> large = headings("h1");
    for (Element each : large) {
      best = consider(each, best);
    }
    if (heading == null && large.size() == 1 && isHeadline(large.get(0))) {
      take(large.get(0), String.valueOf(TitleParts.plain(large.get(0).text())));
    }
    if (heading == null) {
      title = toldAlone();
      find();
    }
  }

  private List<Element> headings(String query) {
    List<Element> headings = new ArrayList<>();
    for (Element each : document.select(query).stream().limit(MOST_HEADINGS).toList()) {
      String text = TitleParts.plain(each.text());
      if (text != null && !site.is(text) && each.closest(NEVER) == null) {
        headings.add(each);
      }
    }
    return headings;
  }

  /** Takes a heading that is more like what was told than any before it. */
  private double consider(Element each, double best) {
    double most = best;
    double least = each.closest(ASIDE) == null ? ALIKE : THE_SAME;
    for (String text : readings(each)) {
      double like = 0;
      for (String one : told) {
        like = Math.max(like, likeness(text, one));
      }
      boolean more = like > most + (each.equals(heading) && like < 1 ? CLEARLY : 0);
      if (like >= least && more) {
        most = like;
        take(each, text);
      }
    }
    return most;
  }

  private void take(Element element, String text) {
    heading = element;
    title = parts.bare(text);
  }

  /** The text of a heading, and what it is without a label at its start or end. */
  private static List<String> readings(Element heading) {
    List<String> readings = new ArrayList<>();
    add(readings, heading.text());
    Element inner = heading;
    while (inner.childrenSize() == 1 && inner.textNodes().stream().allMatch(TextNode::isBlank)) {
      inner = inner.child(0);
    }
    if (inner.childrenSize() > 0) {
      add(readings, without(inner, inner.child(0)));
      add(readings, without(inner, inner.child(inner.childrenSize() - 1)));
    }
    return readings;
  }

  private static void add(List<String> readings, String text) {
    String plain = TitleParts.plain(text);
    if (plain != null) {
      readings.add(plain);
    }
  }

  private static String without(Element whole, Element label) {
    StringBuilder text = new StringBuilder();
    for (Node node : whole.childNodes()) {
      if (node instanceof TextNode words) {
        text.append(words.text());
      } else if (node instanceof Element element && !element.equals(label)) {
        text.append(element.isBlock() ? " " : "").append(element.text());
      }
    }
    return text.toString();
  }

  /** Whether the only heading is a headline even where the page's head tells another. */
  private boolean isHeadline(Element only) {
    return told.isEmpty()
        || (only.closest(STORY) != null
            && only.closest(ASIDE) == null
            && SiteNames.key(only.text()).length() >= LEAST_ALONE);
  }

  private @Nullable String toldAlone() {
    if (told.isEmpty()) {
      return TitleParts.plain(document.title());
    }
    String first = told.iterator().next();
    for (String each : told) {
      first = TitleParts.shared(first, each);
    }
    return parts.guessed(first);
  }

  /** Finds a smaller heading that is the title. */
  private void find() {
    String key = title == null ? "" : SiteNames.key(title);
    for (Element each : headings("h2, h3, h4, [class*=headline], [class*=title]")) {
      if (SiteNames.key(each.text()).equals(key)) {
        heading = each;
        return;
      }
    }
  }

  /** The share of the shorter text's runs of three letters that the other has as well. */
  static double likeness(String one, String other) {
    Set<String> grams = grams(SiteNames.key(one));
    Set<String> others = grams(SiteNames.key(other));
    int shorter = Math.min(grams.size(), others.size());
    if (shorter < FEWEST_GRAMS) {
      return grams.equals(others) ? 1 : 0;
    }
    int longer = Math.max(grams.size(), others.size());
    grams.retainAll(others);
    double share = (double) grams.size() / shorter;
    return share * (0.8 + 0.2 * shorter / longer);
  }

  private static Set<String> grams(String key) {
    Set<String> grams = new HashSet<>();
    for (int i = 0; i + GRAM <= key.length(); i++) {
      grams.add(key.substring(i, i + GRAM));
    }
    if (grams.isEmpty()) {
      grams.add(key);
    }
    return grams;
  }
}
