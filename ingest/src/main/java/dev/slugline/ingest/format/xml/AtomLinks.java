package dev.slugline.ingest.format.xml;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The links of Atom, which RSS borrows. */
final class AtomLinks {
  private static final String REGISTRY = "http://www.iana.org/assignments/relation/";

  private AtomLinks() {}

  /**
   * The address of the page: an alternate, the one that is HTML before others.
   *
   * @return null: there is none
   */
  static @Nullable String page(FeedFields fields, @Nullable String base) {
    XmlElement best = null;
    for (XmlElement link : fields.all(FeedSpace.ATOM, "link")) {
      boolean page = relation(link).equals("alternate") && link.attribute("href") != null;
      if (page && (best == null || (!isPage(best) && isPage(link)))) {
        best = link;
      }
    }
    return best == null ? null : FeedLinks.absolute(best, best.attribute("href"), base);
  }

  /** The address of the first link of this relation; null: there is none. */
  static @Nullable String href(FeedFields fields, String relation, @Nullable String base) {
    for (XmlElement link : fields.all(FeedSpace.ATOM, "link")) {
      String href = FeedLinks.absolute(link, link.attribute("href"), base);
      if (relation(link).equals(relation) && href != null) {
        return href;
      }
    }
    return null;
  }

  private static boolean isPage(XmlElement link) {
    String type = link.attribute("type");
    return type == null || type.isBlank() || type.toLowerCase(Locale.ROOT).contains("html");
  }

  private static String relation(XmlElement link) {
    String relation = link.attribute("rel");
    if (relation == null || relation.isBlank()) {
      return "alternate";
    }
    String lower = relation.strip().toLowerCase(Locale.ROOT);
    return lower.startsWith(REGISTRY) ? lower.substring(REGISTRY.length()) : lower;
  }
}
