package dev.slugline.ingest.format.xml;

import dev.slugline.ingest.article.Article.Keyword;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names and codes of the concepts that a NewsML-G2 item refers to: a subject, a person, a genre. A
 * concept is given by a QCode, whose alias of a catalogue is kept as the scheme, by a URI or by a
 * literal; its name stands with it or in an {@code assert} of the same item.
 */
final class G2Concepts {
  private final Map<String, XmlElement> asserts = new HashMap<>();
  private final String language;

  G2Concepts(XmlElement item) {
    String said = item.xmlAttribute("lang");
    this.language = said == null ? "" : said.toLowerCase(Locale.ROOT);
    for (XmlElement told : item.children("assert")) {
      for (String key : List.of("qcode", "uri", "literal")) {
        String value = told.attribute(key);
        if (value != null) {
          asserts.putIfAbsent(value.strip(), told);
        }
      }
    }
  }

  /** The code without its scheme: of a QCode, of a URI, else the literal. Empty: none. */
  static String code(@Nullable XmlElement concept) {
    Keyword parts = concept == null ? null : parts(concept, "");
    String literal = concept == null ? null : concept.attribute("literal");
    if (parts != null && parts.code() != null) {
      return parts.code();
    }
    return literal == null ? "" : literal.strip();
  }

  /** The name for a reader; null: there is only a code, or nothing. */
  @Nullable String name(@Nullable XmlElement concept) {
    if (concept == null) {
      return null;
    }
    String name = ownName(concept);
    for (String key : List.of("qcode", "uri", "literal")) {
      String value = concept.attribute(key);
      XmlElement told = value == null || name != null ? null : asserts.get(value.strip());
      name = told == null ? name : ownName(told);
    }
    String literal = concept.attribute("literal");
    return name == null && literal != null && !literal.isBlank() ? literal.strip() : name;
  }

  /** The English name, else one in the item's language, else the first. */
  private @Nullable String ownName(XmlElement concept) {
    String best = null;
    int rank = 3;
    for (XmlElement name : concept.children("name")) {
      String text = name.text().strip();
      int own = rank(name.xmlAttribute("lang"));
      if (own < rank && !text.isEmpty()) {
        best = text;
        rank = own;
      }
    }
    return best;
  }

  private int rank(@Nullable String nameLanguage) {
    if (nameLanguage == null) {
      return 1;
    }
    String lower = nameLanguage.toLowerCase(Locale.ROOT);
    if (lower.equals("en") || lower.startsWith("en-")) {
      return 0;
    }
    return lower.equals(language) ? 1 : 2;
  }

  /** The concept as a subject; a code without a name is its own name. Null: it says nothing. */
  @Nullable Keyword keyword(XmlElement concept) {
    String name = name(concept);
    Keyword parts = parts(concept, name == null ? "" : name);
    if (name != null || parts.code() == null) {
      return name == null ? null : parts;
    }
    return new Keyword(parts.scheme(), parts.code(), parts.code());
  }

  private static Keyword parts(XmlElement concept, String name) {
    String qcode = concept.attribute("qcode");
    if (qcode != null && !qcode.isBlank()) {
      int colon = qcode.indexOf(':');
      String scheme = colon < 0 ? null : qcode.substring(0, colon).strip();
      return new Keyword(scheme, qcode.substring(colon + 1).strip(), name);
    }
    String uri = concept.attribute("uri");
    if (uri == null || uri.isBlank()) {
      return new Keyword(null, null, name);
    }
    String whole = uri.strip();
    int cut = Math.max(whole.lastIndexOf('/'), whole.lastIndexOf('#')) + 1;
    boolean split = cut > 0 && cut < whole.length();
    return new Keyword(
        split ? whole.substring(0, cut) : null, split ? whole.substring(cut) : whole, name);
  }
}
