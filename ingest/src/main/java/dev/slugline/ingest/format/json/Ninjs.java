package dev.slugline.ingest.format.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Field;
import dev.slugline.ingest.format.Found;
import dev.slugline.ingest.format.ParsedItem;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * News in JSON of the IPTC, generations 1 to 3. Texts become articles, and so do composites that
 * have a text; pictures, films, events, plans and packages are skipped by name.
 */
final class Ninjs {
  private static final String NAME = "ninjs";

  /** Names that, beside {@code uri}, are in ninjs and hardly elsewhere. */
  private static final List<String> SIGNS =
      List.of(
          "versioncreated",
          "pubstatus",
          "headlines",
          "bodies",
          "body_text",
          "body_html",
          "body_xhtml",
          "body_nitf",
          "descriptions",
          "description_text",
          "associations",
          "renditions",
          "eventdetails",
          "plannedcoverage",
          "representationtype");

  private static final Set<String> TEXT = Set.of("text", "article", "story", "news");

  /** Types of which no text would make an article. */
  private static final Set<String> OTHER =
      Set.of(
          "picture",
          "photo",
          "image",
          "graphic",
          "illustration",
          "animation",
          "video",
          "audio",
          "event",
          "planning",
          "newscoverage",
          "coverage",
          "component",
          "package",
          "collection");

  private static final Set<String> CREDITS = Set.of("creditline", "credit", "byline", "writer");
  private static final Set<String> CAPTIONS = Set.of("caption");

  private Ninjs() {}

  /** Whether an object says that it is ninjs, or cannot well be anything else. */
  static boolean is(JsonNode node) {
    NinjsObject item = new NinjsObject(node);
    for (String name : List.of("standard", "$standard")) {
      String standard = new NinjsObject(item.value(name)).text("name");
      if (standard != null && standard.toLowerCase(Locale.ROOT).contains("ninjs")) {
        return true;
      }
    }
    if (item.text("uri") == null) {
      return false;
    }
    String type = type(item);
    return SIGNS.stream().anyMatch(item::has)
        || (item.has("headline") && TEXT.contains(type))
        || (OTHER.contains(type) && JsonFields.hasNoBody(node));
  }

  /**
   * Reads an item.
   *
   * @param own its bytes
   */
  static Found read(JsonNode node, byte[] own) {
    NinjsObject item = new NinjsObject(node);
    Draft draft = new Draft(NAME, own);
    NinjsFields.status(item, draft);
    NinjsTexts bodies = NinjsTexts.of(item, "bodies", "body");
    String other = other(item, bodies, draft.get(Field.RETRACTION_KIND) != null);
    if (other != null) {
      return new Found.Other(new ParsedItem.Skipped(other, NAME));
    }
    texts(item, bodies, draft);
    NinjsFields.read(item, draft);
    Subjects.read(item, draft);
    NinjsAssociations.read(item, draft);
    return new Found.Text(draft);
  }

  private static String type(NinjsObject item) {
    String type = item.text("type");
    return type == null ? "" : type.strip().toLowerCase(Locale.ROOT);
  }

  /** What an item is that is no article; null: it is one. */
  private static @Nullable String other(NinjsObject item, NinjsTexts bodies, boolean retracted) {
    String type = type(item);
    if (type.isEmpty() && item.has("eventdetails")) {
      return "a ninjs event, no article";
    }
    if (type.isEmpty() && item.has("plannedcoverage")) {
      return "a ninjs planning item, no article";
    }
    if (OTHER.contains(type)) {
      return "a ninjs item of type " + type + ", no article";
    }
    if (retracted || TEXT.contains(type) || !bodies.isEmpty()) {
      return null;
    }
    if (!type.isEmpty()) {
      return "a ninjs item of type " + named(type) + " without a text, no article";
    }
    return item.has("renditions") ? "a ninjs item with renditions and without a text" : null;
  }

  /** A type that the standard does not know is not repeated at any length. */
  private static String named(String type) {
    return type.length() <= 40 && type.chars().allMatch(c -> c > ' ' && c < 0x7f)
        ? type
        : "unknown";
  }

  private static void texts(NinjsObject item, NinjsTexts bodies, Draft draft) {
    NinjsTexts headlines = NinjsTexts.of(item, "headlines", "headline");
    draft.set(Field.TITLE, headlines.best());
    if (draft.get(Field.TITLE) == null) {
      draft.set(Field.TITLE, item.text("title", "name"));
    }
    draft.set(Field.BODY, NinjsTexts.without(bodies.best(), draft.get(Field.TITLE)));
    NinjsTexts descriptions = NinjsTexts.of(item, "descriptions", "description");
    draft.set(Field.SUMMARY, descriptions.bestBut(CREDITS, CAPTIONS));
    draft.set(Field.CREDIT, item.text("creditline", "credit"));
    if (draft.get(Field.CREDIT) == null) {
      draft.set(Field.CREDIT, descriptions.ofRole("creditline"));
    }
  }
}
