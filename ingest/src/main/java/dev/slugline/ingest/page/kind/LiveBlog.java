package dev.slugline.ingest.page.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.ingest.clean.HtmlText;
import dev.slugline.ingest.page.facts.LinkedData;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;
import org.jspecify.annotations.Nullable;

/**
 * The text of a live blog: what stands before its entries, then each entry with its headline, in
 * the order of the page. Times that stand by themselves are left out, lists of the key events too.
 */
public final class LiveBlog {
  private static final double MOSTLY = 0.6;
  private static final double NEARLY = 0.8;
  private static final int LEAST_PROSE = 40;
  private static final int SHORT_LINK = 30;
  private static final int FEWEST_TOLD = 2;
  private static final int MOST_AFTER = 200;
  private static final Evaluator NO_TEXT =
      Selector.evaluatorOf(
          "script, style, noscript, template, nav, footer, form, button, svg, iframe, dialog, aside,"
              + " figcaption, [rel=author], [itemprop=author], [role=navigation], [hidden]");
  private static final Evaluator NOT_LEAD =
      Selector.evaluatorOf(
          "nav, aside, footer, form, figure, li, dialog, [role=navigation], [role=complementary]");
  private static final Evaluator TIMES = Selector.evaluatorOf("time, [datetime]");
  private static final Evaluator LINES = Selector.evaluatorOf("p, li, blockquote, td");
  private static final Evaluator LINKS = Selector.evaluatorOf("a");
  private static final Evaluator LEADING = Selector.evaluatorOf("a[href]");
  private static final Evaluator TEXTS = Selector.evaluatorOf("h1, h2, h3, h4, h5, h6, p");
  private static final Evaluator HEADED = Selector.evaluatorOf("h2, h3, h4, p");

  private LiveBlog() {}

  /**
   * The text, blank lines between its paragraphs; the document is left as it is.
   *
   * @param document the page with its scripts
   * @return null: the page is no live blog
   */
  public static @Nullable String text(Document document, LinkedData data) {
    List<JsonNode> updates = data.liveUpdates();
    boolean told =
        data.types().contains("LiveBlogPosting")
            || document.selectFirst("[itemtype$=LiveBlogPosting]") != null;
    LiveGroup group = LiveGroup.of(document, PageAddress.of(document), told);
    if (group != null) {
      Around around = Around.of(group);
      List<String> entries = entries(group);
      boolean all = entries.size() >= NEARLY * updates.size();
      if (all && (told || looksLive(document, around, entries))) {
        return joined(around.before, entries);
      }
    }
    return updates.size() < FEWEST_TOLD ? null : joined(List.of(), told(updates));
  }

  /** Of a page that does not say so: it is called live, and there is little else. */
  private static boolean looksLive(Document document, Around around, List<String> entries) {
    Element first = document.selectFirst("h1");
    String heads = document.title() + ' ' + (first == null ? "" : first.text());
    boolean named = LiveWords.saysLive(heads + ' ' + document.location());
    int inside = weight(entries);
    int outside = weight(around.before) + weight(around.after);
    return named && weight(around.after) <= MOST_AFTER && inside >= MOSTLY * (inside + outside);
  }

  private static int weight(List<String> texts) {
    return texts.stream().mapToInt(PageBlocks::weight).sum();
  }

  private static List<String> entries(LiveGroup group) {
    Set<String> entries = new LinkedHashSet<>();
    for (Element each : group.entries()) {
      String text = entry(each.clone());
      if (!text.isEmpty()) {
        // one that is pinned above stands a second time where it belongs
        entries.remove(text);
        entries.add(text);
      }
    }
    return List.copyOf(entries);
  }

  private static String entry(Element entry) {
    entry.select(NO_TEXT).remove();
    for (Element time : entry.select(TIMES)) {
      Element parent = time.parent();
      boolean said = parent != null && parent.is(LINES) && !parent.ownText().isBlank();
      if (!said) {
        time.remove();
      }
    }
    for (Element link : entry.select(LINKS)) {
      Element parent = link.parent();
      boolean alone = parent != null && !parent.is(TEXTS) && parent.ownText().isBlank();
      if (alone
          && PageBlocks.weight(link.text()) < SHORT_LINK
          && link.selectFirst(HEADED) == null) {
        link.remove();
      }
    }
    StringBuilder out = new StringBuilder();
    for (String line : HtmlText.of(entry).split("\n", -1)) {
      String bare = line.strip();
      if (!bare.isEmpty() && !LiveWords.isTime(bare)) {
        out.append(out.isEmpty() ? "" : "\n\n").append(bare);
      }
    }
    return out.toString();
  }

  private static List<String> told(List<JsonNode> updates) {
    List<JsonNode> ordered = new ArrayList<>(updates);
    if (updates.stream().allMatch(it -> at(it) != null)) {
      ordered.sort(
          Comparator.comparing(LiveBlog::at, Comparator.nullsLast(Comparator.reverseOrder())));
    }
    Set<String> entries = new LinkedHashSet<>();
    for (JsonNode each : ordered) {
      String headline = plain(each.path("headline"));
      String text = plain(each.path("articleBody"));
      boolean repeats = text.startsWith(headline);
      entries.add(repeats ? text : text.isEmpty() ? headline : headline + "\n\n" + text);
    }
    entries.remove("");
    return List.copyOf(entries);
  }

  private static @Nullable Instant at(JsonNode update) {
    try {
      return OffsetDateTime.parse(update.path("datePublished").asText()).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static String plain(JsonNode value) {
    String text = value.asText();
    return (HtmlText.looksLikeHtml(text) ? HtmlText.of(text) : Parser.unescapeEntities(text, false))
        .strip();
  }

  private static @Nullable String joined(List<String> before, List<String> entries) {
    if (entries.isEmpty()) {
      return null;
    }
    String all = String.join("\n\n", entries);
    Set<String> lines = Set.copyOf(List.of(all.split("\n+")));
    List<String> texts = new ArrayList<>(before);
    texts.removeIf(lines::contains);
    texts.add(all);
    return String.join("\n\n", texts);
  }

  /** The running text of the article before and after its entries. */
  private record Around(List<String> before, List<String> after) {
    static Around of(LiveGroup group) {
      Element scope = scope(group.around());
      Around around = new Around(new ArrayList<>(), new ArrayList<>());
      Set<Element> entries = new HashSet<>(group.entries());
      boolean headed = scope.selectFirst("h1") == null;
      boolean passed = false;
      int skip = 0;
      for (Element element : scope.getAllElements()) {
        headed |= element.normalName().equals("h1");
        if (skip == 0 && entries.contains(element)) {
          skip = element.getAllElements().size();
          passed = true;
        }
        if (skip > 0) {
          skip--;
        } else if (headed && isLead(element)) {
          (passed ? around.after : around.before).add(element.text().strip());
        }
      }
      return around;
    }

    /** The least element that has both the entries and the headline in it. */
    private static Element scope(Element around) {
      Document page = around.ownerDocument();
      Element title = page == null ? null : page.selectFirst("h1");
      Set<Element> above = title == null ? Set.of() : new HashSet<>(title.parents());
      Element at = around;
      Element parent = at.parent();
      while (parent != null && !at.normalName().equals("body") && !above.contains(at)) {
        at = parent;
        parent = at.parent();
      }
      return at;
    }

    private static boolean isLead(Element element) {
      if (!element.normalName().equals("p")) {
        return false;
      }
      int weight = PageBlocks.weight(element.text());
      int linked =
          element.select(LEADING).stream().mapToInt(it -> PageBlocks.weight(it.text())).sum();
      return weight >= LEAST_PROSE && linked < weight / 3 && element.closest(NOT_LEAD) == null;
    }
  }
}
