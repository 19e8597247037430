package dev.slugline.ingest.format.xml;

import dev.slugline.ingest.format.Deadline;
import dev.slugline.ingest.format.Decoded;
import dev.slugline.ingest.format.Limits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads ill-formed XML: what is no tag is text, what is not closed ends with what it stands in, and
 * what is closed without having been opened is passed over. Linear. No parser of HTML does it: none
 * keeps to a depth and a time, and to places that dead letters can be cut out by.
 */
final class LenientXml {
  private static final Set<String> ROOTS = Set.of("rss", "feed", "RDF");

  /** Never within one of its own kind: the one before it was not closed. */
  private static final Set<String> ITEMS = Set.of("item", "entry");

  private static final Set<String> PARAGRAPHS = Set.of("p", "li");

  /** HTML that is never closed, and may stand unescaped in a description. */
  private static final Set<String> VOID = Set.of("br", "hr", "img", "input", "wbr");

  private final String text;
  private final XmlTokens tokens;
  private final Limits limits;
  private final Deadline deadline;

  /** The names of all that is open; the scopes of it as far as it is kept. */
  private final List<String> names = new ArrayList<>();

  private final List<Scope> scopes = new ArrayList<>();
  private final Map<String, Integer> open = new HashMap<>();
  private final Map<String, String> known = new HashMap<>();
  private @Nullable Scope root;
  private boolean begun;

  /** An open element and the prefixes that it declares. */
  private record Scope(XmlElement element, Map<String, String> declared, @Nullable Scope outer) {

    /** The namespace of a prefix; what is not declared stands for itself. */
    String space(String prefix) {
      if (prefix.equals("xml")) {
        return XmlElement.XML;
      }
      for (Scope scope = this; scope != null; scope = scope.outer) {
        String space = scope.declared.get(prefix);
        if (space != null) {
          return space;
        }
      }
      return prefix;
    }
  }

  private LenientXml(String text, Limits limits, Deadline deadline) {
    this.text = text;
    this.tokens = new XmlTokens(text);
    this.limits = limits;
    this.deadline = deadline;
  }

  static XmlDocument read(Decoded decoded, Limits limits, Deadline deadline, String problem)
      throws XmlProblem {
    LenientXml reading = new LenientXml(decoded.text(), limits, deadline);
    reading.read();
    if (reading.root == null) {
      throw new XmlProblem("malformed", problem);
    }
    return new XmlDocument(reading.root.element, decoded.text(), decoded.charset(), problem);
  }

  private void read() throws XmlProblem {
    for (XmlTokens.Kind kind = tokens.next(); kind != XmlTokens.Kind.END; kind = tokens.next()) {
      switch (kind) {
        case TEXT -> append(NamedEntities.decoded(tokens.content()));
        case CDATA -> append(tokens.content());
        case OPEN, EMPTY -> open();
        case CLOSE -> close(tokens.name());
        case OTHER -> {
          if (text.startsWith("<?xml ", tokens.start())) {
            begin();
          }
        }
        default -> {}
      }
    }
    cutOff();
  }

  /** What stood before the declaration or the root of a feed is not of the document. */
  private void begin() {
    if (!begun) {
      names.clear();
      scopes.clear();
      open.clear();
      root = null;
    }
  }

  private void open() throws XmlProblem {
    String name = known.computeIfAbsent(tokens.name(), key -> key);
    String local = local(name);
    if (ROOTS.contains(local)) {
      begin();
      begun = true;
    }
    boolean sibling = PARAGRAPHS.contains(name) && innermost(name);
    if (sibling || (ITEMS.contains(local) && open.getOrDefault(name, 0) > 0)) {
      closeAt(name, tokens.start());
    }
    add(name, local);
    if (tokens.kind() == XmlTokens.Kind.EMPTY || VOID.contains(name)) {
      pop(tokens.end());
    }
  }

  private boolean innermost(String name) {
    return !names.isEmpty() && names.get(names.size() - 1).equals(name);
  }

  private void add(String name, String local) throws XmlProblem {
    boolean within = !scopes.isEmpty();
    Scope outer = within ? scopes.get(scopes.size() - 1) : root;
    int depth = names.size() + (within || root == null ? 1 : 2);
    Map<String, String> attributes =
        depth <= limits.xmlDepth() ? attributes(tokens.attributes()) : Map.of();
    Map<String, String> declared = declared(attributes);
    String prefix = prefix(name);
    String space = declared.containsKey(prefix) ? declared.get(prefix) : null;
    if (space == null) {
      space = outer == null ? prefix : outer.space(prefix);
    }
    XmlElement parent = outer == null ? null : outer.element;
    XmlElement made = XmlTree.element(local, space, tokens, parent, depth, limits, deadline);
    names.add(name);
    open.merge(name, 1, Integer::sum);
    if (made != null) {
      Scope scope = new Scope(made, declared, outer);
      attributes.forEach((key, value) -> attribute(scope, key, value));
      scopes.add(scope);
      root = root == null ? scope : root;
    }
  }

  private static void attribute(Scope scope, String name, String value) {
    if (!isDeclaration(name)) {
      String prefix = prefix(name);
      String space = prefix.isEmpty() ? "" : scope.space(prefix);
      scope.element.attribute(space, local(name), value);
    }
  }

  private void close(String name) {
    if (open.getOrDefault(name, 0) > 0) {
      closeAt(name, tokens.end());
    }
  }

  /** Closes the innermost of this name, and with it what was left open in it. */
  private void closeAt(String name, int end) {
    while (!innermost(name)) {
      pop(tokens.start());
    }
    pop(end);
  }

  private void pop(int end) {
    String name = names.remove(names.size() - 1);
    open.merge(name, -1, Integer::sum);
    if (scopes.size() > names.size()) {
      scopes.remove(scopes.size() - 1).element.endAt(end);
    }
  }

  private void append(String words) {
    if (!scopes.isEmpty() && scopes.size() == names.size()) {
      scopes.get(scopes.size() - 1).element.append(clean(words));
    }
  }

  /** What is still open at the end of the document is not whole. */
  private void cutOff() {
    while (!names.isEmpty()) {
      if (scopes.size() == names.size()) {
        XmlElement element = scopes.get(scopes.size() - 1).element;
        element.mark(new XmlProblem("malformed", "cut off: the document ends within " + element));
      }
      pop(text.length());
    }
  }

  private static Map<String, String> declared(Map<String, String> attributes) {
    Map<String, String> declared = new HashMap<>();
    attributes.forEach(
        (name, value) -> {
          if (isDeclaration(name)) {
            declared.put(name.equals("xmlns") ? "" : name.substring(6), value.strip());
          }
        });
    return declared.isEmpty() ? Map.of() : declared;
  }

  private static boolean isDeclaration(String attribute) {
    return attribute.equals("xmlns") || attribute.startsWith("xmlns:");
  }

  /** Names and values as they stand in a tag; of one that is there twice, the first. */
  private static Map<String, String> attributes(String tag) {
    Map<String, String> found = new LinkedHashMap<>();
    int i = 0;
    while (i < tag.length()) {
      int start = i;
      while (i < tag.length() && !XmlTokens.endsName(tag.charAt(i))) {
        i++;
      }
      if (i == start) {
        i++; // a stray slash, quote or space
        continue;
      }
      String name = tag.substring(start, i);
      int value = behindSpaces(tag, i);
      if (value == tag.length() || tag.charAt(value) != '=') {
        found.putIfAbsent(name, "");
        continue;
      }
      value = behindSpaces(tag, value + 1);
      i = endOfValue(tag, value);
      found.putIfAbsent(name, value(tag.substring(value, i)));
    }
    return found;
  }

  private static int endOfValue(String tag, int from) {
    if (from < tag.length() && (tag.charAt(from) == '"' || tag.charAt(from) == '\'')) {
      return XmlTokens.endOfValue(tag, from);
    }
    int end = from;
    while (end < tag.length() && !XmlTokens.isSpace(tag.charAt(end))) {
      end++;
    }
    return end;
  }

  private static String value(String written) {
    String value = written;
    if (!value.isEmpty() && (value.charAt(0) == '"' || value.charAt(0) == '\'')) {
      boolean closed = value.length() > 1 && value.charAt(value.length() - 1) == value.charAt(0);
      value = value.substring(1, closed ? value.length() - 1 : value.length());
    }
    return clean(NamedEntities.decoded(value)).replace('\n', ' ').replace('\t', ' ');
  }

  private static int behindSpaces(String tag, int from) {
    int i = from;
    while (i < tag.length() && XmlTokens.isSpace(tag.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Without the characters that XML does not have, and with its ends of lines. */
  private static String clean(String words) {
    boolean sound = true;
    for (int i = 0; i < words.length() && sound; i++) {
      char c = words.charAt(i);
      sound = (c >= ' ' || c == '\n' || c == '\t') && c < 0xd800;
    }
    if (sound) {
      return words;
    }
    StringBuilder out = new StringBuilder(words.length());
    words
        .replace("\r\n", "\n")
        .replace('\r', '\n')
        .codePoints()
        .filter(NamedEntities::isXml)
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  private static String prefix(String name) {
    int colon = name.indexOf(':');
    return colon < 0 ? "" : name.substring(0, colon);
  }

  private static String local(String name) {
    return name.substring(name.indexOf(':') + 1);
  }
}
