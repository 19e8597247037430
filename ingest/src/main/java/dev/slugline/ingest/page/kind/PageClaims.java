package dev.slugline.ingest.page.kind;

import dev.slugline.ingest.page.facts.LinkedData;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What a page says that it is, by JSON-LD, microdata and meta elements.
 *
 * @param isArticle whether it says so in a way that nothing else outweighs
 * @param isDated whether it says so as pages say that are none
 * @param ofList how surely it says that it is a list: 0 not, 1 maybe, 2 surely
 */
record PageClaims(boolean isArticle, boolean isDated, int ofList, Set<String> types) {
  private static final int SEVERAL = 3;
  private static final Set<String> LISTS =
      Set.of("CollectionPage", "SearchResultsPage", "ProfilePage");

  static PageClaims of(Document document, LinkedData data, PageAddress address) {
    Set<String> types = data.types();
    boolean list = types.stream().anyMatch(LISTS::contains);
    for (Element element : document.select("html[itemtype], body[itemtype]")) {
      list |= LISTS.stream().anyMatch(element.attr("itemtype")::endsWith);
    }
    Element meta = document.selectFirst("meta[property=og:type][content]");
    String kind = meta == null ? "" : meta.attr("content").strip().toLowerCase(Locale.ROOT);
    boolean article = kind.endsWith("article") || kind.equals("news");
    boolean dated = document.selectFirst("meta[property=article:published_time]") != null;
    int bodies = document.select("[itemprop~=(?i)\\barticleBody\\b]").size();
    boolean several = data.articles() >= SEVERAL && !data.isPages();
    boolean told = data.hasArticle() && !several;
    boolean body = bodies > 0 && bodies < SEVERAL;
    boolean site = !kind.isEmpty() && !article;
    int claimed = (site ? 1 : 0) + (address.isFront() ? 1 : 0) + (several ? 1 : 0);
    int sure = list || kind.equals("profile") ? 2 : Math.min(2, article ? claimed - 1 : claimed);
    return new PageClaims(
        told || (body && !list), dated || (article && !list), Math.max(0, sure), types);
  }

  /** Whether it calls itself a list in so many words. */
  boolean saysList() {
    return types.stream().anyMatch(LISTS::contains);
  }

  boolean says(String type) {
    return types.contains(type);
  }
}
