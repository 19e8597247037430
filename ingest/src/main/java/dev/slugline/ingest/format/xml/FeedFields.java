package dev.slugline.ingest.format.xml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands directly within an item or a channel, by vocabulary and name in lower case. */
final class FeedFields {
  private final XmlElement element;
  private final FeedSpace own;
  private final Map<FeedSpace, Map<String, List<XmlElement>>> fields = new HashMap<>();

  /**
   * @param own the vocabulary that the element itself is of, under whatever URI
   */
  FeedFields(XmlElement element, FeedSpace own) {
    this.element = element;
    this.own = own;
    for (XmlElement child : element.children()) {
      FeedSpace space = child.space().equals(element.space()) ? own : FeedSpace.of(child.space());
      fields
          .computeIfAbsent(space, key -> new HashMap<>())
          .computeIfAbsent(child.name().toLowerCase(Locale.ROOT), key -> new ArrayList<>())
          .add(child);
    }
  }

  XmlElement element() {
    return element;
  }

  /** {@link FeedSpace#RSS} or {@link FeedSpace#ATOM}. */
  FeedSpace own() {
    return own;
  }

  List<XmlElement> all(FeedSpace space, String name) {
    return fields.getOrDefault(space, Map.of()).getOrDefault(name, List.of());
  }

  /** The first; null: none. */
  @Nullable XmlElement first(FeedSpace space, String name) {
    List<XmlElement> all = all(space, name);
    return all.isEmpty() ? null : all.get(0);
  }

  /** The first text of this name that is not blank, stripped; null: none. */
  @Nullable String text(FeedSpace space, String... names) {
    for (String name : names) {
      for (XmlElement field : all(space, name)) {
        String text = field.text().strip();
        if (!text.isEmpty()) {
          return text;
        }
      }
    }
    return null;
  }
}
