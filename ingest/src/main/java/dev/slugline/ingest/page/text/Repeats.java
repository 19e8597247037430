package dev.slugline.ingest.page.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Leaves out what a page says twice: quotations pulled out of the text, leads that are shown again.
 */
final class Repeats {
  private static final int SHORTEST = 30;
  private static final int LONGEST_PULLED = 400;
  private static final int MOST_PULLED = 100;
  private static final int SOURCE = 60;

  private Repeats() {}

  /** A paragraph that looks the same both times is the author's own repetition and stays. */
  static void leave(List<Part> parts, Looks looks) {
    Map<String, Part> seen = new HashMap<>();
    StringBuilder all = new StringBuilder();
    for (Part part : parts) {
      if (part.isTaken() && part.weight >= SHORTEST) {
        String bare = part.bare();
        Part before = seen.putIfAbsent(bare, part);
        if (before == null) {
          all.append(bare).append('\n');
        } else if (!Looks.areAlike(part, before)) {
          (looks.isUsual(part) ? before : part).leave("said twice");
        }
      }
    }
    int asked = 0;
    for (Part part : parts) {
      boolean pulled =
          part.isTaken()
              && !part.isHeading()
              && part.weight >= SHORTEST
              && part.weight < LONGEST_PULLED
              && !looks.isUsual(part);
      if (pulled && asked++ < MOST_PULLED) {
        String bare = part.bare();
        if (all.indexOf(bare) != all.lastIndexOf(bare)) {
          part.leave("said again");
          leaveSource(parts, part, looks);
        }
      }
    }
  }

  /** Who is quoted goes with the quotation. */
  private static void leaveSource(List<Part> parts, Part quote, Looks looks) {
    int next = quote.index + 1;
    if (next < parts.size()) {
      Part source = parts.get(next);
      boolean beside = Objects.equals(source.block.parent(), quote.block.parent());
      if (beside && source.weight <= SOURCE && !source.endsSentence() && !looks.isUsual(source)) {
        source.leave("said again");
      }
    }
  }
}
