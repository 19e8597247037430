package dev.slugline.ingest.format.xml;

import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Field;
import dev.slugline.ingest.format.Found;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** NewsML 1: an article for each of its news items. One that is ill-formed is refused. */
public final class NewsMl1 extends NewsDocument {
  private static final String NAME = "newsml";

  public NewsMl1() {
    super(NAME, "NewsML");
  }

  @Override
  boolean claims(RootTag root) {
    return root.name().equals("NewsML");
  }

  @Override
  List<XmlElement> items(XmlElement root) {
    return root.children("NewsItem");
  }

  @Override
  Found read(XmlElement item, byte[] bytes, Reading reading) {
    XmlElement component = item.child("NewsComponent");
    Draft draft = new Draft(NAME, bytes);
    if (component == null) {
      NewsMl1Item.management(item, reading.root(), draft);
      if (draft.get(Field.RETRACTION_KIND) != null) {
        return new Found.Text(draft);
      }
      return skipped("a NewsItem with " + instead(item) + " for its content");
    }
    NewsMl1Content content = new NewsMl1Content(draft, reading);
    try {
      content.read(component);
    } catch (XmlProblem e) {
      return broken(e.code(), "in the content of " + item + ": " + e.reason(), bytes);
    }
    NewsMl1Item.management(item, reading.root(), draft);
    boolean retracted = draft.get(Field.RETRACTION_KIND) != null;
    String media = content.onlyMedia();
    if (media != null && draft.get(Field.BODY) == null && !retracted) {
      return skipped("a NewsItem of " + media + " alone");
    }
    return story(item, draft);
  }

  private static String instead(XmlElement item) {
    if (item.child("Update") != null) {
      return "changes to another";
    }
    return item.child("TopicSet") == null ? "nothing" : "a TopicSet";
  }

  @Override
  Map<String, XmlElement> labelled(XmlElement root) {
    Map<String, XmlElement> topics = new HashMap<>();
    for (XmlElement topic : root.descendants("Topic")) {
      String label = topic.attribute("Duid");
      if (label != null) {
        topics.putIfAbsent(label, topic);
      }
    }
    return topics;
  }
}
