package dev.slugline.app.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slugline.app.syndication.Atom;
import dev.slugline.app.syndication.Feed;
import dev.slugline.app.syndication.JsonFeed;
import dev.slugline.app.syndication.Rss;
import dev.slugline.app.view.Page;
import dev.slugline.app.view.View;
import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.ingest.article.ArticleJson;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/tags/{tag}/articles}: the articles of a tag, newest first, a page at a time; as
 * JSON or as a feed, as the client accepts it or the path ends.
 */
final class ReadTagArticles implements Route.Resource {
  private static final String PATH = "/v1/tags/{tag}/articles";

  private final KnownTags tags;
  private final View view;
  private final PublicAddress address;
  private final ArticleEntries entries;

  ReadTagArticles(KnownTags tags, View view, PublicAddress address, ArticleEntries entries) {
    this.tags = tags;
    this.view = view;
    this.address = address;
    this.entries = entries;
  }

  @Override
  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(Viewed.get(PATH, ListParameters.NAMES, this::accepted));
    for (ListFormat format : ListFormat.values()) {
      routes.add(
          Viewed.get(
              PATH + format.suffix(),
              ListParameters.NAMES,
              context -> list(context, format, format.suffix())));
    }
    return routes;
  }

  private void accepted(Context context) throws Exception {
    context.header("Vary", "Accept");
    list(context, ListFormat.accepted(ListHeader.of(context, "Accept")), "");
  }

  /** The addresses of a page and of those around it. */
  private record Places(
      String base, String tag, String self, String first, @Nullable String next) {}

  private void list(Context context, ListFormat format, String suffix) throws Exception {
    String tag = context.pathParam("tag");
    String label = tags.label(tag);
    ListParameters asked = new ListParameters(context);
    String base = address.base(context);
    Page page = view.articles(tag, asked.query());
    String path = base + "/v1/tags/" + PublicAddress.encoded(tag) + "/articles" + suffix;
    Places places =
        new Places(
            base,
            tag,
            path + asked.urlQuery(asked.query().after()),
            path + asked.urlQuery(null),
            page.next() == null ? null : path + asked.urlQuery(page.next()));
    if (places.next() != null) {
      context.header("Link", "<" + places.next() + ">; rel=\"next\"");
    }
    List<EnrichedArticle> articles = new ArrayList<>();
    for (byte[] article : page.articles()) {
      articles.add(ArticleJson.mapper().readValue(article, EnrichedArticle.class));
    }
    byte[] body =
        format == ListFormat.JSON
            ? json(places, label, articles)
            : feed(format, feed(places, label, articles));
    Instant changed = asked.moves() ? null : view.tag(tag).changed();
    Conditional.answer(context, format.type(), body, changed);
  }

  private byte[] json(Places places, String label, List<EnrichedArticle> articles) {
    ObjectNode json = ArticleJson.mapper().createObjectNode();
    json.put("tag", places.tag()).put("label", label);
    ArrayNode list = json.putArray("articles");
    articles.forEach(it -> list.add(entries.json(it, places.tag(), places.base())));
    if (places.next() != null) {
      json.put("next", places.next());
    }
    return JsonAnswer.bytes(json);
  }

  private Feed feed(Places places, String label, List<EnrichedArticle> articles) {
    return new Feed(
        "urn:slugline:tag:" + places.tag(),
        "Slugline: " + label,
        "Articles with the tag " + label + ", each with the words that earned it.",
        places.base() + "/v1/tags",
        places.self(),
        places.first(),
        places.next(),
        articles.stream().map(it -> entries.entry(it, places.tag(), places.base())).toList());
  }

  private static byte[] feed(ListFormat format, Feed feed) {
    return switch (format) {
      case RSS -> Rss.write(feed);
      case ATOM -> Atom.write(feed);
      default -> JsonAnswer.line(JsonFeed.write(feed));
    };
  }
}
