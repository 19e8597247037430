package dev.slugline.ingest.format.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.ingest.article.Article.Association;
import dev.slugline.ingest.clean.TextCleaner;
import dev.slugline.ingest.format.Draft;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The items that belong to a ninjs item, as references, and the renditions in which one is to be
 * had. Generation 1 has both as objects with a name each, the later ones as lists of what has one.
 */
final class NinjsAssociations {
  private static final List<String> BEST = List.of("main", "original", "highres", "baseimage");

  private NinjsAssociations() {}

  private record Named(@Nullable String name, NinjsObject object) {}

  static void read(NinjsObject item, Draft draft) {
    for (Named one : named(item.value("associations"))) {
      NinjsObject other = one.object;
      String title = NinjsTexts.of(other, "headlines", "headline").best();
      Association association =
          new Association(
              TextCleaner.line(one.name),
              TextCleaner.line(other.text("type")),
              TextCleaner.line(other.text("uri")),
              TextCleaner.line(title == null ? other.text("title") : title),
              TextCleaner.line(url(other)));
      draft.associations().add(association);
    }
  }

  private static List<Named> named(JsonNode node) {
    List<Named> found = new ArrayList<>();
    if (node.isArray()) {
      for (JsonNode one : node) {
        if (one.isObject()) {
          NinjsObject object = new NinjsObject(one);
          found.add(new Named(object.text("name"), object));
        }
      }
    } else {
      node.properties()
          .forEach(
              field -> {
                if (field.getValue().isObject()) {
                  found.add(new Named(field.getKey(), new NinjsObject(field.getValue())));
                }
              });
    }
    return found;
  }

  /** Where an item is to be had: its main rendition, else its first. */
  private static @Nullable String url(NinjsObject item) {
    List<Named> renditions = named(item.value("renditions"));
    for (String best : BEST) {
      for (Named rendition : renditions) {
        String href = rendition.object.text("href");
        if (best.equals(rendition.name) && href != null) {
          return href;
        }
      }
    }
    return renditions.stream()
        .map(rendition -> rendition.object.text("href"))
        .filter(href -> href != null)
        .findFirst()
        .orElse(item.text("href", "url"));
  }

  /** The rendition of an item that is a web page; null: none is. */
  static @Nullable String page(NinjsObject item) {
    for (Named rendition : named(item.value("renditions"))) {
      String type = rendition.object.text("contenttype", "mimetype");
      if (type != null && type.startsWith("text/html")) {
        return rendition.object.text("href");
      }
    }
    return null;
  }
}
