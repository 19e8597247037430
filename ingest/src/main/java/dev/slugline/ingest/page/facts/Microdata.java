package dev.slugline.ingest.page.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;
import org.jspecify.annotations.Nullable;

/** What the page's own article says of itself in microdata: not what its comments do. */
final class Microdata {
  private static final Evaluator SCOPE = Selector.evaluatorOf("[itemscope]");
  private static final Evaluator NAME = Selector.evaluatorOf("[itemprop~=\\bname\\b]");
  private static final int MOST = 2_000;
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final int MOST_NAMES = 30;

  private final List<Element> properties;
  private final @Nullable Element item;

  private Microdata(List<Element> properties, @Nullable Element item) {
    this.properties = properties;
    this.item = item;
  }

  static Microdata of(Document document) {
    Element item = null;
    for (Element each : document.select("[itemscope][itemtype]")) {
      if (isArticle(each)) {
        item = each;
        break;
      }
    }
    return new Microdata(document.select("[itemprop]").stream().limit(MOST).toList(), item);
  }

  private static boolean isArticle(Element element) {
    String type = element.attr("itemtype").strip().toLowerCase(Locale.ROOT);
    return type.endsWith("article") || type.endsWith("posting");
  }

  /**
   * Whether a property is one of the article, or of the page where nothing is called an article.
   */
  private boolean isOwn(Element property) {
    Element parent = property.parent();
    Element scope = parent == null ? null : parent.closest(SCOPE);
    if (item != null) {
      return item.equals(scope);
    }
    String type = scope == null ? "page" : scope.attr("itemtype").toLowerCase(Locale.ROOT);
    return type.endsWith("page") || type.endsWith("creativework") || type.endsWith("blog");
  }

  private List<Element> all(String name) {
    List<Element> all = new ArrayList<>();
    for (Element each : properties) {
      boolean named = List.of(SPACES.split(each.attr("itemprop"), -1)).contains(name);
      if (named && isOwn(each)) {
        all.add(each);
      }
    }
    return all;
  }

  private static String value(Element element) {
    for (String attribute : List.of("content", "datetime")) {
      if (!element.attr(attribute).isBlank()) {
        return element.attr(attribute).strip();
      }
    }
    boolean abbreviated = element.normalName().equals("abbr") && !element.attr("title").isBlank();
    return abbreviated ? element.attr("title").strip() : element.text().strip();
  }

  /** The values of a property, of very many the first ones, in the page's order. */
  List<String> texts(String name) {
    return all(name).stream()
        .limit(MOST_NAMES)
        .map(Microdata::value)
        .filter(it -> !it.isEmpty())
        .toList();
  }

  /** Whether a property of the article, or of the page, has a value. */
  boolean has(String name, String value) {
    return texts(name).stream().anyMatch(value::equalsIgnoreCase);
  }

  /** The first value of a property; null: it has none. */
  @Nullable String text(String name) {
    List<String> texts = texts(name);
    return texts.isEmpty() ? null : texts.get(0);
  }

  /** The names of the items under a property; its text where it is no item. */
  List<String> names(String name) {
    List<String> names = new ArrayList<>();
    for (Element each : all(name).stream().limit(MOST_NAMES).toList()) {
      Element inner = each.selectFirst(NAME);
      String text = inner == null || inner.equals(each) ? value(each) : value(inner);
      if (!text.isEmpty()) {
        names.add(text);
      }
    }
    return names;
  }
}
