package dev.slugline.ingest.page;

import dev.slugline.ingest.clean.FlatHtml;
import dev.slugline.ingest.clean.HtmlShape;
import dev.slugline.ingest.clean.WordCount;
import dev.slugline.ingest.format.Deadline;
import dev.slugline.ingest.format.Decoded;
import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Field;
import dev.slugline.ingest.format.Format;
import dev.slugline.ingest.format.Found;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/**
 * A web page: one article, or skipped where it is none. Each pass over it is bounded by a count of
 * elements; between the passes the clock is asked, and what is over {@code page.budget.ms} breaks.
 */
public final class HtmlPage implements Format {
  private static final int HEAD = 4_000;
  private static final int FEWEST_WORDS = 12;
  private static final Set<String> ROOTS =
      Set.of(
          "html", "head", "body", "title", "meta", "link", "script", "style", "div", "p", "article",
          "section", "main", "header", "h1", "h2", "span", "table", "center", "font", "br");

  @Override
  public boolean accepts(String contentType) {
    return contentType.equals("text/html") || contentType.equals("application/xhtml+xml");
  }

  @Override
  public boolean matches(String text) {
    String head = text.substring(0, Math.min(HEAD, text.length())).toLowerCase(Locale.ROOT);
    int at = 0;
    while (at < head.length()) {
      char c = head.charAt(at);
      if (Character.isWhitespace(c) || c == '\ufeff') {
        at++;
      } else if (head.startsWith("<!doctype", at)) {
        return head.startsWith("html", at + 10);
      } else if (head.startsWith("<!--", at)) {
        at = after(head, "-->", at + 4);
      } else if (head.startsWith("<?", at)) {
        at = after(head, ">", at);
      } else {
        return c == '<' && ROOTS.contains(name(head, at + 1));
      }
    }
    return false;
  }

  private static int after(String text, String mark, int from) {
    int found = text.indexOf(mark, from);
    return found < 0 ? text.length() : found + mark.length();
  }

  private static String name(String text, int start) {
    int end = start;
    while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    return text.substring(start, end);
  }

  @Override
  public List<Found> read(RawRecord raw, Decoded decoded, Limits limits, Deadline deadline) {
    Loaded.ahead();
    Deadline clock = new Deadline(limits.pageBudget());
    Draft draft = new Draft("html", raw.value());
    String html = decoded.text();
    if (HtmlShape.isHostile(html)) {
      draft.set(Field.TITLE, PageFacts.title(html));
      draft.set(Field.BODY, FlatHtml.text(html));
      draft.warnings().add("ill-formed-html");
      return ended(draft, raw, limits, clock);
    }
    String base = raw.key() == null ? "" : raw.key();
    Document document = Parser.htmlParser().parseInput(html, base);
    if (clock.passed()) {
      return ended(draft, raw, limits, clock);
    }
    LinkedData data = LinkedData.of(document, limits.jsonDepth());
    new PageFacts(document, data, draft, raw.receivedAt()).read();
    if (clock.passed()) {
      return ended(draft, raw, limits, clock);
    }
    PageKind kind = PageKind.of(document, data);
    String instead = kind.instead();
    if (instead == null && !clock.passed()) {
      String title = draft.get(Field.TITLE);
      String live = LiveBlog.text(document, data);
      String text = live == null ? PageText.of(document, title, data.articleBody(), clock) : live;
      draft.set(Field.BODY, text);
      instead = WordCount.of(text) < FEWEST_WORDS ? kind.empty() : kind.instead(text);
    }
    return instead == null || clock.passed() ? ended(draft, raw, limits, clock) : skipped(instead);
  }

  private static List<Found> ended(Draft draft, RawRecord raw, Limits limits, Deadline clock) {
    Duration budget = limits.pageBudget();
    if (clock.passed()) {
      String reason = "a page not read within page.budget.ms=" + budget.toMillis();
      return List.of(new Found.Other(new ParsedItem.Broken("time-budget", reason, raw.value())));
    }
    String body = draft.get(Field.BODY);
    if (body == null || WordCount.of(body) < FEWEST_WORDS) {
      return skipped("a web page without an article");
    }
    return List.of(new Found.Text(draft));
  }

  private static List<Found> skipped(String reason) {
    return List.of(new Found.Other(new ParsedItem.Skipped(reason)));
  }

  /**
   * What the first page needs is loaded before its clock runs: that it takes seconds on a busy
   * machine is not the page's fault.
   */
  private static final class Loaded {
    private static final String PAGE =
        "<html><body><article><h1>One</h1><p>Two, three.</p></article></body></html>";

    static {
      Deadline clock = new Deadline(Duration.ofMinutes(1));
      PageText.of(Parser.htmlParser().parseInput(PAGE, ""), "One", null, clock);
    }

    static void ahead() {
      // its static part has run
    }
  }
}
