package dev.slugline.ingest.format.xml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An element of a document that was read, with what stands in it. Names are matched as they are
 * written, without their prefix; a space is the URI of a namespace, empty for none. Not
 * thread-safe; not to be changed once it was handed out.
 */
public final class XmlElement {
  /** The namespace of {@code xml:lang} and {@code xml:base}. */
  static final String XML = "http://www.w3.org/XML/1998/namespace";

  private final String name;
  private final String space;
  private final @Nullable XmlElement parent;
  private final int line;
  private final int column;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final List<Object> content = new ArrayList<>();
  private final int start;
  private int end;
  private @Nullable XmlProblem problem;

  /**
   * @param start where the element begins in the text, in UTF-16 code units
   */
  XmlElement(
      String name, String space, @Nullable XmlElement parent, int start, int line, int column) {
    this.name = name;
    this.space = space;
    this.parent = parent;
    this.start = start;
    this.end = start;
    this.line = line;
    this.column = column;
    if (parent != null) {
      parent.content.add(this);
    }
  }

  void attribute(String attributeSpace, String attributeName, String value) {
    attributes.put(
        attributeSpace.isEmpty() ? attributeName : '{' + attributeSpace + '}' + attributeName,
        value);
  }

  void append(String text) {
    content.add(text);
  }

  void endAt(int offset) {
    this.end = offset;
  }

  /** Says what is wrong with this element, and thereby with all that it stands in. */
  void mark(XmlProblem found) {
    for (XmlElement at = this; at != null && at.problem == null; at = at.parent) {
      at.problem = found;
    }
  }

  /** What keeps this element from being whole; null: nothing. */
  @Nullable XmlProblem problem() {
    return problem;
  }

  public String name() {
    return name;
  }

  public String space() {
    return space;
  }

  public @Nullable XmlElement parent() {
    return parent;
  }

  /** Where it begins, from 1. */
  public int line() {
    return line;
  }

  /** Where it begins, from 1, in UTF-16 code units. */
  public int column() {
    return column;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  public boolean is(String otherSpace, String otherName) {
    return name.equals(otherName) && space.equals(otherSpace);
  }

  /** The value of an attribute without namespace; null: it is not there. */
  public @Nullable String attribute(String attributeName) {
    return attributes.get(attributeName);
  }

  /** The value of an attribute of a namespace; null: it is not there. */
  public @Nullable String attribute(String attributeSpace, String attributeName) {
    return attributes.get('{' + attributeSpace + '}' + attributeName);
  }

  /** The value of {@code xml:lang} or {@code xml:base} and the like. */
  public @Nullable String xmlAttribute(String attributeName) {
    return attribute(XML, attributeName);
  }

  /** Texts ({@link String}) and elements ({@link XmlElement}) in their order. */
  public List<Object> content() {
    return content;
  }

  /** The elements directly within. */
  public List<XmlElement> children() {
    List<XmlElement> found = new ArrayList<>();
    for (Object part : content) {
      if (part instanceof XmlElement element) {
        found.add(element);
      }
    }
    return found;
  }

  /** The elements directly within of this name, in whatever namespace. */
  public List<XmlElement> children(String childName) {
    return children().stream().filter(child -> child.name.equals(childName)).toList();
  }

  /** The first element directly within of this name, in whatever namespace; null: none. */
  public @Nullable XmlElement child(String childName) {
    for (Object part : content) {
      if (part instanceof XmlElement element && element.name.equals(childName)) {
        return element;
      }
    }
    return null;
  }

  /** The text of {@link #child}, without surrounding spaces; null: none, or blank. */
  public @Nullable String childText(String childName) {
    XmlElement child = child(childName);
    String text = child == null ? "" : child.text().strip();
    return text.isEmpty() ? null : text;
  }

  /** All elements below of this name, in the order of the document. */
  public List<XmlElement> descendants(String wanted) {
    List<XmlElement> found = new ArrayList<>();
    walk(
        element -> {
          if (element != this && element.name.equals(wanted)) {
            found.add(element);
          }
        },
        text -> {});
    return found;
  }

  /** All text within, as it stands. */
  public String text() {
    StringBuilder out = new StringBuilder();
    walk(element -> {}, out::append);
    return out.toString();
  }

  /** Visits this element and all within in the order of the document, without recursion. */
  public void walk(Consumer<XmlElement> element, Consumer<String> text) {
    walk(element, text, left -> {});
  }

  /** As {@link #walk(Consumer, Consumer)}; each element is also told of when it ends. */
  public void walk(
      Consumer<XmlElement> element, Consumer<String> text, Consumer<XmlElement> leaving) {
    Deque<XmlElement> open = new ArrayDeque<>();
    Deque<Iterator<Object>> rest = new ArrayDeque<>();
    element.accept(this);
    open.push(this);
    rest.push(content.iterator());
    while (!open.isEmpty()) {
      Iterator<Object> parts = Objects.requireNonNull(rest.peek());
      if (!parts.hasNext()) {
        rest.pop();
        leaving.accept(open.pop());
        continue;
      }
      Object part = parts.next();
      if (part instanceof XmlElement inner) {
        element.accept(inner);
        open.push(inner);
        rest.push(inner.content.iterator());
      } else {
        text.accept((String) part);
      }
    }
  }

  @Override
  public String toString() {
    return "<" + name + "> at line " + line + ", column " + column;
  }
}
