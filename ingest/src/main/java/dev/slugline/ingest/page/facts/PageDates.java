package dev.slugline.ingest.page.facts;

import dev.slugline.ingest.clean.NewsDate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * When an article was published and changed: as JSON-LD says, else microdata, meta elements, what
 * stands by the headline, and at last the day in its address. One use each.
 */
final class PageDates {
  private static final Duration ZONES = Duration.ofHours(14);
  private static final int EARLIEST = 1990;
  private static final int SHORT = 40;
  private static final int SHORT_LABEL = 12;
  private static final List<String> PUBLISHED =
      List.of(
          "article:published_time",
          "article:published",
          "og:article:published_time",
          "og:published_time",
          "og:pubdate",
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
          "publishdate",
          "publish-date",
          "publish_date",
          "published",
          "publishtime",
          "publish_time",
          "publication_date",
          "publication-date",
          "citation_publication_date",
          "citation_date",
          "article.published",
          "article:date",
          "article:created",
          "pdate",
          "ptime",
          "pubdate",
          "created",
          "datecreated",
          "originalpublicationdate",
          "date");
  private static final List<String> UPDATED =
      List.of(
          "article:modified_time",
          "article:modified",
          "og:article:modified_time",
          "og:modified_time",
          "og:updated_time",
          "datemodified",
          "article:updated",
          "article.updated",
          "dcterms.modified",
          "dc.date.modified",
          "lastmod",
          "lastmodified",
          "last-modified",
          "last_updated",
          "modified",
          "updated",
          "revised");
  private static final Pattern IN_ADDRESS =
      Pattern.compile(
          "/(?<y>(?:19|20)\\d\\d)[/-](?<m>\\d{1,2}|[a-z]{3})[/-](?<d>\\d{1,2})(?=[/_.-]|$)"
              + "|(?<!\\d)(?<y2>20\\d\\d)(?<m2>0[1-9]|1[0-2])(?<d2>0[1-9]|[12]\\d|3[01])(?!\\d)");

  private final LinkedData data;
  private final PageMeta meta;
  private final Microdata microdata;
  private final List<Nearby.Line> nearby;
  private final Instant receivedAt;
  private final List<String> published = new ArrayList<>();
  private final List<String> updated = new ArrayList<>();

  PageDates(
      LinkedData data,
      PageMeta meta,
      Microdata microdata,
      List<Nearby.Line> nearby,
      Instant receivedAt) {
    this.data = data;
    this.meta = meta;
    this.microdata = microdata;
    this.nearby = nearby;
    this.receivedAt = receivedAt;
  }

  /**
   * Gathers what the page says.
   *
   * @param times the time elements of the article
   * @param url the page's address
   */
  PageDates gather(List<Element> times, @Nullable String url) {
    told(published, data.text("datePublished"));
    told(updated, data.text("dateModified"));
    microdata.texts("datePublished").forEach(published::add);
    microdata.texts("dateModified").forEach(updated::add);
    PUBLISHED.forEach(name -> meta.all(name).forEach(published::add));
    UPDATED.forEach(name -> meta.all(name).forEach(updated::add));
    told(published, data.text("dateCreated"));
    microdata.texts("dateCreated").forEach(published::add);
    times.forEach(this::time);
    lines();
    if (published.stream().noneMatch(this::isReadable)) {
      told(published, inAddress(url));
    }
    return this;
  }

  private static void told(List<String> dates, @Nullable String date) {
    if (date != null) {
      dates.add(date);
    }
  }

  /** When it was published, as written; null: the page does not say. */
  @Nullable String published() {
    return best(published);
  }

  /** When it was last changed, as written; null: the page does not say. */
  @Nullable String updated() {
    return best(updated);
  }

  private void time(Element time) {
    Element parent = time.parent();
    String around = parent == null ? "" : parent.ownText() + " " + parent.className();
    String own = (time.className() + " " + time.attr("itemprop")).toLowerCase(Locale.ROOT);
    boolean publishes = own.contains("publi") || time.hasAttr("pubdate");
    boolean changes =
        !publishes
            && (DateLine.isUpdate(own + " " + time.ownText())
                || (DateLine.isUpdate(around) && !DateLine.isPublication(around)));
    for (String attribute : List.of("datetime", "content")) {
      String value = time.attr(attribute).strip();
      if (isReadable(value)) {
        (changes ? updated : published).add(value);
        return;
      }
    }
  }

  /**
   * Reads the lines by the headline; one alone on its line may have its label on that before. Below
   * a heading that follows text are other stories: their dates count only where they have a label.
   */
  private void lines() {
    String before = "";
    boolean text = false;
    boolean below = false;
    for (Nearby.Line line : nearby) {
      below |= text && line.heading();
      text |= line.isParagraph();
      for (DateLine date : DateLine.of(line.text(), receivedAt)) {
        String label = date.label().isEmpty() ? before : date.label();
        boolean said = DateLine.isUpdate(label) || DateLine.isPublication(label);
        boolean own =
            line.heading()
                ? date.written().length() + SHORT_LABEL >= line.text().length()
                : !below || said;
        if (date.alone() && own) {
          boolean changed = DateLine.isUpdate(label) && !DateLine.isPublication(label);
          (changed ? updated : published).add(date.written());
        }
        before = "";
      }
      before = line.text().length() <= SHORT ? line.text() : "";
    }
  }

  private boolean isReadable(@Nullable String date) {
    Instant at = NewsDate.read(date, receivedAt).at();
    return at != null && at.toString().compareTo(Integer.toString(EARLIEST)) > 0;
  }

  private @Nullable String inAddress(@Nullable String url) {
    Matcher found = IN_ADDRESS.matcher(url == null ? "" : url);
    while (found.find()) {
      String date =
          found.group("y") == null
              ? found.group("y2") + "-" + found.group("m2") + "-" + found.group("d2")
              : day(found.group("y"), found.group("m"), found.group("d"));
      NewsDate read = NewsDate.read(date, receivedAt);
      if (read.at() != null && !read.warnings().contains("future-date")) {
        return date;
      }
    }
    return null;
  }

  private static String day(String year, String month, String day) {
    return Character.isDigit(month.charAt(0))
        ? year + "-" + two(month) + "-" + two(day)
        : day + " " + month + " " + year;
  }

  private static String two(String number) {
    return number.length() == 1 ? "0" + number : number;
  }

  /**
   * The first date that can be read, or another that says the same time more exactly; else the
   * first, so that it is said that it cannot be read.
   */
  private @Nullable String best(List<String> dates) {
    String best = null;
    for (String date : dates) {
      NewsDate read = NewsDate.read(date, receivedAt);
      if (!isReadable(date) || (best == null && read.warnings().contains("future-date"))) {
        continue;
      }
      if (best == null || isSameButMoreExact(read, NewsDate.read(best, receivedAt))) {
        best = date;
      }
    }
    return best != null || dates.isEmpty() ? best : dates.get(0);
  }

  private static boolean isSameButMoreExact(NewsDate one, NewsDate than) {
    Instant a = one.at();
    Instant b = than.at();
    if (a == null || b == null || exactness(one) <= exactness(than)) {
      return false;
    }
    Duration later = Duration.between(b, a);
    Duration most = "day".equals(than.precision()) ? ZONES.plusDays(1) : ZONES;
    return later.compareTo(ZONES.negated()) >= 0 && later.compareTo(most) <= 0;
  }

  private static int exactness(NewsDate date) {
    boolean zoned = !date.warnings().contains("assumed-zone");
    return "day".equals(date.precision()) ? 0 : zoned ? 2 : 1;
  }
}
