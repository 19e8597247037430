package dev.slugline.ingest.page.script;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.ingest.page.script.StateWords.Kind;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object or a list in a page's data that a walk has entered and not yet left. */
final class StateFrame {
  private static final int MOST_PARTS = 12;
  private static final int MOST_TRIED = 40;
  private static final String FOLLOWING = ",.;:!?)]\u201d\u2019'\u00bb\u3002\u3001";

  private final JsonNode node;
  private final @Nullable StateFrame parent;
  private final Kind type;
  private final int start;
  private final boolean text;
  private final boolean flows;
  private final boolean record;
  private final Iterator<Map.Entry<String, JsonNode>> fields;
  private final Iterator<JsonNode> elements;
  private final List<int[]> parts = new ArrayList<>();
  private JsonNode child;
  private StatePieces.@Nullable Line line;
  private final int ranAtStart;
  private int ranFrom = -1;

  StateFrame(JsonNode node, String key, @Nullable StateFrame parent, Kind type, int start) {
    this.node = node;
    this.parent = parent;
    this.type = type;
    this.start = start;
    this.child = node;
    this.fields = node.properties().iterator();
    this.elements = node.elements();
    this.line = parent == null ? null : parent.line;
    this.ranAtStart = line == null ? 0 : line.length();
    StateFrame list = parent != null && parent.isList() ? parent : null;
    boolean listed = list != null;
    boolean named = parent != null && !listed && StateWords.key(key) == Kind.TEXT;
    this.text = named || (list != null && list.text);
    this.flows = named || listed;
    this.record =
        node.isObject()
            && line == null
            && type != Kind.INLINE
            && StateWords.isRecord(node, !listed || text);
  }

  JsonNode node() {
    return node;
  }

  @Nullable StateFrame parent() {
    return parent;
  }

  int start() {
    return start;
  }

  boolean isList() {
    return node.isArray();
  }

  /** Whether it stands where texts stand. */
  boolean isText() {
    return text;
  }

  /** Whether its text is part of the text around it. */
  boolean flows() {
    return flows && !record;
  }

  /** Whether it is a part of a list of blocks, which may have a heading of its own. */
  boolean isPart() {
    return node.isObject()
        && text
        && !record
        && line == null
        && type == Kind.OTHER
        && parent != null
        && parent.isList();
  }

  boolean hasNext() {
    return isList() ? elements.hasNext() : fields.hasNext();
  }

  /** Goes to the next child; its name, none in a list. */
  String next() {
    if (isList()) {
      child = elements.next();
      return "";
    }
    Map.Entry<String, JsonNode> field = fields.next();
    child = field.getValue();
    return field.getKey();
  }

  JsonNode child() {
    return child;
  }

  /** Notes that a text in it has been added to its paragraph; the same text again is none. */
  void ran(int from) {
    if (line != null && !isList() && line.length() > from) {
      boolean copy = ranFrom >= 0 && line.cutCopy(ranFrom, from);
      ranFrom = copy ? ranFrom : from;
    }
  }

  /** How long its paragraph was when it was entered. */
  int ranAtStart() {
    return ranAtStart;
  }

  StatePieces.@Nullable Line line() {
    return line;
  }

  void line(StatePieces.Line own) {
    line = own;
  }

  /** Whether all the text in it is one paragraph. */
  boolean startsLine() {
    return type == Kind.PARAGRAPH
        || type == Kind.ITEM
        || (isList() && line == null && text && isRunning());
  }

  /** Whether the pieces of a list run on from one to the next, as those of a sentence do. */
  private boolean isRunning() {
    String before = "";
    boolean runs = false;
    for (int i = 0; i < Math.min(node.size(), MOST_TRIED); i++) {
      JsonNode each = node.path(i);
      String own = each.isObject() ? leaf(each) : each.textValue();
      boolean inline = each.isObject() && StateWords.type(each) == Kind.INLINE;
      if ((own == null && !inline) || (own != null && own.startsWith("<"))) {
        return false;
      }
      String piece = own == null ? "" : own;
      if (!before.isEmpty() && !piece.isEmpty()) {
        char c = piece.charAt(0);
        boolean open = before.endsWith(" ") && !Prose.endsSentence(before);
        runs |= open || c == ' ' || Character.isLowerCase(c) || FOLLOWING.indexOf(c) >= 0;
      }
      before = piece;
    }
    return runs;
  }

  private static @Nullable String leaf(JsonNode object) {
    for (String name : List.of("text", "value", "content")) {
      String text = object.path(name).textValue();
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  /** Notes that a child has added these pieces. */
  void part(int from, int to) {
    if (to > from) {
      parts.add(new int[] {from, to});
    }
  }

  /** Whether it holds texts under so many names that it is a list of phrases. */
  boolean isCatalogue() {
    return !isList() && parts.size() > MOST_PARTS;
  }

  /** Of children that begin alike, as HTML and plain text of one body do, keeps the longest. */
  void copies(StatePieces pieces) {
    for (int i = 0; i < parts.size(); i++) {
      for (int j = i + 1; j < parts.size(); j++) {
        int[] one = parts.get(i);
        int[] other = parts.get(j);
        String start = pieces.start(one[0], one[1]);
        if (!start.isEmpty() && start.equals(pieces.start(other[0], other[1]))) {
          boolean first = pieces.length(one[0], one[1]) >= pieces.length(other[0], other[1]);
          int[] shorter = first ? other : one;
          pieces.clear(shorter[0], shorter[1]);
        }
      }
    }
  }
}
