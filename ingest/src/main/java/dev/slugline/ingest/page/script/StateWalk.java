package dev.slugline.ingest.page.script;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.ingest.clean.HtmlText;
import dev.slugline.ingest.page.script.StateWords.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.BiConsumer;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * One walk through the data of a page, which gathers its texts: what stands in a list of blocks, or
 * in a tree of them, is one text, and so is a long string. A text ends where an object has a
 * headline and an address of its own, or where the name above it is not one of texts. Each value is
 * visited three times at most; nothing is recursive. Not thread-safe.
 */
final class StateWalk {
  private static final int DEEPEST = 400;
  private static final int MOST_VISITS = 3;
  private static final int LONG_STRING = 400;

  /** No article is so long; what is so long takes its time. */
  private static final int LONGEST_STRING = 1_000_000;

  private final StateLinks links;
  private final StateBudget budget;
  private final int depth;
  private final BiConsumer<String, StateFrame> found;
  private final StatePieces pieces = new StatePieces();
  private final Deque<StateFrame> open = new ArrayDeque<>();
  private final Deque<JsonNode> later = new ArrayDeque<>();
  private final IdentityHashMap<JsonNode, Integer> visits = new IdentityHashMap<>();

  /**
   * @param found takes each text, with the place where it ends
   */
  StateWalk(StateLinks links, StateBudget budget, int depth, BiConsumer<String, StateFrame> found) {
    this.links = links;
    this.budget = budget;
    this.depth = depth;
    this.found = found;
  }

  /** Walks through a value, and then to what of it only a value that is nowhere names. */
  void over(JsonNode root) {
    through(links.resolved(root));
    while (!later.isEmpty()) {
      JsonNode value = later.pop();
      if (!visits.containsKey(value)) {
        through(value);
      }
    }
  }

  private void through(JsonNode root) {
    enter("", root, null);
    while (!open.isEmpty()) {
      StateFrame frame = open.element();
      if (!budget.isOver() && frame.hasNext()) {
        String key = frame.next();
        child(frame, key, links.resolved(frame.child()));
      } else {
        leave(open.pop());
      }
    }
  }

  private void child(StateFrame frame, String key, JsonNode value) {
    Kind kind = frame.isList() ? Kind.OTHER : StateWords.key(key);
    if (kind == Kind.APART || !budget.take()) {
      return;
    }
    if (!frame.isList() && value.isContainerNode() && links.isMeant(key)) {
      later.add(value);
    } else if (value.isTextual()) {
      boolean text = frame.isList() ? frame.isText() : kind == Kind.TEXT;
      text(frame, key, value.textValue(), text);
    } else if (value.isContainerNode() && value.size() > 0) {
      enter(key, value, frame);
    }
  }

  private void enter(String key, JsonNode node, @Nullable StateFrame parent) {
    boolean again = visits.merge(node, 1, Integer::sum) > MOST_VISITS;
    Kind type = node.isObject() ? StateWords.type(node) : Kind.OTHER;
    if (again || type == Kind.APART || open.size() > DEEPEST) {
      return;
    }
    JsonNode value = StateLinks.isFlat(node) && parent == null ? StateLinks.unfolded(node) : node;
    StateFrame frame = new StateFrame(value, key, parent, type, pieces.size());
    if (frame.startsLine()) {
      frame.line(pieces.line(type == Kind.ITEM));
    }
    String heading = frame.isPart() ? StateWords.heading(node) : null;
    if (heading != null) {
      pieces.add(heading);
    }
    open.push(frame);
  }

  private void text(StateFrame frame, String key, String string, boolean isText) {
    JsonNode inner = ScriptData.read(string, depth, budget);
    if (inner != null) {
      enter(key, inner, frame);
      return;
    }
    if (string.length() > LONGEST_STRING) {
      return;
    }
    if (isText) {
      int start = pieces.size();
      StatePieces.Line line = frame.line();
      if (line != null) {
        int length = line.length();
        boolean html = HtmlText.looksLikeHtml(string);
        line.add(html ? HtmlText.of(string) : Parser.unescapeEntities(string, false));
        frame.ran(length);
      } else {
        pieces.add(GivenText.of(string).text());
      }
      frame.part(start, pieces.size());
    } else if (string.length() >= LONG_STRING && string.indexOf(' ') > 0) {
      found.accept(GivenText.of(string).text(), frame);
    }
  }

  private void leave(StateFrame frame) {
    if (frame.isCatalogue()) {
      pieces.cut(frame.start());
    } else if (!frame.isList()) {
      frame.copies(pieces);
    }
    StateFrame parent = frame.parent();
    if (parent != null && frame.flows()) {
      if (parent.line() == frame.line()) {
        parent.ran(frame.ranAtStart());
      }
      parent.part(frame.start(), pieces.size());
    } else {
      found.accept(pieces.text(frame.start()), frame);
      pieces.cut(frame.start());
    }
  }

  /** The places where the walk is, for those who ask of what is around: innermost first. */
  static List<StateFrame> around(StateFrame frame, int most) {
    List<StateFrame> frames = new ArrayList<>();
    for (StateFrame at = frame; at != null && frames.size() < most; at = at.parent()) {
      frames.add(at);
    }
    return frames;
  }
}
