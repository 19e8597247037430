package dev.slugline.ingest.page.facts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;
import org.jspecify.annotations.Nullable;

/** The part of the site to which an article belongs: told, else the end of the page's trail. */
final class PageSection {
  private static final int LONGEST = 50;
  private static final int SHORT = 16;
  private static final double THE_SAME = 0.9;
  private static final int MOST = 12;
  private static final Evaluator CRUMBS = Selector.evaluatorOf("a[href]");
  private static final int MOST_LINKS = 2_000;
  private static final int MOST_CRUMBS = 50;
  private static final Pattern NOWHERE = Pattern.compile("(?i)mailto:|javascript:|tel:|#");
  private static final Pattern FRONT =
      Pattern.compile("(?:https?:)?(?://[^/]{1,100})?/?(?:[a-z]{2}/?)?");
  private static final Pattern ARROW =
      Pattern.compile(
          "[\\s\\p{Z}]*[>\u203a\u00bb\u2192\u27e9\u25b8\u25b6\uff1e\u226b\u276f]+[\\s\\p{Z}]*");
  private static final String TRAILS =
      "[itemtype*=BreadcrumbList], nav[aria-label*=readcrumb], [class*=readcrumb], [id*=readcrumb]";
  private static final List<String> METAS =
      List.of(
          "article:section",
          "og:article:section",
          "parsely-section",
          "article.section",
          "cxenseparse:category",
          "dc.subject.section",
          "section",
          "articlesection",
          "category");

  private final List<String> told = new ArrayList<>();
  private final List<String> trail;

  private PageSection(List<String> trail) {
    this.trail = trail;
  }

  static PageSection of(Document document, LinkedData data, PageMeta meta, Microdata microdata) {
    List<String> trail = data.trail();
    PageSection section = new PageSection(trail.isEmpty() ? shown(document) : trail);
    section.told.addAll(data.texts("articleSection"));
    METAS.forEach(each -> section.told.addAll(meta.all(each)));
    section.told.addAll(microdata.texts("articleSection"));
    return section;
  }

  private static List<String> shown(Document document) {
    for (Element each : document.select(TRAILS).stream().limit(MOST).toList()) {
      List<String> names = new ArrayList<>();
      List<Element> links = each.select(CRUMBS).stream().limit(MOST_CRUMBS).toList();
      for (Element crumb : links) {
        boolean leads = !NOWHERE.matcher(crumb.attr("href")).lookingAt();
        if (leads && names.size() < MOST && !crumb.text().isBlank()) {
          names.add(crumb.text().strip());
        }
      }
      Element first = links.isEmpty() ? null : links.get(0);
      boolean trail = each.is("nav, ol, ul, [itemtype]") || (first != null && isFront(first));
      if (trail && !names.isEmpty()) {
        return names;
      }
    }
    for (Element each : document.select("a[href]").stream().limit(MOST_LINKS).toList()) {
      List<String> names = isFront(each) ? behind(each) : List.of();
      if (names.size() > 1) {
        return names;
      }
    }
    return List.of();
  }

  /** The names of links between nothing but arrows, of which the first leads to the front page. */
  private static List<String> behind(Element front) {
    Element parent = front.parent();
    List<String> names = new ArrayList<>();
    if (parent == null || !front.equals(parent.selectFirst("a")) || front.text().isBlank()) {
      return names;
    }
    StringBuilder between = new StringBuilder();
    for (Node node = front; node != null && names.size() < MOST; node = node.nextSibling()) {
      if (node instanceof Element link && link.normalName().equals("a")) {
        if (!names.isEmpty() && !ARROW.matcher(between).matches()) {
          return List.of();
        }
        between.setLength(0);
        names.add(link.text().strip());
      } else if (between.length() < SHORT) {
        between.append(node instanceof TextNode words ? words.text() : "");
        between.append(node instanceof Element element ? element.text() : "");
      }
    }
    return names;
  }

  private static boolean isFront(Element link) {
    return FRONT.matcher(link.attr("href")).matches();
  }

  /** All that may be its names, as {@link SiteNames#key} has them. */
  Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>();
    told.forEach(each -> keys.add(SiteNames.key(each)));
    trail.forEach(each -> keys.add(SiteNames.key(each)));
    keys.remove("");
    return keys;
  }

  /** The section's name; null: the page does not say. */
  @Nullable String name(@Nullable String title, SiteNames site) {
    for (String each : told) {
      String plain = TitleParts.plain(each);
      if (plain != null
          && plain.length() <= LONGEST
          && !each.contains("://")
          && !each.contains("@")
          && !site.is(plain)) {
        return plain;
      }
    }
    for (int i = trail.size() - 1; i >= 1; i--) {
      String plain = TitleParts.plain(trail.get(i));
      if (plain != null && plain.length() <= LONGEST && !isTitle(plain, title) && !site.is(plain)) {
        return plain;
      }
    }
    return null;
  }

  private static boolean isTitle(String crumb, @Nullable String title) {
    if (title == null) {
      return false;
    }
    boolean begins =
        crumb.length() > SHORT && SiteNames.key(title).startsWith(SiteNames.key(crumb));
    return begins || PageTitle.likeness(crumb, title) > THE_SAME;
  }
}
