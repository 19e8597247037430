package dev.slugline.ingest.format.xml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first tag of a document, found without reading the document.
 *
 * @param name without its prefix
 * @param space the namespace, as far as the tag itself declares it; empty: none
 */
record RootTag(String name, String space) {
  private static final int LONGEST_JUNK = 200;
  private static final int LONGEST_TAG = 10_000;
  private static final Pattern TAG = Pattern.compile("<(?:([\\w.-]+):)?([\\w.-]+)(?=[\\s/>]|\\z)");
  private static final Pattern SPACE =
      Pattern.compile("\\sxmlns(?::([\\w.-]+))?\\s*=\\s*[\"']([^\"'<]*)");

  /** The first tag behind declaration, comments and DTD; null: this is no XML. */
  static @Nullable RootTag of(String text) {
    int at = start(text);
    while (at >= 0 && at + 1 < text.length() && text.charAt(at) == '<') {
      if (text.startsWith("<?", at)) {
        at = after(text, "?>", at);
      } else if (text.startsWith("<!--", at)) {
        at = after(text, "-->", at + 4);
      } else if (text.startsWith("<!", at)) {
        at = afterDeclaration(text, at);
      } else {
        return tag(text.substring(at, Math.min(text.length(), at + LONGEST_TAG)));
      }
      at = at < 0 ? -1 : space(text, at);
    }
    return null;
  }

  /** Where the XML begins; what stands before its declaration does not hide it. */
  private static int start(String text) {
    int at = space(text, 0);
    if (at < text.length() && text.charAt(at) == '<') {
      return at;
    }
    return text.substring(0, Math.min(text.length(), LONGEST_JUNK)).indexOf("<?xml ");
  }

  private static int space(String text, int from) {
    int at = from;
    while (at < text.length()
        && (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '\ufeff')) {
      at++;
    }
    return at;
  }

  private static int after(String text, String mark, int from) {
    int found = text.indexOf(mark, from);
    return found < 0 ? -1 : found + mark.length();
  }

  /** Behind a DTD, in whose quotes and brackets a {@code >} ends nothing. */
  private static int afterDeclaration(String text, int from) {
    int brackets = 0;
    char quote = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '[') {
        brackets++;
      } else if (c == ']') {
        brackets--;
      } else if (c == '>' && brackets <= 0) {
        return i + 1;
      }
    }
    return -1;
  }

  private static @Nullable RootTag tag(String text) {
    Matcher tag = TAG.matcher(text);
    if (!tag.lookingAt()) {
      return null;
    }
    String prefix = tag.group(1) == null ? "" : tag.group(1);
    int close = text.indexOf('>');
    Matcher spaces = SPACE.matcher(text).region(tag.end(), close < 0 ? text.length() : close);
    while (spaces.find()) {
      if (prefix.equals(spaces.group(1) == null ? "" : spaces.group(1))) {
        return new RootTag(tag.group(2), spaces.group(2).strip());
      }
    }
    return new RootTag(tag.group(2), "");
  }
}
