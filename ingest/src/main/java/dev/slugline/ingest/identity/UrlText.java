package dev.slugline.ingest.identity;

import java.nio.charset.StandardCharsets;

/** Percent-encoding in one spelling. */
final class UrlText {
  private static final String HEX = "0123456789ABCDEF";
  private static final String ALWAYS = "#\"<>\\^`{|}%[]";

  private UrlText() {}

  /**
   * Escapes of unreserved characters are undone, the others upper-case; what must be escaped is,
   * and a percent sign that begins no escape is one itself.
   */
  static String normal(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int octet = c == '%' ? octet(text, i) : -1;
      if (octet >= 0) {
        if (isUnreserved(octet)) {
          out.append((char) octet);
        } else {
          escape(octet, out);
        }
        i += 3;
        continue;
      }
      if (c > ' ' && c < 0x7f && ALWAYS.indexOf(c) < 0) {
        out.append((char) c);
      } else {
        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
          escape(b & 0xff, out);
        }
      }
      i += Character.charCount(c);
    }
    return out.toString();
  }

  private static void escape(int octet, StringBuilder out) {
    out.append('%').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 15));
  }

  /** The value of the escape that begins here; -1: none does. */
  private static int octet(String text, int at) {
    if (at + 2 >= text.length()) {
      return -1;
    }
    int high = digit(text.charAt(at + 1));
    int low = digit(text.charAt(at + 2));
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  private static int digit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  private static boolean isUnreserved(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }
}
