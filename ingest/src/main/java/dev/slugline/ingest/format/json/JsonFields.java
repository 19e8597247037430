package dev.slugline.ingest.format.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.ingest.article.Article.Keyword;
import dev.slugline.ingest.clean.HtmlText;
import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Field;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The names under which real feeds put the fields of an article. */
final class JsonFields {
  private static final Map<Field, List<String>> NAMES = new EnumMap<>(Field.class);

  static {
    NAMES.put(Field.ID, List.of("id", "guid", "uri", "_id"));
    NAMES.put(Field.TITLE, List.of("title", "headline", "name"));
    NAMES.put(
        Field.BODY,
        List.of("body", "text", "content", "articleBody", "body_text", "content_text", "fulltext"));
    NAMES.put(
        Field.SUMMARY,
        List.of("summary", "description", "abstract", "teaser", "standfirst", "dek"));
    NAMES.put(Field.URL, List.of("url", "link", "canonical_url", "permalink", "mainEntityOfPage"));
    NAMES.put(
        Field.PUBLISHED,
        List.of(
            "published_at",
            "publishedAt",
            "date",
            "pubDate",
            "datePublished",
            "published",
            "date_published",
            "versioncreated"));
    NAMES.put(
        Field.UPDATED,
        List.of("updated_at", "updatedAt", "dateModified", "date_modified", "modified", "updated"));
    NAMES.put(Field.SECTION, List.of("section", "category", "articleSection"));
    NAMES.put(Field.LANGUAGE, List.of("language", "lang", "inLanguage"));
    NAMES.put(Field.VERSION, List.of("version"));
    NAMES.put(Field.SLUGLINE, List.of("slugline"));
    NAMES.put(Field.URGENCY, List.of("urgency"));
    NAMES.put(Field.GENRE, List.of("genre"));
    NAMES.put(Field.DATELINE, List.of("dateline"));
    NAMES.put(Field.ED_NOTE, List.of("edNote", "ednote"));
    NAMES.put(Field.CREDIT, List.of("credit"));
    NAMES.put(Field.COPYRIGHT, List.of("copyright", "copyrightNotice"));
    NAMES.put(Field.USAGE_TERMS, List.of("usageTerms", "usageterms"));
    NAMES.put(Field.EMBARGOED, List.of("embargoed", "embargoedUntil", "embargo"));
    NAMES.put(Field.EXPIRES, List.of("expires", "expiresAt"));
    NAMES.put(Field.RETRACTION_REASON, List.of("reason"));
    NAMES.put(Field.RETRACTION_BY, List.of("by"));
  }

  /** Fields in which a number is as good as text. */
  private static final Set<Field> NUMERIC =
      Set.of(
          Field.ID,
          Field.PUBLISHED,
          Field.UPDATED,
          Field.VERSION,
          Field.URGENCY,
          Field.EMBARGOED,
          Field.EXPIRES);

  private static final List<String> HTML_BODIES =
      List.of("content_html", "body_html", "body_xhtml", "contentHtml", "bodyHtml");

  private JsonFields() {}

  static List<String> names(Field field) {
    return NAMES.getOrDefault(field, List.of());
  }

  /** Whether an article's field can have this name. */
  static boolean isKnown(String name) {
    return HTML_BODIES.contains(name)
        || NAMES.values().stream().anyMatch(names -> names.contains(name));
  }

  static boolean hasNoTitle(JsonNode node) {
    return names(Field.TITLE).stream().noneMatch(name -> node.path(name).isTextual());
  }

  static boolean hasNoBody(JsonNode node) {
    return Stream.concat(names(Field.BODY).stream(), HTML_BODIES.stream())
        .noneMatch(name -> node.path(name).isTextual());
  }

  static Draft read(JsonNode node, byte[] bytes) {
    Draft draft = new Draft("json", bytes);
    NAMES.forEach((field, names) -> read(node, field, names, draft));
    String uri = node.path("uri").textValue();
    if (uri != null && uri.equals(draft.get(Field.ID)) && uri.indexOf(':') > 0) {
      // as in ninjs, which a retraction that holds no more than this may be of
      draft.set(Field.ID_SPACE, "uri");
    }
    for (String name : List.of("authors", "author", "byline", "creator")) {
      if (draft.authors().isEmpty()) {
        authors(node.path(name), name, draft);
      }
    }
    for (String name : List.of("keywords", "tags", "subjects", "subject")) {
      keywords(node.path(name), name, draft);
    }
    for (String name : names(Field.EMBARGOED)) {
      if (draft.get(Field.EMBARGOED) == null) {
        draft.set(Field.EMBARGOED, NinjsFields.embargo(node.path(name)));
      }
    }
    source(node, draft);
    status(node, draft);
    html(node, draft);
    return draft;
  }

  private static void read(JsonNode node, Field field, List<String> names, Draft draft) {
    for (String name : names) {
      JsonNode value = node.path(name);
      if (value.isMissingNode() || value.isNull()) {
        continue;
      }
      String text = text(value, field);
      if (text == null) {
        draft.warnings().add("wrong-type:" + name);
      } else if (!text.isBlank()) {
        draft.set(field, text);
        return;
      }
    }
  }

  /** Bodies that are HTML by their name or by their look; a plain one is better than either. */
  private static void html(JsonNode node, Draft draft) {
    for (Field field : List.of(Field.TITLE, Field.BODY, Field.SUMMARY)) {
      String text = draft.get(field);
      if (text != null && HtmlText.looksLikeHtml(text)) {
        draft.set(field, HtmlText.of(text));
      }
    }
    for (String name : HTML_BODIES) {
      String text = node.path(name).textValue();
      if (draft.get(Field.BODY) == null && text != null) {
        draft.set(Field.BODY, HtmlText.of(text));
      }
    }
  }

  private static @Nullable String text(JsonNode value, Field field) {
    if (value.isTextual()) {
      return value.textValue();
    }
    if (value.isNumber() && NUMERIC.contains(field)) {
      return value.asText();
    }
    if (value.isArray()
        && (field == Field.BODY || field == Field.SECTION || field == Field.GENRE)) {
      List<String> parts = strings(value);
      return parts.size() < value.size()
          ? null
          : field == Field.BODY ? String.join("\n\n", parts) : parts.isEmpty() ? "" : parts.get(0);
    }
    if (!value.isObject() || field == Field.BODY) {
      return null;
    }
    return value.path(field == Field.URL ? "@id" : "name").textValue();
  }

  private static List<String> strings(JsonNode array) {
    List<String> parts = new ArrayList<>();
    for (JsonNode part : array) {
      if (part.isTextual()) {
        parts.add(part.textValue());
      }
    }
    return parts;
  }

  private static @Nullable String named(JsonNode node) {
    return node.isTextual() ? node.textValue() : node.path("name").textValue();
  }

  private static void authors(JsonNode value, String name, Draft draft) {
    if (value.isMissingNode() || value.isNull()) {
      return;
    }
    for (JsonNode one : value.isArray() ? value : List.of(value)) {
      String author = named(one);
      if (author == null) {
        draft.warnings().add("wrong-type:" + name);
      } else if (!author.isBlank()) {
        draft.authors().add(author);
      }
    }
  }

  private static void keywords(JsonNode value, String name, Draft draft) {
    if (value.isMissingNode() || value.isNull()) {
      return;
    }
    if (value.isTextual()) {
      for (String part : value.textValue().split("[,;]", -1)) {
        keyword(null, null, part, draft);
      }
      return;
    }
    for (JsonNode one : value.isArray() ? value : List.of(value)) {
      String word = named(one);
      String code = one.path("code").textValue();
      if (word == null && code == null) {
        draft.warnings().add("wrong-type:" + name);
      } else {
        keyword(one.path("scheme").textValue(), code, word == null ? code : word, draft);
      }
    }
  }

  private static void keyword(
      @Nullable String scheme, @Nullable String code, @Nullable String name, Draft draft) {
    if (name != null && !name.isBlank()) {
      draft.keywords().add(new Keyword(scheme, code, name.strip()));
    }
  }

  private static void source(JsonNode node, Draft draft) {
    for (String name : List.of("source", "publisher", "provider")) {
      JsonNode value = node.path(name);
      if (draft.get(Field.SOURCE_NAME) != null || value.isMissingNode() || value.isNull()) {
        continue;
      }
      String domain = value.path("domain").textValue();
      domain = domain == null ? NinjsFields.host(value.path("url").textValue()) : domain;
      String named = named(value);
      draft.set(Field.SOURCE_DOMAIN, domain);
      draft.set(Field.SOURCE_NAME, named == null ? domain : named);
      if (named == null && domain == null) {
        draft.warnings().add("wrong-type:" + name);
      }
    }
  }

  private static void status(JsonNode node, Draft draft) {
    for (String name : List.of("pubstatus", "status")) {
      String value = node.path(name).textValue();
      String lower = value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
      if (lower.equals("canceled") || lower.equals("cancelled")) {
        draft.set(Field.RETRACTION_KIND, "canceled");
      } else if (lower.equals("withheld")) {
        draft.set(Field.RETRACTION_KIND, "withheld");
      }
    }
    for (String name : List.of("signal", "signals")) {
      JsonNode value = node.path(name);
      for (JsonNode one : value.isArray() ? value : List.of(value)) {
        if (one.isTextual() && NinjsFields.isCorrection(one.asText())) {
          draft.set(Field.CORRECTION, "signal");
        }
      }
    }
  }
}
