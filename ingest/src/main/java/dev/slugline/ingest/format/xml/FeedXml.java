package dev.slugline.ingest.format.xml;

import dev.slugline.ingest.format.Deadline;
import dev.slugline.ingest.format.Decoded;
import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Field;
import dev.slugline.ingest.format.Format;
import dev.slugline.ingest.format.Found;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem.Broken;
import dev.slugline.ingest.format.ParsedItem.Skipped;
import dev.slugline.ingest.format.RawRecord;
import dev.slugline.ingest.format.SharedIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * RSS 0.9 to 2.0 and Atom 0.3 and 1.0: an article for each item or entry. Where the document is
 * ill-formed its sound items are articles all the same, with a warning. An item alone, as a dead
 * letter keeps it, is read too; a list of feeds (OPML) is skipped.
 */
public final class FeedXml implements Format {
  /** The namespace of {@code rdf:about} and {@code rdf:resource}. */
  static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

  private static final String RSS = "rss";
  private static final String ATOM = "atom";
  private static final String ILL_FORMED = "ill-formed-xml";

  @Override
  public boolean accepts(String contentType) {
    return contentType.endsWith("xml");
  }

  @Override
  public boolean matches(String text) {
    return FeedSniffer.isFeed(text);
  }

  @Override
  public @Nullable String name(String text) {
    RootTag root = RootTag.of(text);
    String first = root == null ? "rss" : root.name().toLowerCase(Locale.ROOT);
    return switch (first) {
      case "opml" -> null;
      case "feed", "entry", "deleted-entry" -> ATOM;
      default -> RSS;
    };
  }

  @Override
  public List<Found> read(RawRecord raw, Decoded decoded, Limits limits, Deadline deadline) {
    XmlDocument document;
    try {
      document = XmlReader.lenient(decoded, limits, deadline);
    } catch (XmlProblem e) {
      return List.of(new Found.Other(new Broken(e.code(), e.reason(), raw.value())));
    }
    Reading reading = new Reading(document);
    for (XmlElement item : items(document.root(), limits.maxItems() + 1)) {
      if (deadline.passed()) {
        return reading.found;
      }
      reading.item(item);
    }
    SharedIds.drop(reading.drafts);
    XmlProblem problem = document.root().problem();
    if (reading.found.isEmpty() && problem != null) {
      return List.of(new Found.Other(new Broken(problem.code(), problem.reason(), raw.value())));
    }
    if (reading.found.isEmpty()) {
      String what = document.root().name().equalsIgnoreCase("opml") ? "feed-list" : "empty";
      return List.of(new Found.Other(new Skipped(what)));
    }
    return reading.found;
  }

  /** The items wherever they stand, but for those within another. */
  private static List<XmlElement> items(XmlElement root, int most) {
    List<XmlElement> found = new ArrayList<>();
    int[] within = new int[1];
    root.walk(
        element -> {
          if (isItem(element)) {
            if (within[0] == 0 && found.size() < most) {
              found.add(element);
            }
            within[0]++;
          }
        },
        text -> {},
        left -> within[0] -= isItem(left) ? 1 : 0);
    return found;
  }

  private static boolean isItem(XmlElement element) {
    XmlElement parent = element.parent();
    boolean own = parent != null && parent.space().equals(element.space());
    FeedSpace space = FeedSpace.of(element.space());
    return switch (element.name().toLowerCase(Locale.ROOT)) {
      case "item" -> own || space == FeedSpace.RSS;
      case "entry" -> own || space == FeedSpace.ATOM || space == FeedSpace.RSS;
      case "deleted-entry" -> space == FeedSpace.TOMBSTONES;
      default -> false;
    };
  }

  /** The items of one document, as they are found. */
  private static final class Reading {
    private final XmlDocument document;
    private final Map<XmlElement, FeedChannel> channels = new HashMap<>();
    private final List<Found> found = new ArrayList<>();
    private final List<Draft> drafts = new ArrayList<>();

    Reading(XmlDocument document) {
      this.document = document;
    }

    void item(XmlElement item) {
      XmlProblem problem = item.problem();
      if (problem != null) {
        String reason = "%s: %s".formatted(item, problem.reason());
        found.add(new Found.Other(new Broken(problem.code(), reason, document.bytes(item))));
        return;
      }
      boolean rss = item.name().equalsIgnoreCase("item");
      Draft draft = new Draft(rss ? RSS : ATOM, document.bytes(item));
      if (!document.illFormed().isEmpty()) {
        draft.warnings().add(ILL_FORMED);
      }
      FeedChannel channel = channel(item.parent(), rss);
      if (rss) {
        RssItem.fill(item, channel, draft);
      } else if (item.name().equalsIgnoreCase("entry")) {
        AtomEntry.fill(item, channel, draft);
      } else {
        AtomEntry.deleted(item, channel, draft);
      }
      if (isMedia(draft)) {
        found.add(new Found.Other(new Skipped("media")));
        return;
      }
      drafts.add(draft);
      found.add(new Found.Text(draft));
    }

    /** A picture or a film without a word. */
    private static boolean isMedia(Draft draft) {
      return draft.get(Field.TITLE) == null
          && draft.get(Field.BODY) == null
          && draft.get(Field.SUMMARY) == null
          && draft.get(Field.RETRACTION_KIND) == null
          && !draft.associations().isEmpty();
    }

    /** In RSS 0.9 and 1.0 the channel stands beside its items. */
    private FeedChannel channel(@Nullable XmlElement parent, boolean rss) {
      if (parent == null) {
        return FeedChannel.NONE;
      }
      return channels.computeIfAbsent(
          parent,
          around -> {
            if (!rss) {
              return FeedChannel.atom(around);
            }
            XmlElement beside = around.child("channel");
            return FeedChannel.rss(beside == null ? around : beside);
          });
    }
  }
}
