package dev.slugline.ingest.page.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.slugline.ingest.identity.CanonicalUrl;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Tells which of the articles in a page's JSON-LD the page is about: the others are teasers. */
final class OwnArticle {
  private static final int MOST = 200;
  private static final int MOST_TOLD = 20;
  private static final int LONGEST_HEADLINE = 400;
  private static final double ALIKE = 0.6;

  private final Set<String> urls = new HashSet<>();
  private final Set<String> titles = new HashSet<>();

  OwnArticle(Document document) {
    List<Element> told = document.select("link[rel=canonical], meta[property=og:url]");
    for (Element each : told.subList(0, Math.min(told.size(), MOST_TOLD))) {
      urls.add(path(each.hasAttr("href") ? each.attr("href") : each.attr("content")));
    }
    urls.add(path(document.location()));
    urls.remove("");
    titles.add(document.title());
    document.select("h1").stream().limit(MOST_TOLD).forEach(it -> titles.add(it.text()));
    document.select("meta[property=og:title]").stream()
        .limit(MOST_TOLD)
        .forEach(it -> titles.add(it.attr("content")));
  }

  /** The one with the page's address or its headline, else the first; missing: there is none. */
  JsonNode of(List<JsonNode> articles) {
    JsonNode own = MissingNode.getInstance();
    int best = -1;
    for (JsonNode each : articles.stream().limit(MOST).toList()) {
      int agrees = agreement(each);
      if (agrees > best) {
        best = agrees;
        own = each;
      }
    }
    return own;
  }

  /** Further nodes that speak of the page's article, as some pages have it twice. */
  List<JsonNode> others(List<JsonNode> articles) {
    List<JsonNode> others = new ArrayList<>();
    for (JsonNode each : articles.stream().limit(MOST).toList()) {
      if (agreement(each) > 1) {
        others.add(each);
      }
    }
    return others;
  }

  /** Whether a node has the page's own address. */
  boolean hasAddress(JsonNode node) {
    return urls.contains(path(LinkedData.url(node)));
  }

  /** How much speaks for a node's being the page's article. */
  private int agreement(JsonNode node) {
    int agrees = hasAddress(node) ? 4 : 0;
    String headline = node.path("headline").asText("");
    boolean sized = !headline.isBlank() && headline.length() <= LONGEST_HEADLINE;
    for (String title : titles) {
      if (sized
          && title.length() <= LONGEST_HEADLINE
          && PageTitle.likeness(headline, title) >= ALIKE) {
        return agrees + 3;
      }
    }
    return agrees + (node.has("datePublished") && sized ? 1 : 0);
  }

  /** What tells pages of a site apart in their addresses. */
  private static String path(@Nullable String url) {
    if (url == null || url.isBlank()) {
      return "";
    }
    String canonical = CanonicalUrl.of(url);
    String bare = canonical == null ? url.strip() : canonical;
    int scheme = bare.indexOf("://");
    int slash = scheme < 0 ? 0 : bare.indexOf('/', scheme + 3);
    String path = slash < 0 ? "" : bare.substring(slash);
    return path.equals("/") ? "" : path;
  }
}
