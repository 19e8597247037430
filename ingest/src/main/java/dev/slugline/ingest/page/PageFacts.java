package dev.slugline.ingest.page;

import dev.slugline.ingest.article.Article.Keyword;
import dev.slugline.ingest.clean.NewsDate;
import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Field;
import dev.slugline.ingest.identity.CanonicalUrl;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * What a page says of its article besides the text: first its JSON-LD, then its meta elements, then
 * what stands on it. One use each.
 */
final class PageFacts {
  private static final int LONGEST_TITLE = 400;
  private static final Pattern SUFFIX =
      Pattern.compile("(?s)(.{1,400}\\S)\\s+[|\u00b7\u2022\u00bb\u2013\u2014:-]\\s+(.{1,100})");
  private static final List<String> PUBLISHED =
      List.of(
          "article:published_time",
          "article:published",
          "og:article:published_time",
          "og:published_time",
          "datepublished",
          "parsely-pub-date",
          "sailthru.date",
          "dcterms.created",
          "dcterms.issued",
          "dcterms.date",
          "dc.date.issued",
          "dc.date.created",
          "dc.date",
          "cxenseparse:recs:publishtime",
          "publication_date",
          "pdate",
          "publish-date",
          "publish_date",
          "pubdate",
          "date");
  private static final List<String> UPDATED =
      List.of(
          "article:modified_time",
          "article:modified",
          "og:article:modified_time",
          "og:updated_time",
          "datemodified",
          "dcterms.modified",
          "dc.date.modified",
          "lastmod",
          "last-modified",
          "revised");
  private static final List<String> AUTHORS =
      List.of(
          "author",
          "article:author",
          "og:article:author",
          "parsely-author",
          "sailthru.author",
          "dc.creator",
          "dcterms.creator",
          "byl",
          "cxenseparse:author");

  private final Document document;
  private final LinkedData data;
  private final Draft draft;
  private final Instant receivedAt;
  private final Map<String, String> meta = new HashMap<>();

  PageFacts(Document document, LinkedData data, Draft draft, Instant receivedAt) {
    this.document = document;
    this.data = data;
    this.receivedAt = receivedAt;
    this.draft = draft;
  }

  void read() {
    for (Element element : document.select("meta[content], [itemprop][content]")) {
      for (String attribute : List.of("property", "name", "itemprop")) {
        String name = element.attr(attribute).strip().toLowerCase(Locale.ROOT);
        if (!name.isEmpty() && !element.attr("content").isBlank()) {
          meta.putIfAbsent(name, element.attr("content").strip());
        }
      }
    }
    url();
    source();
    draft.set(Field.TITLE, headline());
    dates();
    authors();
    draft.set(
        Field.SUMMARY, first(data.text("description"), meta("og:description", "description")));
    draft.set(Field.SECTION, first(data.text("articleSection"), meta("article:section")));
    String language = first(document.select("html").attr("lang"), data.text("inLanguage"));
    draft.set(Field.LANGUAGE, first(language, meta("og:locale", "content-language", "language")));
    keywords();
    if (data.isPaid()) {
      draft.warnings().add("paywall");
    }
  }

  private @Nullable String meta(String... names) {
    return meta(List.of(names));
  }

  private @Nullable String meta(List<String> names) {
    for (String name : names) {
      String value = meta.get(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static @Nullable String first(@Nullable String one, @Nullable String other) {
    return one != null && !one.isBlank() ? one : other;
  }

  /** The address that the page names; the site's front page is none of an article. */
  private void url() {
    Element link = document.selectFirst("link[rel=canonical][href]");
    for (String each :
        new String[] {
          link == null ? "" : link.absUrl("href"),
          link == null ? "" : link.attr("href"),
          first(meta("og:url"), ""),
          first(data.url(), "")
        }) {
      String url = CanonicalUrl.of(each);
      if (url != null && (draft.get(Field.URL) == null) && !isFront(url)) {
        draft.set(Field.URL, url);
      }
    }
  }

  private static boolean isFront(String url) {
    URI uri = URI.create(url);
    return uri.getRawPath().equals("/")
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null;
  }

  private void source() {
    List<String> publisher = data.names("publisher");
    String name = publisher.isEmpty() ? null : publisher.get(0);
    draft.set(
        Field.SOURCE_NAME, first(meta("og:site_name"), first(name, meta("application-name"))));
    String url = first(draft.get(Field.URL), CanonicalUrl.of(document.location()));
    draft.set(Field.SOURCE_DOMAIN, CanonicalUrl.host(CanonicalUrl.of(url)));
  }

  private @Nullable String headline() {
    String told = first(data.text("headline"), meta("og:title", "twitter:title", "parsely-title"));
    if (told == null) {
      List<Element> large = document.select("h1");
      told = large.size() == 1 ? large.get(0).text() : null;
    }
    told = first(told, first(document.title(), data.text("name")));
    return told == null ? null : withoutSite(told.strip());
  }

  /** Cuts the site's name off the end, where it is known and stands behind a mark. */
  private String withoutSite(String title) {
    String site = draft.get(Field.SOURCE_NAME);
    String shown = document.title();
    if (site == null && title.equals(shown.strip())) {
      Element large = document.selectFirst("h1");
      String start = large == null ? "" : large.text().strip();
      return !start.isEmpty() && title.startsWith(start) ? start : title;
    }
    Matcher suffix = SUFFIX.matcher(title);
    return site != null && suffix.matches() && squeezed(suffix.group(2)).equals(squeezed(site))
        ? suffix.group(1)
        : title;
  }

  private static String squeezed(String name) {
    return name.replace(" ", "").toLowerCase(Locale.ROOT);
  }

  private void dates() {
    List<@Nullable String> published = new ArrayList<>();
    published.add(data.text("datePublished"));
    PUBLISHED.forEach(name -> published.add(meta.get(name)));
    published.add(data.text("dateCreated"));
    published.add(time(false));
    draft.set(Field.PUBLISHED, readable(published));
    List<@Nullable String> updated = new ArrayList<>();
    updated.add(data.text("dateModified"));
    UPDATED.forEach(name -> updated.add(meta.get(name)));
    updated.add(time(true));
    draft.set(Field.UPDATED, readable(updated));
  }

  /** The first date that can be read; else the first, so that it is said that it cannot. */
  private @Nullable String readable(List<@Nullable String> dates) {
    String first = null;
    for (String date : dates) {
      if (date != null && NewsDate.read(date, receivedAt).at() != null) {
        return date;
      }
      first = first(first, date);
    }
    return first;
  }

  /** The first time on the page that is said to be an update, or that is not. */
  private @Nullable String time(boolean updated) {
    for (Element time :
        document.select("article time, header time, main time, [itemprop=datePublished], time")) {
      Element parent = time.parent();
      String around =
          time.className()
              + " "
              + time.attr("itemprop")
              + " "
              + (parent == null ? "" : parent.ownText() + parent.className());
      String words = around.toLowerCase(Locale.ROOT);
      boolean says = words.contains("updat") || words.contains("modif") || words.contains("edited");
      String value = first(time.attr("datetime"), first(time.attr("content"), time.text()));
      if (says == updated && value != null && !value.isBlank()) {
        return value;
      }
    }
    return null;
  }

  private void authors() {
    List<String> names = draft.authors();
    data.names("author").forEach(name -> names.addAll(Bylines.names(name)));
    if (names.isEmpty()) {
      for (Element element :
          document.select(
              "article [rel=author], [rel=author], [itemprop=author] [itemprop=name]")) {
        Bylines.names(element.text()).forEach(names::add);
      }
    }
    for (String each : AUTHORS) {
      if (names.isEmpty() && meta.containsKey(each)) {
        names.addAll(Bylines.names(String.valueOf(meta.get(each))));
      }
    }
    Element line =
        document.selectFirst("[itemprop=author], .byline, .author, .article-author, .author-name");
    if (names.isEmpty() && line != null) {
      names.addAll(Bylines.names(line.text()));
    }
  }

  private void keywords() {
    List<String> words = data.texts("keywords");
    String listed = meta("news_keywords", "keywords", "parsely-tags");
    for (Element tag : document.select("meta[property=article:tag]")) {
      words.add(tag.attr("content"));
    }
    if (words.isEmpty() && listed != null) {
      words.addAll(List.of(listed.split("[,;]", -1)));
    }
    for (String word : words) {
      if (!word.isBlank()) {
        draft.keywords().add(new Keyword(null, null, Parser.unescapeEntities(word.strip(), false)));
      }
    }
  }

  /** The title of a page that is too broken to be made a tree of. */
  static @Nullable String title(String html) {
    int open = html.indexOf("<title>");
    int close = open < 0 ? -1 : html.indexOf('<', open + 7);
    return close < 0 || close - open > LONGEST_TITLE
        ? null
        : Parser.unescapeEntities(html.substring(open + 7, close), false);
  }
}
