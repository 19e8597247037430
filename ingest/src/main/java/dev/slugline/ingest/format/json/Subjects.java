package dev.slugline.ingest.format.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.ingest.article.Article.Keyword;
import dev.slugline.ingest.format.Draft;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a ninjs item is about. The code of a concept is given by {@code scheme} and {@code code}
 * (generation 1), by {@code uri}, by {@code literal}, or as a QCode such as {@code
 * medtop:20000642}; here it always is a scheme and a code within it.
 */
final class Subjects {
  private static final List<String> LISTS =
      List.of(
          "subject",
          "subjects",
          "person",
          "people",
          "organisation",
          "organisations",
          "place",
          "places",
          "event",
          "events",
          "object",
          "objects");

  /** Relations that say how the item came about and not what it is about. */
  private static final Set<String> MADE =
      Set.of("source", "contributedby", "suppliedas", "creator", "author");

  private static final Pattern QCODE = Pattern.compile("[A-Za-z][\\w.-]{0,63}:[^\\s/]\\S*");

  /** A code and what it is one of. */
  private record Code(@Nullable String scheme, @Nullable String code) {}

  private Subjects() {}

  static void read(NinjsObject item, Draft draft) {
    for (String list : LISTS) {
      for (JsonNode one : item.list(list)) {
        Keyword keyword = keyword(one);
        if (keyword == null && !one.isObject()) {
          draft.warnings().add("wrong-type:" + list);
        } else if (keyword != null) {
          draft.keywords().add(keyword);
        }
      }
    }
    item.list("keywords")
        .forEach(
            word -> {
              if (word.isTextual() && !word.asText().isBlank()) {
                draft.keywords().add(new Keyword(null, null, word.asText()));
              }
            });
  }

  /** Null: nothing that it could be called by, or no subject. */
  private static @Nullable Keyword keyword(JsonNode node) {
    if (node.isTextual()) {
      return node.asText().isBlank() ? null : new Keyword(null, null, node.asText());
    }
    NinjsObject concept = new NinjsObject(node);
    String rel = concept.text("rel");
    if (rel != null && MADE.contains(rel.toLowerCase(Locale.ROOT))) {
      return null;
    }
    String name = concept.text("name");
    Code code = code(concept);
    String called = name == null ? code.code : name;
    return called == null ? null : new Keyword(code.scheme, code.code, called);
  }

  private static Code code(NinjsObject concept) {
    String scheme = concept.text("scheme");
    String code = concept.text("code");
    if (code != null) {
      return scheme == null ? qualified(code) : new Code(scheme, code);
    }
    String uri = concept.text("uri");
    String literal = concept.text("literal");
    if (uri == null) {
      return literal == null ? new Code(null, null) : qualified(literal);
    }
    if (literal != null && uri.endsWith(literal) && uri.length() > literal.length()) {
      return new Code(uri.substring(0, uri.length() - literal.length()), literal);
    }
    int cut = lastPart(uri);
    if (cut > 0) {
      return new Code(uri.substring(0, cut), uri.substring(cut));
    }
    // the address of a site names no concept
    return literal == null || literal.equals(uri) ? qualified(uri) : qualified(literal);
  }

  /** Where the last part of the path of a web address begins; 0: it has none. */
  private static int lastPart(String uri) {
    if (!uri.startsWith("http://") && !uri.startsWith("https://")) {
      return 0;
    }
    int path = uri.indexOf('/', uri.indexOf("//") + 2);
    int cut = Math.max(uri.lastIndexOf('/'), uri.lastIndexOf('#')) + 1;
    return path > 0 && cut > path && cut < uri.length() ? cut : 0;
  }

  private static Code qualified(String code) {
    boolean whole = code.startsWith("urn:") || code.startsWith("tag:");
    if (whole || !QCODE.matcher(code).matches()) {
      return new Code(null, code);
    }
    int colon = code.indexOf(':');
    return new Code(code.substring(0, colon), code.substring(colon + 1));
  }
}
