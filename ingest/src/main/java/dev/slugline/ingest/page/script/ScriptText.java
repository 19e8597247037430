package dev.slugline.ingest.page.script;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.ingest.format.Deadline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * The article's text as a page has it outside of what is shown: in the data for its scripts, in
 * templates, in what is shown without scripts, and in frames that the page brings with it. Told by
 * its shape (long prose in strings or lists of blocks) and by its agreement with the page's
 * headline, description or address; a text that agrees with none of these is none.
 */
public final class ScriptText {
  private static final int MOST = 5;
  private static final int SHORTEST = 250;
  private static final int MOST_AROUND = 8;
  private static final int MOST_FIELDS = 60;
  private static final int LONGEST_FIELD = 600;
  private static final int MOST_INNER = 10;
  private static final int START = 6_000;
  private static final int MOST_FRAGMENTS = 100;
  private static final double LITTLE_SHARED = 0.2;
  private static final double SHARED = 0.5;
  private static final double MUCH_SHARED = 0.65;
  private static final int SAME_START = 60;

  private static final int OWN = 3;
  private static final int LIKELY = 2;
  private static final int DOUBTFUL = 1;

  private final PageSubject subject;
  private final StateLinks links = new StateLinks();
  private final List<Candidate> candidates = new ArrayList<>();

  private record Candidate(String text, int rank, int prose) {}

  private ScriptText(PageSubject subject) {
    this.subject = subject;
  }

  /**
   * The texts that may be the article's, best first, five at most; paragraphs are apart by a blank
   * line. The document has to have its scripts still; it is not changed.
   *
   * @param depth {@code json.max.depth}; what is deeper is not read
   * @param clock ends the search; what was found until then counts
   */
  public static List<String> candidates(Document document, int depth, Deadline clock) {
    ScriptText search = new ScriptText(new PageSubject(document));
    StateBudget budget = new StateBudget(clock);
    List<JsonNode> values = ScriptData.of(document, depth, budget);
    values.forEach(search.links::learn);
    StateWalk walk = new StateWalk(search.links, budget, depth, search::found);
    values.forEach(walk::over);
    search.fragments(document, budget);
    return search.best();
  }

  private void found(String text, StateFrame frame) {
    int prose = text.length() < SHORTEST / 3 ? 0 : Prose.of(text);
    if (prose >= SHORTEST) {
      add(text, prose, standing(frame));
    }
  }

  private void add(String text, int prose, int standing) {
    double shared = subject.shared(text.substring(0, Math.min(START, text.length())));
    double least = standing == OWN ? LITTLE_SHARED : standing == LIKELY ? SHARED : MUCH_SHARED;
    if (shared >= least || (standing == OWN && !subject.isKnown())) {
      candidates.add(new Candidate(text, standing, prose));
    }
  }

  /** Whether what is around a text has the page's headline or address, or those of another. */
  private int standing(StateFrame frame) {
    boolean other = false;
    for (StateFrame each : StateWalk.around(frame, MOST_AROUND)) {
      int match = each.isList() ? 0 : match(each.node());
      if (match > 0) {
        return other ? DOUBTFUL : OWN;
      }
      other |= match < 0;
    }
    return other ? DOUBTFUL : LIKELY;
  }

  /**
   * 1: an object has the page's headline or address; -1: it has another headline; 0: it has none.
   */
  private int match(JsonNode object) {
    int seen = 0;
    boolean strange = false;
    for (var it = object.properties().iterator(); it.hasNext() && seen < MOST_FIELDS; seen++) {
      Map.Entry<String, JsonNode> field = it.next();
      JsonNode value = links.resolved(field.getValue());
      boolean title = StateWords.isTitle(field.getKey());
      int inner = 0;
      for (JsonNode each : title && value.isObject() ? value : List.of(value)) {
        String text = line(each);
        if ((title && subject.isTitle(text)) || subject.isAddress(text)) {
          return 1;
        }
        strange |= title && text.indexOf(' ') > 0;
        if (++inner > MOST_INNER) {
          break;
        }
      }
    }
    return strange ? -1 : 0;
  }

  private static String line(JsonNode value) {
    String text = value.isTextual() || value.isNumber() ? value.asText() : "";
    return text.length() > LONGEST_FIELD ? "" : Parser.unescapeEntities(text, false);
  }

  /** Pieces of HTML that are not part of what is shown as long as scripts run. */
  private void fragments(Document document, StateBudget budget) {
    for (Element element :
        document
            .select(
                "noscript, template, iframe[srcdoc], script[type*=html], script[type*=template]")
            .stream()
            .limit(MOST_FRAGMENTS)
            .toList()) {
      String name = element.normalName();
      String html =
          name.equals("script")
              ? element.data()
              : name.equals("iframe") ? element.attr("srcdoc") : element.html();
      boolean filled = !html.contains("{{") && !html.toLowerCase(Locale.ROOT).contains("<%");
      if (html.length() >= SHORTEST / 3 && filled && budget.take(html.length())) {
        String text = GivenText.of(html).text();
        int prose = Prose.of(text);
        if (prose >= SHORTEST) {
          add(text, prose, LIKELY);
        }
      }
    }
  }

  private List<String> best() {
    candidates.sort(
        Comparator.comparingInt(Candidate::rank).thenComparingInt(Candidate::prose).reversed());
    List<String> best = new ArrayList<>();
    List<String> starts = new ArrayList<>();
    for (Candidate each : candidates) {
      String start = each.text().substring(0, Math.min(SAME_START, each.text().length()));
      if (best.size() < MOST && !starts.contains(start)) {
        starts.add(start);
        best.add(each.text());
      }
    }
    return best;
  }
}
