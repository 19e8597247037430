package dev.slugline.ingest.page.script;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the names in a page's data mean: general words, not those of one site or program. A name is
 * split where its case changes and at its marks. Thread-safe.
 */
final class StateWords {
  private static final int LONGEST_NAME = 60;

  /** What a value, or a block of it, is for the text of an article. */
  enum Kind {
    TEXT,
    PARAGRAPH,
    ITEM,
    INLINE,
    APART,
    OTHER
  }

  private static final Set<String> TEXT =
      words(
          "text texts texto texte content contents contenido conteudo contenu contenuto "
              + "inhalt body cuerpo corpo corps html value values children nodes paragraph "
              + "paragraphs items blocks block elements components sections section rendered "
              + "markup markdown story rich richtext model document data spans leaves copy props "
              + "attrs attributes fields edges node entries isi konten main pages page lead intro "
              + "fragments list parts chunks rows json");

  private static final Set<String> APART =
      words(
          "related recommended recommendations recommendation similar more trending popular "
              + "latest recirculation recirc sidebar footer nav navigation menu menus breadcrumb "
              + "breadcrumbs translations translation i18n locales messages labels dictionary "
              + "phrases config configuration settings css styles stylesheet script scripts terms "
              + "conditions legal privacy policy policies cookie cookies consent gdpr disclaimer "
              + "copyright caption captions credit credits alt byline bylines bio biography "
              + "author authors contributor contributors user users tags categories seo meta "
              + "metadata schema analytics tracking ad ads advert adverts advertisement "
              + "advertising newsletter newsletters subscribe subscription subscriptions paywall "
              + "offer offers promo promos promotion teaser teasers gallery galleries slideshow "
              + "image images photo photos picture pictures video videos audio embed embeds "
              + "embedded podcast widget widgets poll quiz social share sharing comment comments "
              + "query keywords excerpt summary description figure figcaption tweet twitter "
              + "instagram facebook youtube tiktok iframe svg button form aside style donation "
              + "donate readmore readalso faqs help errors");

  private static final Set<String> PARAGRAPH =
      words(
          "p paragraph para heading header headline subheading subtitle crosshead h1 h2 h3 "
              + "h4 h5 h6 heading1 heading2 heading3 heading4 unstyled pre dd dt td th");
  private static final Set<String> ITEM = Set.of("li", "listitem", "item");
  private static final Set<String> INLINE =
      words(
          "text span link hyperlink a em strong b i u bold italic mention inline leaf "
              + "fragment br hardbreak mark sub sup");
  private static final Set<String> TITLES =
      words(
          "title headline headlines heading hed name titre titel titulo titolo judul rubrik "
              + "otsikko");
  private static final Set<String> ADDRESSES =
      words("url uri slug path link href permalink canonical urls route");
  private static final List<String> TYPES =
      List.of(
          "type",
          "_type",
          "__typename",
          "tagName",
          "nodeType",
          "blockType",
          "blockName",
          "block_type",
          "kind",
          "component",
          "componentName",
          "elementType",
          "contentType",
          "content_type",
          "bundle",
          "acf_fc_layout");

  private StateWords() {}

  private static Set<String> words(String listed) {
    return Set.of(listed.split(" ", -1));
  }

  /** What stands under a name. */
  static Kind key(String name) {
    if (name.indexOf(':') >= 0) {
      return Kind.OTHER; // the key of a cache, which has ids and codes in it
    }
    List<String> words = split(withoutArguments(name));
    if (words.isEmpty()) {
      return Kind.OTHER;
    }
    for (String word : words) {
      if (APART.contains(word)) {
        return Kind.APART;
      }
    }
    return TEXT.contains(words.get(words.size() - 1)) ? Kind.TEXT : Kind.OTHER;
  }

  private static String withoutArguments(String name) {
    int at = 0;
    while (at < name.length() && name.charAt(at) != '@' && name.charAt(at) != '(') {
      at++;
    }
    return at == 0 ? name : name.substring(0, at);
  }

  /** What an object says that it is; {@link Kind#OTHER}: nothing that matters. */
  static Kind type(JsonNode object) {
    Kind kind = Kind.OTHER;
    for (String name : TYPES) {
      String type = object.path(name).textValue();
      if (type != null && kind == Kind.OTHER) {
        kind = named(type);
      }
    }
    String block = object.path("name").textValue();
    return kind == Kind.OTHER && block != null && block.indexOf('/') > 0 ? named(block) : kind;
  }

  private static Kind named(String type) {
    List<String> words = split(type);
    boolean isInline = words.size() == 1 || words.contains("inline");
    Kind kind = Kind.OTHER;
    for (String word : words) {
      if (APART.contains(word)) {
        return Kind.APART;
      }
      kind =
          PARAGRAPH.contains(word)
              ? Kind.PARAGRAPH
              : ITEM.contains(word)
                  ? Kind.ITEM
                  : kind == Kind.OTHER && isInline && INLINE.contains(word) ? Kind.INLINE : kind;
    }
    return words.contains("links") ? Kind.APART : kind;
  }

  /** Whether a headline stands under a name. */
  static boolean isTitle(String name) {
    List<String> words = split(name);
    return !words.isEmpty()
        && words.size() <= 2
        && (TITLES.contains(words.get(words.size() - 1)) || TITLES.contains(words.get(0)));
  }

  /**
   * Whether an object is an article, or the like, of its own.
   *
   * @param addressed whether it needs an address besides a headline
   */
  static boolean isRecord(JsonNode object, boolean addressed) {
    boolean title = false;
    boolean address = false;
    int seen = 0;
    for (var fields = object.fieldNames(); fields.hasNext() && seen < LONGEST_NAME; seen++) {
      String name = fields.next();
      title |= isTitle(name);
      address |= isAddress(name);
    }
    return title && (address || !addressed);
  }

  private static boolean isAddress(String name) {
    List<String> words = split(name);
    return !words.isEmpty() && ADDRESSES.contains(words.get(words.size() - 1));
  }

  /** The headline of a part of a text; null: it has none. */
  static @Nullable String heading(JsonNode object) {
    for (String name : List.of("heading", "title", "headline", "subtitle", "header")) {
      String text = object.path(name).textValue();
      if (text != null && !text.isBlank()) {
        return text;
      }
    }
    return null;
  }

  private static List<String> split(String name) {
    List<String> words = new ArrayList<>();
    int start = 0;
    int end = Math.min(name.length(), LONGEST_NAME);
    for (int at = 0; at <= end; at++) {
      boolean letter = at < end && Character.isLetterOrDigit(name.charAt(at));
      boolean turns =
          letter
              && at > start
              && Character.isUpperCase(name.charAt(at))
              && Character.isLowerCase(name.charAt(at - 1));
      if (!letter || turns) {
        if (at > start) {
          words.add(name.substring(start, at).toLowerCase(Locale.ROOT));
        }
        start = letter ? at : at + 1;
      }
    }
    return words;
  }
}
