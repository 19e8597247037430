package dev.slugline.ingest.format.xml;

import dev.slugline.ingest.format.Deadline;
import dev.slugline.ingest.format.Decoded;
import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Field;
import dev.slugline.ingest.format.Format;
import dev.slugline.ingest.format.Found;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the formats of news agencies have in common: they are told by their root, have to be
 * well-formed, and may hold many items of which a bad one does not hurt the others.
 */
abstract class NewsDocument implements Format {
  private final String name;
  private final String called;

  /**
   * @param name the format's in {@code Article.format}
   * @param called the format's name for a person
   */
  NewsDocument(String name, String called) {
    this.name = name;
    this.called = called;
  }

  /** Whether a document that begins with this tag is in this format. */
  abstract boolean claims(RootTag root);

  /** The elements of the items, in order. */
  abstract List<XmlElement> items(XmlElement root);

  /**
   * What one item is.
   *
   * @param bytes its own
   */
  abstract Found read(XmlElement item, byte[] bytes, Reading reading);

  /** The elements that items refer to by their label, by that label. */
  Map<String, XmlElement> labelled(XmlElement root) {
    return Map.of();
  }

  /** What the reading of all items of a document shares. */
  record Reading(
      XmlElement root, Map<String, XmlElement> labelled, Limits limits, Deadline deadline) {}

  @Override
  public boolean accepts(String contentType) {
    return contentType.equals("application/xml")
        || contentType.equals("text/xml")
        || contentType.contains("iptc")
        || contentType.contains("newsml")
        || contentType.contains("nitf");
  }

  @Override
  public boolean matches(String text) {
    RootTag root = RootTag.of(text);
    return root != null && claims(root);
  }

  @Override
  public String name(String text) {
    return name;
  }

  @Override
  public List<Found> read(RawRecord raw, Decoded decoded, Limits limits, Deadline deadline) {
    XmlDocument document;
    try {
      document = XmlReader.strict(decoded, limits, deadline);
    } catch (XmlProblem e) {
      return List.of(broken(e.code(), called + ": " + e.reason(), raw.value()));
    }
    XmlElement root = document.root();
    Reading reading = new Reading(root, labelled(root), limits, deadline);
    List<Found> found = new ArrayList<>();
    for (XmlElement item : items(root)) {
      if (deadline.passed() || found.size() > limits.maxItems()) {
        break;
      }
      found.add(guarded(item, item == root ? raw.value() : document.bytes(item), reading));
    }
    return found;
  }

  /** A fault of ours in one item is a dead letter of that item alone. */
  private Found guarded(XmlElement item, byte[] bytes, Reading reading) {
    try {
      return read(item, bytes, reading);
    } catch (RuntimeException e) {
      return broken("processor", "the parser failed at " + item + ": " + e.getMessage(), bytes);
    }
  }

  /** The draft of an item, unless it says nothing that could be read. */
  static Found story(XmlElement item, Draft draft) {
    boolean blank =
        Stream.of(Field.TITLE, Field.BODY, Field.SUMMARY).allMatch(f -> draft.get(f) == null);
    return blank && draft.get(Field.RETRACTION_KIND) == null
        ? broken("malformed", item + " has neither a headline nor a text", draft.bytes())
        : new Found.Text(draft);
  }

  static Found skipped(String kind) {
    return new Found.Other(new ParsedItem.Skipped(kind + ", no article"));
  }

  static Found broken(String code, String reason, byte[] bytes) {
    return new Found.Other(new ParsedItem.Broken(code, reason, bytes));
  }
}
