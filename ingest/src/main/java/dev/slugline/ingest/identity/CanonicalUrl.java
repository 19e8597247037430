package dev.slugline.ingest.identity;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One spelling for the many of one web address. What it gives is a fixed point: its own canonical
 * form. Nothing is fetched; a page's {@code rel=canonical} is for its reader to see to.
 */
public final class CanonicalUrl {
  private static final int LONGEST = 4096;
  private static final int MOST_WRAPPINGS = 8;
  private static final String AMP_ENTITY = "amp;";

  private CanonicalUrl() {}

  /**
   * Lower-case scheme and host (IDN in ASCII), no user, default port, fragment (but {@code #!}),
   * dot segments, session or tracking parameters; escapes in one spelling; the address itself
   * instead of its AMP or mobile variant. The order of parameters and {@code http} or {@code https}
   * stay.
   *
   * @return null when the text is no absolute http(s) URL
   */
  public static @Nullable String of(@Nullable String text) {
    String url = text;
    for (int i = 0; i < MOST_WRAPPINGS && url != null; i++) {
      String next = once(url);
      if (url.equals(next)) {
        return next;
      }
      url = next;
    }
    return url;
  }

  /** The host of what {@link #of} gave, without its port; null for null. */
  public static @Nullable String host(@Nullable String canonical) {
    return canonical == null ? null : URI.create(canonical).getHost();
  }

  private static @Nullable String once(String text) {
    if (text.length() > LONGEST) {
      return null;
    }
    String trimmed = trimmed(text);
    int slashes = trimmed.startsWith("//") ? 0 : trimmed.indexOf(':') + 1;
    String scheme =
        slashes == 0 ? "https" : trimmed.substring(0, slashes - 1).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return null;
    }
    int start = slashes;
    while (start < trimmed.length() && isSlash(trimmed.charAt(start))) {
      start++;
    }
    int end = start;
    while (end < trimmed.length() && "/\\?#".indexOf(trimmed.charAt(end)) < 0) {
      end++;
    }
    String authority =
        start - slashes < 2 ? null : UrlHost.authority(trimmed.substring(start, end), scheme);
    if (authority == null) {
      return null;
    }
    String url = rest(scheme, authority, trimmed.substring(end));
    return url.length() > LONGEST ? null : url;
  }

  private static String rest(String scheme, String authority, String text) {
    int hash = text.indexOf('#');
    String fragment = hash < 0 ? "" : text.substring(hash + 1);
    String before = hash < 0 ? text : text.substring(0, hash);
    int mark = before.indexOf('?');
    String path =
        UrlText.normal((mark < 0 ? before : before.substring(0, mark)).replace('\\', '/'));
    String query = mark < 0 ? "" : query(UrlText.normal(before.substring(mark + 1)));
    String direct = UrlVariants.unwrapped(authority, withoutDots(path));
    if (direct != null) {
      return direct + (query.isEmpty() ? "" : "?" + query);
    }
    return scheme
        + "://"
        + UrlVariants.host(authority)
        + UrlVariants.path(withoutDots(path))
        + (query.isEmpty() ? "" : "?" + query)
        + (fragment.startsWith("!") ? "#" + UrlText.normal(fragment) : "");
  }

  private static boolean isSlash(char c) {
    return c == '/' || c == '\\';
  }

  /** Without what browsers leave out: spaces around, tabs and line ends anywhere. */
  private static String trimmed(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\n' && c != '\r' && c != '\t') {
        out.append(c);
      }
    }
    int start = 0;
    int end = out.length();
    while (start < end && isSpace(out.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(out.charAt(end - 1))) {
      end--;
    }
    return out.substring(start, end);
  }

  private static boolean isSpace(char c) {
    return c <= ' ' || Character.isSpaceChar(c) || c == '\ufeff' || c == '\u200b';
  }

  private static String withoutDots(String path) {
    List<String> kept = new ArrayList<>();
    String[] segments = path.split("/", -1);
    for (int i = 1; i < segments.length; i++) {
      boolean last = i == segments.length - 1;
      String segment = segments[i];
      if (segment.equals("..") && !kept.isEmpty()) {
        kept.remove(kept.size() - 1);
      }
      if (!segment.equals(".") && !segment.equals("..")) {
        kept.add(segment);
      } else if (last) {
        kept.add("");
      }
    }
    return "/" + String.join("/", kept);
  }

  private static String query(String query) {
    List<String> kept = new ArrayList<>();
    for (String written : query.split("&", -1)) {
      String pair = written;
      while (pair.startsWith(AMP_ENTITY)) {
        pair = pair.substring(AMP_ENTITY.length()); // an entity of HTML that nobody decoded
      }
      int equals = pair.indexOf('=');
      String name = (equals < 0 ? pair : pair.substring(0, equals)).toLowerCase(Locale.ROOT);
      String value = equals < 0 ? "" : pair.substring(equals + 1).toLowerCase(Locale.ROOT);
      if (!pair.isEmpty() && !UrlParameters.isTracking(name) && !UrlVariants.isAmp(name, value)) {
        kept.add(pair);
      }
    }
    return String.join("&", kept);
  }
}
