package dev.slugline.ingest.format.xml;

import org.jsoup.nodes.Entities;

/** The named entities of HTML, which feeds and NITF use without a DTD that declares them. */
final class NamedEntities {
  private static final int LONGEST = 32;
  private static final String MARKUP = "&<>\"'";

  private NamedEntities() {}

  /**
   * A document with its named entities as the characters that they are. Those of XML itself, what
   * is unknown, and all within CDATA and comments stays as it is.
   */
  static String spelledOut(String xml) {
    int at = xml.indexOf('&');
    if (at < 0) {
      return xml;
    }
    StringBuilder out = null;
    int copied = 0;
    int i = 0;
    while (i < xml.length()) {
      char c = xml.charAt(i);
      if (c == '<' && xml.startsWith("<![CDATA[", i)) {
        i = after(xml, "]]>", i + 9);
      } else if (c == '<' && xml.startsWith("<!--", i)) {
        i = after(xml, "-->", i + 4);
      } else if (c == '&') {
        int end = end(xml, i);
        String character = end < 0 ? "" : Entities.getByName(xml.substring(i + 1, end));
        if (!character.isEmpty() && MARKUP.indexOf(character) < 0) {
          out = out == null ? new StringBuilder(xml.length()) : out;
          out.append(xml, copied, i).append(character);
          copied = end + 1;
          i = copied;
        } else {
          i++;
        }
      } else {
        i++;
      }
    }
    return out == null ? xml : out.append(xml, copied, xml.length()).toString();
  }

  /** Where the semicolon of an entity with a name is; -1: it is none. */
  private static int end(String xml, int ampersand) {
    int end = ampersand + 1;
    while (end < xml.length() && end - ampersand < LONGEST && isName(xml.charAt(end))) {
      end++;
    }
    return end > ampersand + 1 && end < xml.length() && xml.charAt(end) == ';' ? end : -1;
  }

  private static boolean isName(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static int after(String xml, String mark, int from) {
    int found = xml.indexOf(mark, from);
    return found < 0 ? xml.length() : found + mark.length();
  }
}
