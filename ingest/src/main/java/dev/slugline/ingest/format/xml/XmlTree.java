package dev.slugline.ingest.format.xml;

import dev.slugline.ingest.format.Deadline;
import dev.slugline.ingest.format.Limits;
import org.jspecify.annotations.Nullable;

/**
 * Elements as they are told of, put at their places in the text. What is nested deeper than the
 * limit is not kept, and what it stands in is marked. Not thread-safe.
 */
final class XmlTree {
  private final XmlTokens tokens;
  private final Limits limits;
  private final Deadline deadline;
  private @Nullable XmlElement root;
  private @Nullable XmlElement open;
  private int depth;
  private boolean empty;

  XmlTree(String text, Limits limits, Deadline deadline) {
    this.tokens = new XmlTokens(text);
    this.limits = limits;
    this.deadline = deadline;
  }

  /** The outermost element; null: there was none yet. */
  @Nullable XmlElement root() {
    return root;
  }

  /** An element begins; null: too deep to be kept. */
  @Nullable XmlElement open(String name, String space) throws XmlProblem {
    XmlTokens.Kind kind = tokens.next();
    while (kind != XmlTokens.Kind.OPEN
        && kind != XmlTokens.Kind.EMPTY
        && kind != XmlTokens.Kind.END) {
      kind = tokens.next();
    }
    empty = kind == XmlTokens.Kind.EMPTY;
    depth++;
    XmlElement made = element(name, space, tokens, open, depth, limits, deadline);
    if (made == null) {
      return null;
    }
    root = root == null ? made : root;
    open = made;
    return made;
  }

  /** The innermost element ends. */
  void close() {
    XmlTokens.Kind kind = empty ? XmlTokens.Kind.CLOSE : tokens.next();
    while (kind != XmlTokens.Kind.CLOSE && kind != XmlTokens.Kind.END) {
      kind = tokens.next();
    }
    empty = false;
    if (open != null && depth <= limits.xmlDepth()) {
      open.endAt(tokens.end());
      open = open.parent();
    }
    depth--;
  }

  void text(String text) {
    if (open != null && depth <= limits.xmlDepth()) {
      open.append(text);
    }
  }

  /**
   * The element of the tag at hand.
   *
   * @return null: it is too deep, and {@code parent} has been marked
   * @throws XmlProblem when the time is over
   */
  static @Nullable XmlElement element(
      String name,
      String space,
      XmlTokens at,
      @Nullable XmlElement parent,
      int depth,
      Limits limits,
      Deadline deadline)
      throws XmlProblem {
    if (deadline.passed()) {
      throw new XmlProblem(
          "time-budget",
          "not read within %d ms, up to line %d".formatted(limits.budget().toMillis(), at.line()));
    }
    if (depth <= limits.xmlDepth() || parent == null) {
      return new XmlElement(name, space, parent, at.start(), at.line(), at.column());
    }
    if (parent.problem() == null) {
      parent.mark(
          new XmlProblem(
              "over-limit",
              "XML is nested more than xml.max.depth=%d deep at line %d, column %d"
                  .formatted(limits.xmlDepth(), at.line(), at.column())));
    }
    return null;
  }
}
