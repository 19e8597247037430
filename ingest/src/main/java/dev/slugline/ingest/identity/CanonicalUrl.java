package dev.slugline.ingest.identity;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One spelling for the many of one web address. */
public final class CanonicalUrl {
  private static final int LONGEST = 4096;
  private static final Set<String> TRACKING =
      Set.of(
          "fbclid",
          "gclid",
          "dclid",
          "gbraid",
          "wbraid",
          "msclkid",
          "yclid",
          "igshid",
          "twclid",
          "mc_cid",
          "mc_eid",
          "_ga",
          "_gl",
          "ocid",
          "cmpid",
          "ito",
          "ns_campaign",
          "ns_mchannel",
          "ns_source",
          "at_medium",
          "at_campaign",
          "xtor",
          "smid",
          "ftag");

  private CanonicalUrl() {}

  /**
   * Lower-case scheme and host, no default port, fragment, dot segments or tracking parameters.
   *
   * @return null when the text is no absolute http(s) URL
   */
  public static @Nullable String of(@Nullable String text) {
    if (text == null || text.length() > LONGEST) {
      return null;
    }
    String trimmed = text.strip();
    int colon = trimmed.indexOf("://");
    if (colon < 0) {
      return null;
    }
    String scheme = trimmed.substring(0, colon).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return null;
    }
    int end = colon + 3;
    while (end < trimmed.length() && "/?#".indexOf(trimmed.charAt(end)) < 0) {
      end++;
    }
    String authority = authority(trimmed.substring(colon + 3, end), scheme);
    if (authority == null) {
      return null;
    }
    int fragment = trimmed.indexOf('#', end);
    String rest = fragment < 0 ? trimmed.substring(end) : trimmed.substring(end, fragment);
    int mark = rest.indexOf('?');
    String path = mark < 0 ? rest : rest.substring(0, mark);
    String query = mark < 0 ? "" : withoutTracking(rest.substring(mark + 1));
    String url =
        scheme + "://" + authority + withoutDots(path) + (query.isEmpty() ? "" : "?" + query);
    return escaped(url);
  }

  /** The host of what {@link #of} gave, without its port; null for null. */
  public static @Nullable String host(@Nullable String canonical) {
    return canonical == null ? null : URI.create(canonical).getHost();
  }

  private static @Nullable String authority(String text, String scheme) {
    String hostPort = text.substring(text.lastIndexOf('@') + 1);
    int colon = hostPort.endsWith("]") ? -1 : hostPort.lastIndexOf(':');
    String host = colon < 0 ? hostPort : hostPort.substring(0, colon);
    String port = colon < 0 ? "" : hostPort.substring(colon + 1);
    if (!host.startsWith("[")) {
      try {
        host = IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
      } catch (IllegalArgumentException e) {
        return null;
      }
    }
    host = host.toLowerCase(Locale.ROOT);
    if (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    if (host.isEmpty() || !port.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return null;
    }
    boolean standard = port.isEmpty() || port.equals(scheme.equals("https") ? "443" : "80");
    return standard ? host : host + ":" + port;
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

  private static String withoutTracking(String query) {
    List<String> kept = new ArrayList<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = (equals < 0 ? pair : pair.substring(0, equals)).toLowerCase(Locale.ROOT);
      if (!pair.isEmpty() && !name.startsWith("utm_") && !TRACKING.contains(name)) {
        kept.add(pair);
      }
    }
    return String.join("&", kept);
  }

  private static @Nullable String escaped(String url) {
    StringBuilder safe = new StringBuilder(url.length());
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      boolean percent = c == '%' && !isEscape(url, i);
      if (c <= ' ' || "\"<>\\^`{|}".indexOf(c) >= 0 || percent) {
        safe.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      } else {
        safe.append(c);
      }
    }
    try {
      return new URI(safe.toString()).toASCIIString();
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static boolean isEscape(String url, int at) {
    return at + 2 < url.length()
        && Character.digit(url.charAt(at + 1), 16) >= 0
        && Character.digit(url.charAt(at + 2), 16) >= 0;
  }
}
