package dev.slugline.ingest.format;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The charsets that bytes are said to be in, the most binding word first. Names mean what browsers
 * take them for: whoever says Latin 1 has windows-1252.
 *
 * @param known those that there are
 * @param any whether anything was said at all, be it a name that nobody knows
 */
record DeclaredCharset(List<Charset> known, boolean any) {
  private static final Pattern PARAMETER =
      Pattern.compile(";\\s*charset\\s*=\\s*[\"']?\\s*([\\w.:+-]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern XML =
      Pattern.compile("^\\s*<\\?xml\\s[^>]{0,200}?encoding\\s*=\\s*[\"']\\s*([\\w.:+-]+)");
  private static final Pattern META =
      Pattern.compile(
          "<meta\\s[^>]{0,300}?charset\\s*=\\s*[\"']?\\s*([\\w.:+-]+)", Pattern.CASE_INSENSITIVE);

  private static final Map<String, String> TAKEN_FOR =
      Map.ofEntries(
          Map.entry("ascii", "windows-1252"),
          Map.entry("us-ascii", "windows-1252"),
          Map.entry("ansi", "windows-1252"),
          Map.entry("latin1", "windows-1252"),
          Map.entry("latin-1", "windows-1252"),
          Map.entry("iso-8859-1", "windows-1252"),
          Map.entry("iso8859-1", "windows-1252"),
          Map.entry("iso_8859-1", "windows-1252"),
          Map.entry("iso-8859-9", "windows-1254"),
          Map.entry("tis-620", "x-windows-874"),
          Map.entry("iso-8859-11", "x-windows-874"),
          Map.entry("windows-874", "x-windows-874"),
          Map.entry("gb2312", "gb18030"),
          Map.entry("gbk", "gb18030"),
          Map.entry("x-gbk", "gb18030"),
          Map.entry("euc-kr", "x-windows-949"),
          Map.entry("ks_c_5601-1987", "x-windows-949"),
          Map.entry("shift_jis", "windows-31j"),
          Map.entry("shift-jis", "windows-31j"),
          Map.entry("x-sjis", "windows-31j"),
          Map.entry("big5", "big5-hkscs"),
          Map.entry("utf8", "utf-8"),
          Map.entry("unicode", "utf-16"));

  /**
   * @param contentType with its parameters; null: nothing is said there
   * @param head the start of the text, or of its bytes as Latin 1
   */
  static DeclaredCharset of(@Nullable String contentType, String head) {
    List<Charset> known = new ArrayList<>();
    boolean any = contentType != null && add(PARAMETER, contentType, known);
    any |= add(XML, head, known);
    any |= add(META, head, known);
    return new DeclaredCharset(known, any);
  }

  private static boolean add(Pattern pattern, String text, List<Charset> known) {
    Matcher found = pattern.matcher(text);
    if (!found.find()) {
      return false;
    }
    Charset charset = named(found.group(1));
    if (charset != null) {
      known.add(charset);
    }
    return true;
  }

  /** Null: nobody knows it. */
  static @Nullable Charset named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    try {
      return Charset.forName(TAKEN_FOR.getOrDefault(lower, lower));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return null;
    }
  }

  @Nullable Charset first() {
    return known.isEmpty() ? null : known.get(0);
  }

  /** Whether nothing else than this is said first. */
  boolean allows(Charset charset) {
    return !any || names(charset);
  }

  /** Whether the first word is this; UTF-16 is said of either order of bytes. */
  boolean names(Charset charset) {
    Charset first = first();
    return first != null
        && (first.equals(charset) || (Wide.is(first) && charset.name().startsWith(first.name())));
  }
}
