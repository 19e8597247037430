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
import dev.slugline.ingest.page.facts.LinkedData;
import dev.slugline.ingest.page.facts.PageFacts;
import dev.slugline.ingest.page.kind.LiveBlog;
import dev.slugline.ingest.page.kind.PageKind;
import dev.slugline.ingest.page.script.GivenText;
import dev.slugline.ingest.page.script.ScriptText;
import dev.slugline.ingest.page.text.PageText;
import dev.slugline.ingest.page.text.Part;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

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
  public String name(String text) {
    return "html";
  }

  @Override
  public List<Found> read(RawRecord raw, Decoded decoded, Limits limits, Deadline deadline) {
    Reading reading = reading(raw, decoded, limits);
    if (reading.clock.passed()) {
      String reason = "a page not read within page.budget.ms=" + limits.pageBudget().toMillis();
      return List.of(new Found.Other(new ParsedItem.Broken("time-budget", reason, raw.value())));
    }
    return reading.instead == null
        ? List.of(new Found.Text(reading.draft))
        : List.of(new Found.Other(new ParsedItem.Skipped(reading.instead)));
  }

  /** Says of each part of a page whether it is the article's text, and why not. */
  public PageExplanation explain(RawRecord raw, Decoded decoded, Limits limits) {
    Reading reading = reading(raw, decoded, limits);
    List<PageExplanation.Part> parts =
        reading.parts.stream()
            .map(it -> new PageExplanation.Part(it.place(), it.text().strip(), reading.left(it)))
            .toList();
    String title = reading.draft.get(Field.TITLE);
    String body = reading.draft.get(Field.BODY);
    String text = body == null ? "" : body;
    String late = "a page not read within page.budget.ms=" + limits.pageBudget().toMillis();
    String instead = reading.clock.passed() ? late : reading.instead;
    return new PageExplanation(title, instead, reading.way, parts, text);
  }

  private static Reading reading(RawRecord raw, Decoded decoded, Limits limits) {
    Loaded.ahead();
    Deadline clock = new Deadline(limits.pageBudget());
    Reading reading = new Reading(new Draft("html", raw.value()), clock);
    if (HtmlShape.isHostile(decoded.text())) {
      reading.flat(decoded.text());
    } else {
      String base = raw.key() == null ? "" : raw.key();
      Document document = Parser.htmlParser().parseInput(decoded.text(), base);
      reading.read(document, raw, limits.jsonDepth());
    }
    return reading;
  }

  /** The reading of one page; where the clock has run out it is unfinished. */
  private static final class Reading {
    private final Draft draft;
    private final Deadline clock;
    private List<Part> parts = List.of();
    private String way = "all of its text: it is too deeply nested to be told apart";
    private @Nullable String instead;

    /** Whether the text is not of the parts. */
    private boolean replaced;

    /** Whether there is a text that runs on below a headline, whatever is around it. */
    private boolean runs;

    private Reading(Draft draft, Deadline clock) {
      this.draft = draft;
      this.clock = clock;
    }

    /** Why a part is not the text, be it that another one stands for all of them. */
    private @Nullable String left(Part part) {
      return part.left() == null && replaced ? "the page's data has the whole text" : part.left();
    }

    private void flat(String html) {
      draft.set(Field.TITLE, PageFacts.title(html));
      draft.warnings().add("ill-formed-html");
      String text = FlatHtml.text(html);
      draft.set(Field.BODY, text);
      instead = WordCount.of(text) < FEWEST_WORDS ? "a web page without an article" : null;
    }

    private void read(Document document, RawRecord raw, int depth) {
      if (clock.passed()) {
        return;
      }
      LinkedData data = LinkedData.of(document, depth);
      new PageFacts(document, data, draft, raw.receivedAt()).read();
      if (clock.passed()) {
        return;
      }
      PageKind kind = PageKind.of(document, data);
      instead = kind.instead();
      boolean doubtful = instead != null && kind.isDoubtful();
      if ((instead == null || doubtful) && !clock.passed()) {
        String text = text(document, data, depth);
        draft.set(Field.BODY, text);
        if (WordCount.of(text) < FEWEST_WORDS) {
          instead = kind.empty();
        } else if (runs) {
          instead = null;
        } else if (!doubtful) {
          instead = kind.instead(text);
        }
      }
    }

    private String text(Document document, LinkedData data, int depth) {
      String live = LiveBlog.text(document, data);
      if (live != null) {
        way = "the entries of a live blog";
        return live;
      }
      List<String> given = new ArrayList<>();
      GivenText own = data.articleText();
      if (own != null && own.isWhole(data.text("description"))) {
        given.add(own.text());
      }
      given.addAll(ScriptText.candidates(document, depth, clock));
      PageText page = PageText.of(document, draft.get(Field.TITLE), given);
      parts = page.parts();
      runs = page.runs();
      replaced = page.isGiven();
      way = replaced ? "the text in the page's data" : "the parts of the page";
      return page.text();
    }
  }

  /**
   * What the first page needs is loaded before its clock runs: that it takes seconds on a busy
   * machine is not the page's fault.
   */
  private static final class Loaded {
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);
    private static final int DEPTH = 20;

    private static final String PAGE =
        "<html lang=en><head><title>One | Two</title><script type='application/ld+json'>"
            + "{\"@type\":\"NewsArticle\",\"headline\":\"One\",\"articleBody\":\"Two, three.\","
            + "\"author\":{\"name\":\"Ann Low\"}}</script></head><body><article><h1>One</h1>"
            + "<p class=byline>By Ann Low</p><time>3 March 2025, 10:15</time><p>Two, three."
            + "</article><script>var a={\"body\":[{\"text\":\"Two, three.\"}]};</script></body></html>";

    static {
      byte[] bytes = PAGE.getBytes(StandardCharsets.UTF_8);
      Reading reading = new Reading(new Draft("html", bytes), new Deadline(LONG_ENOUGH));
      Document document = Parser.htmlParser().parseInput(PAGE, "");
      reading.read(document, RawRecord.of(bytes, Instant.EPOCH), DEPTH);
    }

    static void ahead() {
      // its static part has run
    }
  }
}
