package dev.slugline.app.syndication;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slugline.app.syndication.Feed.Category;
import dev.slugline.app.syndication.Feed.Entry;
import dev.slugline.ingest.article.ArticleJson;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A feed as JSON Feed 1.1; what else is known of an item stands in its {@code _slugline}. */
public final class JsonFeed {
  /** What it is sent as. */
  public static final String TYPE = "application/feed+json";

  private JsonFeed() {}

  /** The document, in UTF-8. */
  public static byte[] write(Feed feed) {
    ObjectNode json = ArticleJson.mapper().createObjectNode();
    json.put("version", "https://jsonfeed.org/version/1.1")
        .put("title", feed.title())
        .put("description", feed.description())
        .put("home_page_url", feed.home())
        .put("feed_url", feed.self());
    put(json, "next_url", feed.next());
    var items = json.putArray("items");
    feed.entries().forEach(entry -> items.add(item(entry)));
    try {
      return ArticleJson.mapper().writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a feed cannot be written", e);
    }
  }

  private static ObjectNode item(Entry entry) {
    ObjectNode item = ArticleJson.mapper().createObjectNode();
    item.put("id", entry.id()).put("url", entry.link());
    put(item, "title", entry.title());
    String body = EntryHtml.body(entry);
    String shown = EntryHtml.summary(entry);
    item.put("content_html", body == null ? shown : body + shown);
    put(item, "summary", entry.summary());
    if (entry.published() != null) {
      item.put("date_published", entry.published().truncatedTo(ChronoUnit.SECONDS).toString());
    }
    item.put("date_modified", entry.updated().truncatedTo(ChronoUnit.SECONDS).toString());
    if (!entry.authors().isEmpty()) {
      var authors = item.putArray("authors");
      entry.authors().forEach(author -> authors.addObject().put("name", author));
    }
    var tags = item.putArray("tags");
    entry.categories().stream().map(Category::id).forEach(tags::add);
    put(item, "language", entry.language());
    ObjectNode ours = item.putObject("_slugline");
    ours.put("article", entry.record()).put("explain", entry.explain());
    put(ours, "source", entry.source());
    return item;
  }

  private static void put(ObjectNode json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
