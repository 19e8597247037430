package dev.slugline.ingest.format.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.ingest.clean.HtmlText;
import dev.slugline.ingest.clean.TextCleaner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The variants in which a ninjs item has its headline, its body or its description, and the choice
 * among them. Generation 1 has them under names such as {@code body_xhtml}, the later ones as
 * elements with {@code role}, {@code contentType} and {@code value}.
 */
final class NinjsTexts {
  /** What may be said of the form of a text, and says nothing of what it is. */
  private static final Set<String> FORMS =
      Set.of("", "text", "html", "xhtml", "html5", "nitf", "richtext", "plain", "body", "headline");

  private static final int HEAD = 500;

  /** How a text is written, the best of an article first: structure is kept, and none is lost. */
  private enum Form {
    HTML,
    NITF,
    PLAIN,
    XML
  }

  private record Variant(String role, Form form, String value) {
    int rank() {
      return role.equals("main") ? 0 : FORMS.contains(role) || role.endsWith("html5") ? 1 : 2;
    }

    String text() {
      return form == Form.PLAIN ? value : MarkupText.of(value);
    }
  }

  private final List<Variant> variants = new ArrayList<>();

  private NinjsTexts() {}

  /**
   * @param list the name of the list of generations 2 and 3
   * @param single the name, and the beginning of names, of generation 1
   */
  static NinjsTexts of(NinjsObject item, String list, String single) {
    NinjsTexts texts = new NinjsTexts();
    for (JsonNode one : item.list(list)) {
      if (one.isTextual()) {
        texts.add("", "", one.asText());
      } else {
        NinjsObject variant = new NinjsObject(one);
        texts.add(variant.text("role"), variant.text("contenttype"), variant.text("value"));
      }
    }
    texts.add("main", "", item.text(single));
    item.beginning(single + "_")
        .forEach((role, value) -> texts.add(role, "", value.isTextual() ? value.asText() : null));
    return texts;
  }

  private void add(@Nullable String role, @Nullable String type, @Nullable String value) {
    if (value == null || value.isBlank()) {
      return;
    }
    String named = role == null ? "" : role.strip().toLowerCase(Locale.ROOT);
    int last = named.lastIndexOf('_');
    String form = named.substring(last + 1);
    String declared = type == null ? "" : type.toLowerCase(Locale.ROOT);
    if (!declared.contains("json")) {
      String what = last < 0 ? named : named.substring(0, last);
      variants.add(new Variant(what, form(form, declared, value), value));
    }
  }

  private static Form form(String role, String type, String value) {
    String head = value.substring(0, Math.min(HEAD, value.length())).stripLeading();
    if (type.contains("nitf") || role.equals("nitf") || head.startsWith("<nitf")) {
      return Form.NITF;
    }
    if (type.contains("html") || role.contains("html")) {
      return Form.HTML;
    }
    if (type.contains("xml") || role.endsWith("nitf") || head.startsWith("<?xml")) {
      return head.contains("<nitf") ? Form.NITF : Form.XML;
    }
    return HtmlText.looksLikeHtml(value) ? Form.HTML : Form.PLAIN;
  }

  /** The main text, else the best written one that is not blank; null: there is none. */
  @Nullable String best() {
    return best(
        variant -> true, Comparator.comparingInt(Variant::rank).thenComparing(Variant::form));
  }

  /**
   * The same, plain ones first.
   *
   * @param never roles of which none is wanted
   * @param last roles of which one is wanted only if there is no other
   */
  @Nullable String bestBut(Set<String> never, Set<String> last) {
    return best(
        variant -> !never.contains(variant.role),
        Comparator.comparing((Variant v) -> last.contains(v.role) ? 1 : 0)
            .thenComparingInt(Variant::rank)
            .thenComparing(v -> v.form == Form.PLAIN ? 0 : 1));
  }

  private @Nullable String best(Predicate<Variant> wanted, Comparator<Variant> order) {
    return variants.stream()
        .filter(wanted)
        .sorted(order)
        .map(Variant::text)
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElse(null);
  }

  /** The text of a role; null: there is none. */
  @Nullable String ofRole(String role) {
    return variants.stream()
        .filter(variant -> variant.role.equals(role))
        .map(Variant::text)
        .findFirst()
        .orElse(null);
  }

  boolean isEmpty() {
    return variants.isEmpty();
  }

  /** A body without the headline that some repeat above it. */
  static @Nullable String without(@Nullable String body, @Nullable String title) {
    String first = TextCleaner.line(title);
    if (body == null || first == null) {
      return body;
    }
    String text = body.stripLeading();
    int end = text.indexOf('\n');
    String head = end < 0 ? null : TextCleaner.line(text.substring(0, end));
    return first.equals(head) ? text.substring(end).stripLeading() : body;
  }
}
