package dev.slugline.ingest.format.xml;

import java.nio.charset.Charset;
import org.jsoup.nodes.Entities;

/** The named entities of HTML, which feeds and NITF use without a DTD that declares them. */
final class NamedEntities {
  private static final int LONGEST = 40;
  private static final String MARKUP = "&<>\"'";
  private static final Charset WINDOWS = Charset.forName("windows-1252");

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
    StringBuilder out = new StringBuilder(xml.length());
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
        String characters = end < 0 ? "" : characters(xml.substring(i + 1, end));
        if (characters.isEmpty()) {
          i++;
          continue;
        }
        out.append(xml, copied, i);
        appendSafely(out, characters);
        copied = end + 1;
        i = copied;
      } else {
        i++;
      }
    }
    return copied == 0 ? xml : out.append(xml, copied, xml.length()).toString();
  }

  /**
   * A text with all its references as the characters that they are. What is none, is unknown or
   * stands for a character that XML does not have is left as it is.
   */
  static String decoded(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int end = c == '&' ? end(text, i) : -1;
      String characters = end < 0 ? "" : anyCharacters(text.substring(i + 1, end));
      if (characters.isEmpty()) {
        out.append(c);
      } else {
        out.append(characters);
        i = end;
      }
    }
    return out.toString();
  }

  private static String anyCharacters(String name) {
    String characters = characters(name);
    if (!characters.isEmpty()) {
      return characters;
    }
    return switch (name) {
      case "amp" -> "&";
      case "lt" -> "<";
      case "gt" -> ">";
      case "quot" -> "\"";
      case "apos" -> "'";
      default -> {
        int point = point(name);
        yield isXml(point) ? Character.toString(point) : "";
      }
    };
  }

  /** What an entity stands for that the reader of XML does not know; empty: it is left to it. */
  private static String characters(String name) {
    int point = point(name);
    if (point >= 0x80 && point < 0xa0) {
      // no text has these controls: the writer counted in windows-1252, and HTML reads it so
      return new String(new byte[] {(byte) point}, WINDOWS);
    }
    return switch (name) {
      case "amp", "lt", "gt", "quot", "apos" -> "";
      default -> Entities.getByName(name);
    };
  }

  /** The number of a numeric reference; -1: it is none. */
  private static int point(String name) {
    if (name.length() < 2 || name.charAt(0) != '#') {
      return -1;
    }
    boolean hex = name.charAt(1) == 'x' || name.charAt(1) == 'X';
    try {
      return Integer.parseInt(name, hex ? 2 : 1, name.length(), hex ? 16 : 10);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** Whether XML can have a character. */
  static boolean isXml(int point) {
    return point >= 0x20
        ? point <= 0xd7ff
            || (point >= 0xe000 && point <= 0xfffd)
            || (point >= 0x10000 && point <= 0x10ffff)
        : point == '\t' || point == '\n' || point == '\r';
  }

  private static void appendSafely(StringBuilder out, String characters) {
    for (int i = 0; i < characters.length(); i++) {
      char c = characters.charAt(i);
      if (MARKUP.indexOf(c) >= 0) {
        out.append("&#").append((int) c).append(';');
      } else {
        out.append(c);
      }
    }
  }

  /** Where the semicolon of a reference is; -1: it is none. */
  private static int end(String xml, int ampersand) {
    int end = ampersand + 1;
    while (end < xml.length() && end - ampersand < LONGEST && isName(xml.charAt(end))) {
      end++;
    }
    return end > ampersand + 1 && end < xml.length() && xml.charAt(end) == ';' ? end : -1;
  }

  private static boolean isName(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '#';
  }

  private static int after(String xml, String mark, int from) {
    int found = xml.indexOf(mark, from);
    return found < 0 ? xml.length() : found + mark.length();
  }
}
