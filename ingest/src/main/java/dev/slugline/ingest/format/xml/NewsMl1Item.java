package dev.slugline.ingest.format.xml;

import dev.slugline.ingest.article.Article.Association;
import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Field;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a NewsML 1 item says of itself: who sends it, how it is named, whether it may be used. */
final class NewsMl1Item {
  /** What may follow the number of a revision in an identifier. */
  private static final Set<String> UPDATES = Set.of("", "N", "U", "A");

  private NewsMl1Item() {}

  /** Fills the draft with the item's identity and management, and with the envelope's sender. */
  static void management(XmlElement item, XmlElement document, Draft draft) {
    XmlElement envelope = document.child("NewsEnvelope");
    if (envelope != null) {
      draft.set(Field.SOURCE_NAME, party(envelope.child("SentFrom")));
      draft.set(Field.SOURCE_SERVICE, formalName(envelope.child("NewsService")));
    }
    XmlElement identification = item.child("Identification");
    XmlElement identifier = identification == null ? null : identification.child("NewsIdentifier");
    if (identifier != null) {
      identity(identifier, draft);
    }
    XmlElement management = item.child("NewsManagement");
    if (management != null) {
      draft.set(Field.PUBLISHED, management.childText("ThisRevisionCreated"));
      draft.set(Field.PUBLISHED, management.childText("FirstCreated"));
      draft.set(Field.UPDATED, management.childText("ThisRevisionCreated"));
      draft.set(Field.URGENCY, formalName(management.child("Urgency")));
      status(management, draft);
      relations(management, draft);
    }
  }

  /** The public identifier names one revision, the id of an article holds for all of them. */
  private static void identity(XmlElement identifier, Draft draft) {
    String provider = identifier.childText("ProviderId");
    String revision = identifier.childText("RevisionId");
    String item = identifier.childText("NewsItemId");
    String day = identifier.childText("DateId");
    String whole = identifier.childText("PublicIdentifier");
    if (whole == null && item != null) {
      whole = "urn:newsml:" + provider + ':' + day + ':' + item;
    } else if (whole != null && revision != null) {
      int colon = whole.lastIndexOf(':');
      String last = whole.substring(colon + 1);
      boolean ends =
          last.startsWith(revision) && UPDATES.contains(last.substring(revision.length()));
      whole = colon > 0 && ends ? whole.substring(0, colon) : whole;
    }
    draft.set(Field.ID, whole);
    draft.set(Field.VERSION, revision);
    draft.set(Field.SOURCE_DOMAIN, provider != null && provider.contains(".") ? provider : null);
    if (draft.get(Field.SOURCE_NAME) == null) {
      draft.set(Field.SOURCE_NAME, provider);
    }
  }

  private static void status(XmlElement management, Draft draft) {
    String status = lower(formalName(management.child("Status")));
    XmlElement change = management.child("StatusWillChange");
    String at = change == null ? null : change.childText("DateAndTime");
    String future = change == null ? "" : lower(formalName(change.child("FutureStatus")));
    switch (status) {
      case "canceled", "cancelled" -> draft.set(Field.RETRACTION_KIND, "canceled");
      case "withheld" -> draft.set(Field.RETRACTION_KIND, "withheld");
      case "embargoed" -> {
        boolean released = at != null && (future.isEmpty() || future.equals("usable"));
        draft.set(Field.EMBARGOED, released ? at : NitfHead.NO_END);
      }
      default -> {
        boolean ends = future.startsWith("cancel") || future.equals("withheld");
        draft.set(Field.EXPIRES, ends ? at : null);
      }
    }
    for (XmlElement instruction : management.children("Instruction")) {
      String said = lower(formalName(instruction));
      if (said.contains("correct") || said.contains("rectif")) {
        draft.set(Field.CORRECTION, "correction");
      }
    }
  }

  private static void relations(XmlElement management, Draft draft) {
    for (String relation : new String[] {"AssociatedWith", "DerivedFrom"}) {
      for (XmlElement other : management.children(relation)) {
        String uri = other.attribute("NewsItem");
        if (uri != null && !uri.isBlank()) {
          draft.associations().add(new Association(relation, null, uri.strip(), null, null));
        }
      }
    }
  }

  /** The name of the first party within; null: none. */
  static @Nullable String party(@Nullable XmlElement holder) {
    XmlElement party = holder == null ? null : holder.child("Party");
    return formalName(party);
  }

  static @Nullable String formalName(@Nullable XmlElement element) {
    String name = element == null ? null : element.attribute("FormalName");
    return name == null || name.isBlank() ? null : name.strip();
  }

  static String lower(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }
}
