package dev.slugline.ingest.page.facts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote an article: the people whom JSON-LD names, else microdata, meta elements, the byline by
 * the headline, the end of the text; where no source names a person, the first desk or agency that
 * one names, but never the site itself. One use each.
 */
final class PageAuthors {
  private static final Evaluator STORY = Selector.evaluatorOf("article, main, [role=main]");
  private static final Evaluator NAMES =
      Selector.evaluatorOf("a[rel=author], a[href], [itemprop=name], [class*=name]");
  private static final Evaluator APART = Selector.evaluatorOf("nav, aside, li, article, form");
  private static final Evaluator AROUND = Selector.evaluatorOf("aside, footer, form, nav, li");
  private static final int MOST = 12;
  private static final int MOST_MARKED = 60;
  private static final int MOST_ENDINGS = 400;
  private static final int LAST = 12;
  private static final int SHORT = 160;
  private static final List<String> METAS =
      List.of(
          "author",
          "article:author",
          "article:author_name",
          "og:article:author",
          "article:authors",
          "parsely-author",
          "sailthru.author",
          "dc.creator",
          "dcterms.creator",
          "dc.contributor",
          "citation_author",
          "byl",
          "byline",
          "authors",
          "article.author",
          "cxenseparse:author",
          "creator",
          "dable:author",
          "og:author",
          "writer");
  private static final Pattern IN_BRACKETS =
      Pattern.compile(
          "^\\s*[\\[(\uff08\u3010]([^\\])\uff09\u3011]{2,40})[\\])\uff09\u3011]|[(\uff08]([^)\uff09]{2,30})[)\uff09]\\s*$");

  private final Document document;
  private final LinkedData data;
  private final PageMeta meta;
  private final Microdata microdata;
  private final SiteNames site;
  private final Nearby nearby;
  private final @Nullable Element heading;
  private List<String> others = List.of();

  PageAuthors(
      Document document,
      LinkedData data,
      PageMeta meta,
      Microdata microdata,
      SiteNames site,
      Nearby nearby,
      @Nullable Element heading) {
    this.document = document;
    this.data = data;
    this.meta = meta;
    this.microdata = microdata;
    this.site = site;
    this.nearby = nearby;
    this.heading = heading;
  }

  /** The names; empty: the page does not say. */
  List<String> read() {
    List<Supplier<List<String>>> sources =
        List.of(
            () -> of(data.people("author")),
            () -> of(data.people("creator")),
            () -> of(microdata.names("author")),
            this::inMeta,
            () -> marked(true),
            this::toldByTheHeadline,
            () -> marked(false),
            this::inArticle,
            this::atTheEnd,
            () -> of(data.names("author")));
    for (Supplier<List<String>> source : sources) {
      List<String> people = source.get();
      if (!people.isEmpty()) {
        return people.size() > MOST ? people.subList(0, MOST) : people;
      }
    }
    return others;
  }

  /** The people of texts that hold names; what else they name is kept for want of people. */
  private List<String> of(List<String> texts) {
    List<String> people = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    for (String text : texts) {
      List<String> found = Bylines.people(text);
      (found.isEmpty() ? rest : people).addAll(found.isEmpty() ? Bylines.names(text) : found);
    }
    boolean agency = !rest.isEmpty() && !texts.isEmpty() && rest.contains(first(texts));
    people.removeIf(it -> site.is(it) || (it.indexOf(' ') < 0 && (agency || site.has(it))));
    rest.removeIf(site::has);
    others = others.isEmpty() ? distinct(rest) : others;
    return distinct(people);
  }

  private static String first(List<String> texts) {
    List<String> names = Bylines.names(texts.get(0));
    return names.isEmpty() ? "" : names.get(0);
  }

  private static List<String> distinct(List<String> names) {
    List<String> distinct = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (String name : names) {
      if (keys.add(SiteNames.key(name))) {
        distinct.add(name);
      }
    }
    return distinct;
  }

  private List<String> inMeta() {
    for (String each : METAS) {
      List<String> people = of(meta.all(each));
      if (!people.isEmpty()) {
        return people;
      }
    }
    String label = meta.first("twitter:label1");
    String value = meta.first("twitter:data1");
    return label == null || value == null ? List.of() : of(Bylines.told(label + ": " + value));
  }

  /** The people of the elements by the headline that are marked as its byline. */
  private List<String> marked(boolean strictly) {
    List<Element> elements = new ArrayList<>(nearby.behind());
    elements.addAll(nearby.ahead());
    return marked(elements, strictly);
  }

  private List<String> marked(List<Element> elements, boolean strictly) {
    List<String> people = new ArrayList<>();
    Element first = null;
    int seen = 0;
    for (Element each : elements) {
      if (!BylineElements.isMarked(each, strictly) || seen++ > MOST_MARKED) {
        continue;
      }
      if (first != null && !BylineElements.isBeside(first, each)) {
        continue;
      }
      List<String> found = in(each);
      if (!found.isEmpty()) {
        people.addAll(found);
        first = first == null ? each : first;
      }
    }
    return distinct(people);
  }

  private List<String> in(Element marked) {
    List<String> links = new ArrayList<>();
    for (Element link : marked.select(NAMES)) {
      boolean author = !link.hasAttr("href") || BylineElements.isAuthorPage(link);
      if (!link.equals(marked)
          && (author || link.attr("rel").equals("author"))
          && links.size() < MOST) {
        links.add(link.text());
      }
    }
    List<String> people = of(links);
    if (!people.isEmpty()) {
      return people;
    }
    for (String line : BylineElements.lines(marked)) {
      people = line.length() > SHORT ? List.of() : of(Bylines.shown(line));
      if (!people.isEmpty()) {
        return people;
      }
    }
    return List.of();
  }

  private List<String> toldByTheHeadline() {
    for (Nearby.Line line : nearby.lines()) {
      List<String> people = line.heading() ? List.of() : told(line.text());
      if (!people.isEmpty()) {
        return people;
      }
    }
    return List.of();
  }

  private List<String> told(String line) {
    List<String> people = of(Bylines.told(line));
    Matcher bracketed = IN_BRACKETS.matcher(line);
    if (people.isEmpty() && bracketed.find()) {
      String inner = bracketed.group(1) == null ? bracketed.group(2) : bracketed.group(1);
      return of(Bylines.told(inner));
    }
    return people;
  }

  private Element article() {
    Element around = heading == null ? null : heading.closest(STORY);
    return around == null ? document.body() : around;
  }

  /** Marked elements anywhere in the article, but in no part that is about other things. */
  private List<String> inArticle() {
    Element article = article();
    if (article.equals(document.body())) {
      return List.of();
    }
    List<Element> own = new ArrayList<>();
    for (Element each :
        article.select("[rel=author], [itemprop=author], [class*=byline], [class*=author]")) {
      if (own.size() < LAST && !isApart(each, article)) {
        own.add(each);
      }
    }
    return marked(own, false);
  }

  private static boolean isApart(Element element, Element article) {
    for (Element each = element; each != null && !each.equals(article); each = each.parent()) {
      if (Nearby.isOther(each) || each.is(APART)) {
        return true;
      }
    }
    return false;
  }

  private List<String> atTheEnd() {
    Element article = article();
    List<Element> paragraphs =
        article.select("p").stream()
            .filter(each -> each.closest(AROUND) == null)
            .limit(MOST_ENDINGS)
            .toList();
    for (int i = Math.max(0, paragraphs.size() - LAST); i < paragraphs.size(); i++) {
      String text = paragraphs.get(i).text();
      List<String> people = isApart(paragraphs.get(i), article) ? List.of() : told(text);
      if (!people.isEmpty() && !text.toLowerCase(Locale.ROOT).contains("copyright")) {
        return people;
      }
    }
    return List.of();
  }
}
