package dev.slugline.ingest.page.facts;

import dev.slugline.ingest.article.Article.Keyword;
import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Field;
import dev.slugline.ingest.identity.CanonicalUrl;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * What a page says of its article besides the text: its JSON-LD, its microdata, its meta elements,
 * and what stands by its headline, judged against each other. One use each.
 */
public final class PageFacts {
  private static final int LONGEST_TITLE = 400;
  private static final int MOST_TIMES = 10;
  private static final int LONGEST_KEYWORD = 100;
  private static final int MOST_KEYWORDS = 500;
  private static final List<String> TIERS =
      List.of("article:content_tier", "og:article:content_tier", "og:content_tier", "content_tier");
  private static final Set<String> PAID = Set.of("locked", "metered");
  private static final Pattern FRONT =
      Pattern.compile(
          "/(?:[a-z]{2}(?:[-_][a-zA-Z]{2})?/?)?(?:(?:index|home|default)(?:\\.\\w+)?)?");

  private final Document document;
  private final LinkedData data;
  private final Draft draft;
  private final Instant receivedAt;
  private final PageMeta meta;
  private final Microdata microdata;

  public PageFacts(Document document, LinkedData data, Draft draft, Instant receivedAt) {
    this.document = document;
    this.data = data;
    this.receivedAt = receivedAt;
    this.draft = draft;
    this.meta = PageMeta.of(document);
    this.microdata = Microdata.of(document);
  }

  public void read() {
    url();
    String url = first(draft.get(Field.URL), CanonicalUrl.of(document.location()));
    SiteNames site = SiteNames.of(document, meta, data.names("publisher"), url);
    PageSection section = PageSection.of(document, data, meta, microdata);
    PageTitle title = new PageTitle(document, data, meta, site, section.keys());
    Element heading = title.heading();
    draft.set(Field.TITLE, title.text());
    draft.set(Field.SECTION, section.name(title.text(), site));
    source(url, title.siteName());
    Nearby nearby = Nearby.of(document, heading);
    PageDates dates =
        new PageDates(data, meta, microdata, nearby.lines(), receivedAt)
            .gather(times(nearby, heading), url);
    draft.set(Field.PUBLISHED, dates.published());
    draft.set(Field.UPDATED, dates.updated());
    draft
        .authors()
        .addAll(new PageAuthors(document, data, meta, microdata, site, nearby, heading).read());
    summary();
    draft.set(Field.LANGUAGE, PageLanguage.of(document, data, meta, heading, title.text()));
    keywords();
    if (isPaid()) {
      draft.warnings().add("paywall");
    }
  }

  /** Whether the page says, in any of the ways there are, that its text is for subscribers. */
  private boolean isPaid() {
    List<String> tiers = new ArrayList<>();
    TIERS.forEach(each -> tiers.addAll(meta.all(each)));
    return data.isPaid()
        || microdata.has("isAccessibleForFree", "false")
        || meta.all("isaccessibleforfree").stream().anyMatch("false"::equalsIgnoreCase)
        || tiers.stream().anyMatch(it -> PAID.contains(it.toLowerCase(Locale.ROOT)));
  }

  private static @Nullable String first(@Nullable String one, @Nullable String other) {
    return one != null && !one.isBlank() ? one : other;
  }

  /** The address that the page names; the site's front page is none of an article. */
  private void url() {
    List<@Nullable String> told = new ArrayList<>();
    Element link = document.selectFirst("link[rel~=(?i)\\bcanonical\\b][href]");
    if (link != null) {
      told.add(link.absUrl("href"));
      told.add(link.attr("href"));
    }
    told.add(meta.first("og:url"));
    told.add(data.url());
    told.add(microdata.text("mainEntityOfPage"));
    for (String each : told) {
      String url = CanonicalUrl.of(each == null ? "" : each);
      if (url != null && draft.get(Field.URL) == null && !isFront(url)) {
        draft.set(Field.URL, url);
      }
    }
  }

  private static boolean isFront(String url) {
    URI uri = URI.create(url);
    return FRONT.matcher(uri.getRawPath()).matches()
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null;
  }

  private void source(@Nullable String url, @Nullable String inTitle) {
    List<@Nullable String> told = new ArrayList<>();
    told.add(meta.first("og:site_name"));
    told.addAll(data.names("publisher"));
    told.addAll(microdata.names("publisher"));
    told.add(meta.first("application-name", "apple-mobile-web-app-title", "dc.publisher"));
    told.add(inTitle);
    for (String each : told) {
      String name = TitleParts.plain(each);
      if (name != null && !name.contains("://") && draft.get(Field.SOURCE_NAME) == null) {
        draft.set(Field.SOURCE_NAME, name);
      }
    }
    draft.set(Field.SOURCE_DOMAIN, CanonicalUrl.host(CanonicalUrl.of(url)));
  }

  /** The elements by the headline that have a time; else those of its article. */
  private static List<Element> times(Nearby nearby, @Nullable Element heading) {
    List<Element> near = new ArrayList<>(nearby.behind());
    near.addAll(nearby.ahead());
    near.removeIf(each -> !each.hasAttr("datetime"));
    Element article = heading == null ? null : heading.closest("article, main, [role=main]");
    if (!near.isEmpty() || article == null) {
      return near.stream().limit(MOST_TIMES).toList();
    }
    return article.select("time[datetime]").stream()
        .limit(MOST_TIMES)
        .filter(each -> each.parents().stream().noneMatch(Nearby::isOther))
        .limit(1)
        .toList();
  }

  private void summary() {
    String told = first(data.text("description"), microdata.text("description"));
    draft.set(
        Field.SUMMARY,
        first(told, meta.first("og:description", "description", "twitter:description")));
  }

  private void keywords() {
    List<String> words = data.texts("keywords");
    words.addAll(words.isEmpty() ? meta.all("article:tag") : List.of());
    String listed = meta.first("news_keywords", "keywords", "parsely-tags");
    if (words.isEmpty() && listed != null) {
      String[] parts = listed.split("[,;\u060c\uff0c\u3001]", MOST_KEYWORDS + 1);
      words.addAll(List.of(parts).subList(0, Math.min(parts.length, MOST_KEYWORDS)));
    }
    Set<String> seen = new HashSet<>();
    for (String word : words) {
      String plain = TitleParts.plain(word);
      String key = plain == null ? "" : plain.toLowerCase(Locale.ROOT);
      if (plain != null && plain.length() <= LONGEST_KEYWORD && seen.add(key)) {
        draft.keywords().add(new Keyword(null, null, plain));
      }
    }
  }

  /** The title of a page that is too broken to be made a tree of. */
  public static @Nullable String title(String html) {
    int open = html.indexOf("<title>");
    int close = open < 0 ? -1 : html.indexOf('<', open + 7);
    return close < 0 || close - open > LONGEST_TITLE
        ? null
        : Parser.unescapeEntities(html.substring(open + 7, close), false);
  }
}
