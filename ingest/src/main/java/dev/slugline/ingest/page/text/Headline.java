package dev.slugline.ingest.page.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of a page that is its article's headline. */
final class Headline {
  private static final int FEWEST = 8;
  private static final int LEAD = 40;
  private static final int LEAST_LEAD = 15;

  private Headline() {}

  /** The heading that says what the title says; else the first large one; null: none. */
  static @Nullable Part of(List<Part> parts, @Nullable String title) {
    String bare = title == null ? "" : Letters.bare(title);
    Part large = null;
    Part same = null;
    for (Part part : parts) {
      boolean first = part.block.normalName().equals("h1");
      if (isSame(part.bare(), bare) && (first || (same == null && !isLinked(part)))) {
        if (first) {
          return part;
        }
        same = part;
      }
      if (first && large == null) {
        large = part;
      }
    }
    return same != null ? same : large;
  }

  private static boolean isLinked(Part part) {
    return part.isMostlyLinks() && !part.isHeading();
  }

  static boolean isSame(String one, String other) {
    int least = Math.min(one.length(), other.length());
    return least >= FEWEST
        && Math.max(one.length(), other.length()) < 2 * least
        && (one.startsWith(other) || other.startsWith(one));
  }

  /** The first letters of a description; empty: too few to tell a text by. */
  static String head(String description) {
    String bare = Letters.bare(description);
    return bare.length() < LEAST_LEAD ? "" : bare.substring(0, Math.min(LEAD, bare.length()));
  }

  /** The part with the words by which the page is described; null: none. */
  static @Nullable Part described(Layout layout, List<String> descriptions) {
    for (String each : descriptions) {
      String head = head(each);
      for (Part part : head.isEmpty() ? List.<Part>of() : layout.parts()) {
        if (part.weight >= LEAST_LEAD
            && !part.block.normalName().equals("h1")
            && !part.isMostlyLinks()
            && part.bare().contains(head)) {
          return part;
        }
      }
    }
    return null;
  }
}
