package dev.slugline.ingest.format.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.ingest.format.Draft;
import dev.slugline.ingest.format.Field;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The single-valued fields of a ninjs item: its identity, status, dates, source and rights. */
final class NinjsFields {
  /** The names of all generations, in lower case; the first that is there counts. */
  private static final Map<Field, List<String>> NAMES = new EnumMap<>(Field.class);

  static {
    NAMES.put(Field.ID, List.of("uri"));
    NAMES.put(Field.VERSION, List.of("version"));
    NAMES.put(
        Field.PUBLISHED,
        List.of("firstpublished", "firstcreated", "versioncreated", "contentcreated"));
    NAMES.put(Field.UPDATED, List.of("versioncreated", "contentmodified"));
    NAMES.put(Field.EXPIRES, List.of("expires"));
    NAMES.put(Field.LANGUAGE, List.of("language"));
    NAMES.put(Field.SLUGLINE, List.of("slugline"));
    NAMES.put(Field.URGENCY, List.of("urgency"));
    NAMES.put(Field.DATELINE, List.of("dateline", "located"));
    NAMES.put(Field.ED_NOTE, List.of("ednote"));
    NAMES.put(Field.COPYRIGHT, List.of("copyrightnotice", "copyrightholder"));
    NAMES.put(Field.USAGE_TERMS, List.of("usageterms"));
    NAMES.put(Field.SECTION, List.of("section"));
    NAMES.put(Field.URL, List.of("url", "link", "canonicalurl"));
  }

  private NinjsFields() {}

  static void read(NinjsObject item, Draft draft) {
    NAMES.forEach((field, names) -> read(item, field, names, draft));
    draft.set(Field.EMBARGOED, embargo(item.value("embargoed")));
    draft.set(Field.GENRE, genre(item));
    authors(item, draft);
    source(item, draft);
    String uri = item.text("uri");
    if (uri != null && uri.indexOf(':') > 0) {
      // it is unique as it is, and a kill that names no source has to find its article
      draft.set(Field.ID_SPACE, "uri");
      draft.set(Field.SOURCE_DOMAIN, domain(uri));
    }
    if (draft.get(Field.URL) == null) {
      String page = NinjsAssociations.page(item);
      draft.set(Field.URL, page == null ? uri : page);
    }
  }

  private static void read(NinjsObject item, Field field, List<String> names, Draft draft) {
    for (String name : names) {
      if (item.has(name) && item.value(name).isValueNode()) {
        draft.set(field, item.text(name));
      } else if (item.has(name) && !name.equals("dateline")) {
        draft.warnings().add("wrong-type:" + name);
      }
      if (draft.get(field) != null) {
        return;
      }
    }
  }

  /** An embargo; what is none that can be read must not pass for none. */
  static @Nullable String embargo(JsonNode value) {
    if (value.isTextual() || value.isNumber()) {
      return value.asText();
    }
    boolean no = value.isBoolean() && !value.booleanValue();
    boolean none = no || value.isMissingNode() || value.isNull();
    return none ? null : "a JSON " + value.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is withdrawn, why, and whether it corrects what was sent before. */
  static void status(NinjsObject item, Draft draft) {
    String status = item.text("pubstatus");
    String lower = status == null ? "" : status.strip().toLowerCase(Locale.ROOT);
    if (lower.equals("canceled") || lower.equals("cancelled")) {
      draft.set(Field.RETRACTION_KIND, "canceled");
    } else if (lower.equals("withheld")) {
      draft.set(Field.RETRACTION_KIND, "withheld");
    }
    if (draft.get(Field.RETRACTION_KIND) != null) {
      draft.set(Field.RETRACTION_REASON, item.text("ednote"));
    }
    for (JsonNode one : item.list("signal", "signals")) {
      NinjsObject signal = new NinjsObject(one);
      String code = one.isTextual() ? one.asText() : signal.text("code", "literal", "uri", "name");
      if (code != null && isCorrection(code)) {
        draft.set(Field.CORRECTION, "signal");
      }
    }
  }

  /** Whether a signal, as a word, a QCode or an address, says that a version is a correction. */
  static boolean isCorrection(String signal) {
    String lower = signal.strip().toLowerCase(Locale.ROOT);
    return lower.endsWith("correction") || lower.endsWith("corrective");
  }

  /** The name of the genre, else its code, else the end of its address. */
  private static @Nullable String genre(NinjsObject item) {
    String name = item.name("genres", "genre");
    for (JsonNode one : item.list("genres", "genre")) {
      String uri = new NinjsObject(one).text("code", "uri");
      if (name == null && uri != null) {
        name = uri.substring(uri.lastIndexOf('/') + 1);
      }
    }
    return name;
  }

  private static void authors(NinjsObject item, Draft draft) {
    for (JsonNode one : item.list("authors")) {
      String name = one.isTextual() ? one.asText() : new NinjsObject(one).text("name");
      if (name != null) {
        draft.authors().add(name);
      }
    }
    String byline = item.text("by", "byline");
    if (draft.authors().isEmpty() && byline != null) {
      draft.authors().addAll(NinjsByline.names(byline));
    }
  }

  private static void source(NinjsObject item, Draft draft) {
    draft.set(Field.SOURCE_NAME, item.name("source", "provider", "infosources", "infosource"));
    if (draft.get(Field.SOURCE_NAME) == null) {
      draft.set(Field.SOURCE_NAME, item.text("copyrightholder"));
    }
    draft.set(Field.SOURCE_SERVICE, item.name("service", "services"));
  }

  /** The provider that an address, a {@code urn:newsml:} or a {@code tag:} names. */
  private static @Nullable String domain(String uri) {
    String[] parts = uri.split("[:,]", 4);
    boolean newsml = uri.startsWith("urn:newsml:") && parts.length > 3;
    if (newsml || (uri.startsWith("tag:") && parts.length > 2)) {
      String provider = parts[newsml ? 2 : 1];
      return provider.indexOf('.') > 0 ? provider : null;
    }
    return host(uri);
  }

  static @Nullable String host(@Nullable String url) {
    if (url == null || !(url.startsWith("http://") || url.startsWith("https://"))) {
      return null;
    }
    try {
      String host = URI.create(url.strip()).getHost();
      return host != null && host.startsWith("www.") ? host.substring(4) : host;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
