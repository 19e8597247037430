package dev.slugline.ingest.page.script;

import dev.slugline.ingest.clean.FlatHtml;
import dev.slugline.ingest.clean.HtmlShape;
import dev.slugline.ingest.clean.HtmlText;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * The text of an article as a page's data has it in one string: plain, or HTML, or HTML that is
 * escaped once more. Linear in the string. Thread-safe.
 *
 * @param text paragraphs apart by a blank line, where it can be known where they end
 * @param hasParagraphs whether it has more than one
 */
public record GivenText(String text, boolean hasParagraphs) {
  private static final int SHORTEST_WHOLE = 300;
  private static final int FEWEST_JOINTS = 2;
  private static final String NO_TEXT =
      "script, style, noscript, iframe, nav, form, button, aside, figcaption, [hidden],"
          + " figure:not(:has(table)):not(:has(blockquote)):not(:has(pre))";
  private static final Pattern BLOCK =
      Pattern.compile("(?i)<(?:p|div|br|li|h[1-6]|blockquote|section|article)\\b");

  /** A sentence's end with the next one's beginning right behind it: there was a paragraph. */
  private static final Pattern JOINT =
      Pattern.compile(
          "[.!?\u2026\u061f\u06d4](?<=[\\p{Ll}\\d\u0590-\u1fff]{2}.)[.!?\u2026]{0,2}[\"'\u201d\u2019\u00bb)]{0,2}"
              + "(?=[\"'\u201c\u2018\u00ab\u201e]?\\p{Lu}\\p{Ll}{1,30}[ ,])"
              + "|[.!?](?<=\\p{Ll}.)[\"\u201d\u00bb](?=[\"\u201c\u00ab]\\p{Lu})");

  private static final Pattern LINE_END = Pattern.compile("[ \\t\\u00a0]*(?:\\r\\n|\\r|\\n)");
  private static final Pattern GAP = Pattern.compile("\\n{2,}");
  private static final String CUT_OFF = "\u2026";

  /** Reads a string; its entities are decoded once, or twice where they hide its tags. */
  public static GivenText of(String raw) {
    String text = raw;
    if (!HtmlText.looksLikeHtml(raw)) {
      text = Parser.unescapeEntities(raw, false);
    }
    text = HtmlText.looksLikeHtml(text) ? markup(text) : plain(text);
    return new GivenText(text, text.indexOf('\n') >= 0);
  }

  /**
   * Whether it seems to be all of the article: not a short one, no copy of the description, and not
   * cut off.
   */
  public boolean isWhole(@Nullable String description) {
    String end = text.strip();
    if (end.length() < SHORTEST_WHOLE || end.endsWith(CUT_OFF) || end.endsWith("...")) {
      return false;
    }
    if (end.endsWith("[\u2026]") || end.endsWith("[...]")) {
      return false;
    }
    if (description != null && end.length() < description.strip().length() * 3 / 2) {
      return false;
    }
    return Prose.endsSentence(end) || hasParagraphs;
  }

  private static String markup(String html) {
    String marked = html;
    if (html.indexOf('\n') >= 0 && !BLOCK.matcher(html).find()) {
      marked = LINE_END.matcher(html).replaceAll("<br><br>");
    }
    if (HtmlShape.isHostile(marked)) {
      return FlatHtml.text(marked);
    }
    Document document = Parser.htmlParser().parseInput(marked, "");
    return of(document.body());
  }

  /** The text of a part of a page that stands for itself, as that in a template does. */
  public static String of(Element element) {
    element.select(NO_TEXT).remove();
    return tidy(HtmlText.of(element));
  }

  private static String plain(String text) {
    String lines = LINE_END.matcher(text).replaceAll("\n").strip();
    if (lines.indexOf('\n') < 0) {
      return apart(lines);
    }
    return lines.contains("\n\n") ? GAP.matcher(lines).replaceAll("\n\n") : doubled(lines);
  }

  private static String doubled(String lines) {
    return lines.replace("\n", "\n\n");
  }

  private static String tidy(String text) {
    return GAP.matcher(LINE_END.matcher(text).replaceAll("\n")).replaceAll("\n\n").strip();
  }

  private static String apart(String line) {
    if (JOINT.matcher(line).results().limit(FEWEST_JOINTS).count() < FEWEST_JOINTS) {
      return line;
    }
    return JOINT.matcher(line).replaceAll("$0\n\n");
  }
}
