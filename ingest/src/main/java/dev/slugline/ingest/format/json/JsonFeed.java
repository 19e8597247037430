package dev.slugline.ingest.format.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.ingest.article.Article.Association;
import dev.slugline.ingest.article.Article.Keyword;
import dev.slugline.ingest.clean.HtmlText;
import dev.slugline.ingest.clean.TextCleaner;
import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Field;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A JSON Feed 1.0 or 1.1: what it says of itself, and what its items have of it. */
final class JsonFeed {
  private static final Pattern VERSION =
      Pattern.compile("https?://(?:www\\.)?jsonfeed\\.org/version/");

  private final List<String> authors;
  private final @Nullable String title;
  private final @Nullable String domain;
  private final @Nullable String language;
  private final @Nullable String base;

  /**
   * @param key the record's key, against which addresses are resolved where the feed has none
   */
  JsonFeed(JsonNode feed, @Nullable String key) {
    this.authors = authors(feed, new ArrayList<>());
    this.title = feed.path("title").textValue();
    this.language = feed.path("language").textValue();
    String home = feed.path("home_page_url").textValue();
    String own = feed.path("feed_url").textValue();
    String host = NinjsFields.host(home);
    this.domain = host == null ? NinjsFields.host(own) : host;
    this.base = own != null ? own : home != null ? home : key;
  }

  /** Whether an object says that it is a JSON Feed. */
  static boolean is(JsonNode node) {
    String version = node.path("version").textValue();
    return version != null && VERSION.matcher(version.strip()).lookingAt();
  }

  /**
   * Reads an item.
   *
   * @param own its bytes
   */
  Draft item(JsonNode item, byte[] own) {
    Draft draft = new Draft("jsonfeed", own);
    draft.set(Field.ID, scalar(item, "id", draft));
    draft.set(Field.TITLE, text(item, "title", draft));
    draft.set(Field.BODY, text(item, "content_text", draft));
    String html = text(item, "content_html", draft);
    if (draft.get(Field.BODY) == null && html != null) {
      draft.set(Field.BODY, HtmlText.of(html));
    }
    draft.set(Field.SUMMARY, text(item, "summary", draft));
    draft.set(Field.PUBLISHED, scalar(item, "date_published", draft));
    draft.set(Field.UPDATED, scalar(item, "date_modified", draft));
    draft.set(Field.LANGUAGE, text(item, "language", draft));
    if (draft.get(Field.LANGUAGE) == null) {
      draft.set(Field.LANGUAGE, language);
    }
    draft.set(Field.SOURCE_NAME, title == null ? domain : title);
    draft.set(Field.SOURCE_DOMAIN, domain);
    String external = text(item, "external_url", draft);
    String url = text(item, "url", draft);
    draft.set(Field.URL, resolved(url == null ? external : url));
    draft.authors().addAll(authors(item, draft.warnings()));
    if (draft.authors().isEmpty()) {
      draft.authors().addAll(authors);
    }
    tags(item.path("tags"), draft);
    associate("external", null, null, external, draft);
    associate("image", "picture", null, text(item, "image", draft), draft);
    associate("banner", "picture", null, text(item, "banner_image", draft), draft);
    for (JsonNode file : list(item.path("attachments"))) {
      String type = file.path("mime_type").asText("");
      String kind = type.startsWith("image/") ? "picture" : type.split("/", 2)[0];
      String name = file.path("title").textValue();
      associate("attachment", kind, name, file.path("url").textValue(), draft);
    }
    return draft;
  }

  private void associate(
      String name, @Nullable String type, @Nullable String called, @Nullable String url, Draft to) {
    if (url != null && !url.isBlank()) {
      String kind = type == null || type.isEmpty() ? null : type.toLowerCase(Locale.ROOT);
      String title = TextCleaner.line(called);
      String address = TextCleaner.line(resolved(url));
      to.associations().add(new Association(name, TextCleaner.line(kind), null, title, address));
    }
  }

  private static void tags(JsonNode tags, Draft draft) {
    for (JsonNode tag : list(tags)) {
      if (!tag.isTextual()) {
        draft.warnings().add("wrong-type:tags");
      } else if (!tag.asText().isBlank()) {
        draft.keywords().add(new Keyword(null, null, tag.asText()));
      }
    }
  }

  /** Of {@code authors}, which is a list from 1.1, else of {@code author}; either may be either. */
  private static List<String> authors(JsonNode node, List<String> warnings) {
    List<String> names = new ArrayList<>();
    for (String field : List.of("authors", "author")) {
      for (JsonNode one : names.isEmpty() ? list(node.path(field)) : List.<JsonNode>of()) {
        String name = one.isTextual() ? one.asText() : one.path("name").textValue();
        if (name != null && !name.isBlank()) {
          names.add(name);
        } else if (!one.isObject()) {
          warnings.add("wrong-type:" + field);
        }
      }
    }
    return names;
  }

  private static List<JsonNode> list(JsonNode node) {
    List<JsonNode> found = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(found::add);
    } else if (!node.isMissingNode() && !node.isNull()) {
      found.add(node);
    }
    return found;
  }

  private static @Nullable String text(JsonNode item, String name, Draft draft) {
    JsonNode value = item.path(name);
    if (!value.isTextual() && !value.isMissingNode() && !value.isNull()) {
      draft.warnings().add("wrong-type:" + name);
    }
    return value.isTextual() && !value.asText().isBlank() ? value.asText() : null;
  }

  private static @Nullable String scalar(JsonNode item, String name, Draft draft) {
    JsonNode value = item.path(name);
    return value.isNumber() ? value.asText() : text(item, name, draft);
  }

  private @Nullable String resolved(@Nullable String url) {
    if (url == null || base == null) {
      return url;
    }
    try {
      return URI.create(base.strip()).resolve(url.strip()).toString();
    } catch (IllegalArgumentException e) {
      return url;
    }
  }
}
