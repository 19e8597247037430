package dev.slugline.ingest.page.facts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** What a page's meta elements say, by their names in lower case. Immutable. */
final class PageMeta {
  private static final int MOST = 2_000;
  private static final List<String> NAMES = List.of("property", "name", "itemprop", "http-equiv");

  private final Map<String, List<String>> values = new HashMap<>();

  private PageMeta() {}

  static PageMeta of(Document document) {
    PageMeta meta = new PageMeta();
    document.select("meta[content]").stream().limit(MOST).forEach(meta::add);
    return meta;
  }

  private void add(Element element) {
    String content = element.attr("content").strip();
    boolean inItem = element.hasAttr("itemprop") && element.closest("[itemscope]") != null;
    if (content.isEmpty() || inItem) {
      return; // what is said of an item counts for that item alone
    }
    for (String attribute : NAMES) {
      String name = element.attr(attribute).strip().toLowerCase(Locale.ROOT);
      if (!name.isEmpty()) {
        values.computeIfAbsent(name, it -> new ArrayList<>()).add(content);
      }
    }
  }

  /** The value of the first of these names that has one; null: none has. */
  @Nullable String first(String... names) {
    return first(List.of(names));
  }

  @Nullable String first(List<String> names) {
    for (String name : names) {
      List<String> found = values.get(name);
      if (found != null) {
        return found.get(0);
      }
    }
    return null;
  }

  /** All values of a name, in the page's order. */
  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }
}
