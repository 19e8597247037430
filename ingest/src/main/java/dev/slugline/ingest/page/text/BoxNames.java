package dev.slugline.ingest.page.text;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * What the name, role, class and id of an element say that it is. Only words that many sites use
 * are known here, in the languages in which classes are written.
 */
final class BoxNames {
  /** The reason for what is said of a picture. */
  static final String CAPTIONED = "a caption";

  /** The reason for what is in a player or a row of pictures. */
  static final String PLAYER = "a player or a gallery";

  static final String NAVIGATION = "navigation";
  static final String FOOTER = "a footer";
  static final String FORM = "a form";
  static final String COMMENTS = "comments";
  static final String CONSENT = "a notice of consent";

  /** The reason for a box of other articles. */
  static final String OTHERS = "other articles";

  /** The reason for what the page does not show. */
  static final String UNSHOWN = "not shown";

  private static final int LONGEST = 300;

  /** Fewer letters than these with capitals among them are a hash rather than words. */
  private static final int CAMEL = 8;

  private static final List<String> COMPONENT =
      List.of("data-component", "data-testid", "data-area", "data-module", "data-type");

  private static final Pattern UNSEEN =
      Pattern.compile(
          "\\b(?:sr only|visually hidden|visuallyhidden|screen reader|screenreader|assistive text"
              + "|offscreen|d none(?!.* d (?:sm|md|lg|xl|xxl))|is hidden)\\b");
  private static final Pattern CAPTION =
      Pattern.compile(
          "\\b(?:captions?|figcaption|kicker|eyebrow|overline|(?:img|image|photo|pic|picture) (?:desc|descr|description|text|txt|info|legend)|cutline|image credits?|photo credits?|photographer"
              + "|bildunterschrift|bildquelle|image copyright|media copyright|image title"
              + "|media info|pie de foto|epigrafe|didascalia|credits?|copyrights?)\\b");
  private static final Pattern BOX =
      Pattern.compile(
          "\\b(?:"
              + "(?<share>shar(?:e|es|er|ing|ebar)|addthis|sharethis|addtoany|a2a|social(?:s| media"
              + "| links| share| bar| icons)?|partager|compartir|compartilhar|condividi|teilen"
              + "|sns(?: btn| share| list)?|whatsapp|facebook|twitter share)"
              + "|(?<related>relateds?|recommend(?:ed|ation|ations|s)?|recirc(?:ulation)?"
              + "|outbrain|taboola|mgid|most (?:read|viewed|popular)|popular|trending|read (?:more"
              + "|also|next)|readmore|also read|see also|more (?:on|from|stories|news|in|articles)"
              + "|up next|next (?:article|post|story)|prev(?:ious)? (?:article|post|story)|post"
              + " navigation|nav links|relacionad[ao]s?|correlati|verwandte|lire aussi|leia (?:tambem|mais)"
              + "|lea tambien|similar|teasers?|latest (?:news|posts)|onward|you may (?:also )?like"
              + "|suggest(?:ed|ions?)|baca juga|terkait|ilgili|sidebar|rail|story list)"
              + "|(?<letters>newsletters?|subscribe|subscriptions?|sign up|signup|mailchimp"
              + "|email (?:form|signup)|abo box|inscription|offers?|promo(?:s|tion|tional|box|link)?"
              + "|call to action|cta|donat(?:e|ion)|appeal|gate|app (?:promo|box|banner|prompt"
              + "|download|link)|article app|download app)"
              + "|(?<paywall>paywall|pay wall|regwall|premium (?:offer|box)|abo)"
              + "|(?<comments>comments?(?: (?:area|list|section|form|thread|box))?|disqus|kommentare?"
              + "|comentarios|commentaires|commenti|discussion|reply|responses)"
              + "|(?<consent>cookies?|cookiebar|cookiebanner|consent|gdpr|ccpa|onetrust|didomi"
              + "|privacy (?:notice|banner))"
              + "|(?<ad>ads?|adv|advert(?:s|isement|isements|ising|orial)?|ad(?:slot|box|unit|wrapper"
              + "|container|banner)|dfp|gpt|banners?|sponsor(?:s|ed)?|publicidade?|publicite|pubblicita"
              + "|werbung|anzeigen?|reklama?|iklan|quang cao)"
              + "|(?<nav>breadcrumbs?|navbar|navigation|menus?|toolbar|pagination|pager|skip link"
              + "|topbar|masthead|site (?:header|footer)|page footer)"
              + "|(?<tags>tags|tag (?:list|links|cloud|box)|taglist|tagcloud|keywords|topics"
              + "|hashtags?|schlagworte|etiquetas)"
              + "|(?<author>by ?lines?|authors?(?: (?:box|bio|info|name|card|wrapper))?|bio|biography"
              + "|about the author|post ?meta|entry meta|meta ?data|article meta|meta info|timestamps?"
              + "|date ?time|pub(?:lish(?:ed)?)? ?date|post date|entry date|article date|dateline"
              + "|reading time|read time|updated|reporter|journalist|autor(?:en|es)?|auteurs?)"
              + "|(?<window>modal|pop ?up|popover|overlay|lightbox|tooltip|dropdown|alerts?|toast"
              + "|login|log in|signin|register)"
              + "|(?<media>carousel|slider|slideshow|swiper|playlist|video ?(?:player|js|info|meta)"
              + "|audio ?player|jwplayer|gallery|lazyload placeholder)"
              + "|(?<poll>polls?|quiz|survey|star ratings?|user ratings?|votes?|voting|emoji reactions?|reactions?)"
              + ")\\b");
  private static final String[] KINDS = {
    "share",
    "related",
    "letters",
    "paywall",
    "comments",
    "consent",
    "ad",
    "nav",
    "tags",
    "author",
    "window",
    "media",
    "poll"
  };
  private static final String[] WHYS = {
    "links to share it",
    OTHERS,
    "an offer to subscribe",
    "a paywall's offer",
    COMMENTS,
    CONSENT,
    "an advertisement",
    NAVIGATION,
    "tags",
    "who wrote it and when",
    "a window",
    PLAYER,
    "a poll"
  };

  private BoxNames() {}

  /** Whether an inline element is apart from the text around it. */
  static boolean isAside(Element element) {
    String words = words(element);
    return !words.isEmpty() && (UNSEEN.matcher(words).find() || CAPTION.matcher(words).find());
  }

  /** What an element is by its name and role; null: it may be text. */
  static @Nullable String byTag(Element element) {
    return switch (element.normalName()) {
      case "nav", "menu" -> NAVIGATION;
      case "footer" -> FOOTER;
      case "form", "fieldset" -> FORM;
      case "dialog" -> "a window";
      case "figcaption" -> CAPTIONED;
      default -> byRole(element.attr("role").toLowerCase(Locale.ROOT));
    };
  }

  private static @Nullable String byRole(String role) {
    return switch (role) {
      case NAVIGATION, "menu", "menubar", "toolbar", "tablist" -> NAVIGATION;
      case "banner" -> "a banner";
      case "contentinfo" -> FOOTER;
      case "complementary" -> "beside the article";
      case "search", "form" -> FORM;
      case "dialog", "alertdialog", "alert", "tooltip" -> "a window";
      default -> null;
    };
  }

  /** What an element is by the {@link #words} of its class and id; empty: it may be text. */
  static String byWords(String words) {
    if (words.isEmpty()) {
      return "";
    }
    if (UNSEEN.matcher(words).find()) {
      return UNSHOWN;
    }
    if (CAPTION.matcher(words).find()) {
      return CAPTIONED;
    }
    Matcher box = BOX.matcher(words);
    if (!box.find()) {
      return "";
    }
    for (int i = 0; i < KINDS.length; i++) {
      if (box.group(KINDS[i]) != null) {
        return WHYS[i];
      }
    }
    return "";
  }

  /**
   * The words of its class, its id and what it is as a component, in lower case, each apart by a
   * space. What was made by hashing is no word: letters behind a digit, capitals within few
   * letters.
   */
  static String words(Element element) {
    String marks = element.className() + ' ' + element.id();
    for (String each : COMPONENT) {
      marks += element.hasAttr(each) ? ' ' + element.attr(each) : "";
    }
    int end = Math.min(LONGEST, marks.length());
    StringBuilder words = new StringBuilder();
    for (int at = 0; at < end; at++) {
      int start = at;
      while (at < end && isWord(marks.charAt(at))) {
        at++;
      }
      word(marks, start, at, words);
    }
    return words.toString();
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static void word(String marks, int start, int end, StringBuilder words) {
    int last = end;
    while (last > start && Character.isDigit(marks.charAt(last - 1))) {
      last--;
    }
    int first = start;
    while (first < last && !Character.isDigit(marks.charAt(first))) {
      first++;
    }
    if (last == start || first < last) {
      return; // digits before letters
    }
    words.append(words.isEmpty() ? "" : " ");
    for (int i = start; i < last; i++) {
      char c = marks.charAt(i);
      boolean starts = i > start && c <= 'Z' && marks.charAt(i - 1) >= 'a';
      words.append(starts && last - start >= CAMEL ? " " : "").append(Character.toLowerCase(c));
    }
  }
}
