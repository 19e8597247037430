package dev.slugline.ingest.identity;

import crawlercommons.domains.EffectiveTldFinder;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The page behind its AMP and mobile variants. Only shapes that are nearly always variants count:
 * the caches of Google and Bing, the parameter {@code amp}, a last segment {@code amp} behind one
 * that looks like an article's, and the hosts {@code m.}, {@code mobile.} and {@code amp.}, which
 * stand for {@code www.} where nothing but the registered domain is left.
 */
final class UrlVariants {
  private static final Pattern CACHE =
      Pattern.compile("/(?:[a-z]{1,3}/)(s/)?([^/]+\\.[^/]+)(/.*)?");
  private static final Pattern GOOGLE = Pattern.compile("/amp/(s/)?([^/]+\\.[^/]+)(/.*)?");
  private static final Pattern GOOGLE_HOST = Pattern.compile("(?:www\\.)?google\\.[a-z.]{2,6}");
  private static final Pattern LAST = Pattern.compile("(?s)(.*/[^/]*[-_0-9.][^/]*)/amp/?");
  private static final Pattern FILE = Pattern.compile("(?s)(.*[^/])\\.amp(\\.html?)?");
  private static final Pattern SESSION = Pattern.compile("(?i);jsessionid=[^/;]*");
  private static final Set<String> VARIANTS = Set.of("m", "mobile", "amp");
  private static final Set<String> YES = Set.of("", "1", "true", "yes", "amp");

  private UrlVariants() {}

  /**
   * The address that a cache has a copy of, to be made canonical itself; null: this is no cache.
   */
  static @Nullable String unwrapped(String host, String path) {
    Matcher found = null;
    if (host.endsWith(".cdn.ampproject.org") || host.endsWith(".bing-amp.com")) {
      found = CACHE.matcher(path);
    } else if (path.startsWith("/amp/") && GOOGLE_HOST.matcher(host).matches()) {
      found = GOOGLE.matcher(path);
    }
    if (found == null || !found.matches()) {
      return null;
    }
    String rest = found.group(3);
    return (found.group(1) == null ? "http://" : "https://")
        + found.group(2)
        + (rest == null ? "/" : rest);
  }

  /** The host, with its port, that a mobile host stands for. */
  static String host(String host) {
    int dot = host.indexOf('.');
    if (dot < 0) {
      return host;
    }
    String rest = host.substring(dot + 1);
    if (VARIANTS.contains(host.substring(0, dot))) {
      String domain = EffectiveTldFinder.getAssignedDomain(rest, true, false);
      if (domain == null) {
        return host; // m.example and mobile.de are domains of their own
      }
      return rest.equals(domain) ? "www." + rest : rest;
    }
    return rest.startsWith("m.") && rest.indexOf('.', 2) > 0 && dot <= 3
        ? host.substring(0, dot) + rest.substring(1) // en.m.wikipedia.org
        : host;
  }

  /** The path without what marks a variant or a session. */
  static String path(String path) {
    String now = path.indexOf(';') < 0 ? path : SESSION.matcher(path).replaceAll("");
    Matcher last = LAST.matcher(now);
    if (now.contains("/amp") && last.matches()) {
      return last.group(1);
    }
    Matcher file = FILE.matcher(now);
    return now.contains(".amp") && file.matches()
        ? file.group(1) + (file.group(2) == null ? "" : file.group(2))
        : now;
  }

  /** Whether a lower-case parameter asks for the AMP variant. */
  static boolean isAmp(String name, String value) {
    return switch (name) {
      case "amp", "_amp" -> YES.contains(value);
      case "outputtype", "output" -> value.equals("amp");
      default -> false;
    };
  }
}
