package dev.slugline.ingest.format.xml;

import dev.slugline.ingest.format.Deadline;
import dev.slugline.ingest.format.Decoded;
import dev.slugline.ingest.format.Limits;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.Range;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;
import org.jspecify.annotations.Nullable;

/** Reads ill-formed XML with jsoup, which never refuses, and gives names their namespaces. */
final class LenientXml implements NodeFilter {
  private final String text;
  private final Limits limits;
  private final Deadline deadline;
  private final Map<XmlElement, Map<String, String>> spaces = new HashMap<>();
  private @Nullable XmlElement root;
  private @Nullable XmlElement open;
  private @Nullable XmlProblem problem;

  private LenientXml(String text, Limits limits, Deadline deadline) {
    this.text = text;
    this.limits = limits;
    this.deadline = deadline;
  }

  static XmlDocument read(Decoded decoded, Limits limits, Deadline deadline, String problem)
      throws XmlProblem {
    String text = decoded.text();
    Node document = Parser.xmlParser().setTrackPosition(true).parseInput(text, "");
    LenientXml reading = new LenientXml(text, limits, deadline);
    NodeTraversor.filter(reading, document);
    if (reading.problem != null) {
      throw reading.problem;
    }
    if (reading.root == null) {
      throw new XmlProblem("malformed", problem);
    }
    return new XmlDocument(reading.root, text, decoded.charset(), problem);
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (node instanceof TextNode words && open != null) {
      open.append(words.getWholeText());
    } else if (node instanceof Element element && depth > 0) {
      open = element(element, open);
      root = root == null ? open : root;
      try {
        XmlReader.check(depth, open, limits, deadline);
      } catch (XmlProblem e) {
        problem = e;
        return FilterResult.STOP;
      }
    }
    return FilterResult.CONTINUE;
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    if (!(node instanceof Element element) || depth == 0) {
      return FilterResult.CONTINUE;
    }
    open = close(element, Objects.requireNonNull(open));
    return depth == 1 ? FilterResult.STOP : FilterResult.CONTINUE;
  }

  private XmlElement element(Element found, @Nullable XmlElement parent) {
    Map<String, String> known =
        parent == null ? Map.of() : Objects.requireNonNull(spaces.get(parent));
    Map<String, String> own = declares(found) ? new HashMap<>(known) : known;
    for (Attribute attribute : found.attributes()) {
      String key = attribute.getKey();
      if (isDeclaration(key)) {
        own.put(key.equals("xmlns") ? "" : key.substring(6), attribute.getValue().strip());
      }
    }
    Range.Position start = found.sourceRange().start();
    String name = found.tagName();
    XmlElement made =
        new XmlElement(
            local(name),
            space(own, prefix(name)),
            parent,
            Math.max(0, start.pos()),
            Math.max(1, start.lineNumber()),
            Math.max(1, start.columnNumber()));
    for (Attribute attribute : found.attributes()) {
      String key = attribute.getKey();
      if (!isDeclaration(key)) {
        String prefix = prefix(key);
        made.attribute(
            prefix.isEmpty() ? "" : space(own, prefix), local(key), attribute.getValue());
      }
    }
    spaces.put(made, own);
    return made;
  }

  private static boolean declares(Element found) {
    return found.attributes().asList().stream().anyMatch(it -> isDeclaration(it.getKey()));
  }

  private static boolean isDeclaration(String attribute) {
    return attribute.equals("xmlns") || attribute.startsWith("xmlns:");
  }

  private @Nullable XmlElement close(Element found, XmlElement open) {
    int end = found.endSourceRange().endPos();
    open.endAt(found.endSourceRange().isTracked() && end > open.start() ? end : last(open));
    return open.parent();
  }

  /** Where an element ends that is not closed: with what is in it, else with the text. */
  private int last(XmlElement open) {
    int end = open.start();
    for (XmlElement child : open.children()) {
      end = Math.max(end, child.end());
    }
    int next = text.indexOf('<', Math.max(end, open.start() + 1));
    return next < 0 ? text.length() : next;
  }

  /** The namespace of a prefix; what is not declared stands for itself. */
  private static String space(Map<String, String> known, String prefix) {
    if (prefix.equals("xml")) {
      return "http://www.w3.org/XML/1998/namespace";
    }
    return known.getOrDefault(prefix, prefix);
  }

  private static String prefix(String name) {
    int colon = name.indexOf(':');
    return colon < 0 ? "" : name.substring(0, colon);
  }

  private static String local(String name) {
    return name.substring(name.indexOf(':') + 1);
  }
}
