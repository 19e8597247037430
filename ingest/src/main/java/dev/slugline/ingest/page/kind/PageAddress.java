package dev.slugline.ingest.page.kind;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The addresses under which a page goes, and which links lead from it to others of its site. */
final class PageAddress {
  private static final int LONGEST = 4_096;
  private static final Pattern OTHER_SCHEME =
      Pattern.compile("(?i)(?!https?:)[a-z][a-z0-9+.-]*:.*");
  private static final Pattern SCHEME = Pattern.compile("(?i)^(?:https?:)?//");
  private static final Pattern COMMON = Pattern.compile("^(?:www|m)\\.");
  private static final Pattern INDEX =
      Pattern.compile(
          "(?i)/?(?:[a-z]{2}(?:-[a-z]{2})?/?)?(?:(?:index|default|home)\\.[a-z]{3,5})?");

  private final Set<String> own = new LinkedHashSet<>();
  private final Set<String> hosts = new HashSet<>();

  private PageAddress() {}

  static PageAddress of(Document document) {
    PageAddress address = new PageAddress();
    Element canonical = document.selectFirst("link[rel=canonical][href]");
    Element shared = document.selectFirst("meta[property=og:url][content]");
    address.add(canonical == null ? "" : canonical.attr("href"));
    address.add(shared == null ? "" : shared.attr("content"));
    address.add(document.location());
    return address;
  }

  private void add(String url) {
    String bare = url.length() > LONGEST ? "" : bare(url.strip());
    if (!bare.isEmpty()) {
      own.add(path(bare));
    }
    String host = host(bare);
    if (!host.isEmpty()) {
      hosts.add(host);
    }
  }

  /** The page that a link leads to; null: this one, none, or one of another site. */
  @Nullable String elsewhere(String href) {
    String bare = href.length() > LONGEST ? "" : bare(href.strip());
    if (bare.isEmpty() || OTHER_SCHEME.matcher(bare).matches()) {
      return null;
    }
    String host = host(bare);
    String path = path(bare);
    boolean foreign =
        !host.isEmpty() && !hosts.isEmpty() && hosts.stream().noneMatch(it -> akin(it, host));
    return foreign || own.contains(path) || path.isEmpty() || path.equals("/") ? null : path;
  }

  /** Whether every address that the page has is that of a site's front page. */
  boolean isFront() {
    return !own.isEmpty() && own.stream().allMatch(path -> INDEX.matcher(path).matches());
  }

  /** The paths with their queries. */
  Set<String> paths() {
    return own;
  }

  private static boolean akin(String one, String other) {
    return one.equals(other) || one.endsWith("." + other) || other.endsWith("." + one);
  }

  private static String bare(String url) {
    int hash = url.indexOf('#');
    return hash < 0 ? url : url.substring(0, hash);
  }

  private static String host(String url) {
    try {
      String host = SCHEME.matcher(url).find() ? new URI(url.split("[?]", 2)[0]).getHost() : null;
      return host == null ? "" : COMMON.matcher(host.toLowerCase(Locale.ROOT)).replaceFirst("");
    } catch (URISyntaxException e) {
      return "";
    }
  }

  private static String path(String url) {
    if (!SCHEME.matcher(url).find()) {
      return url.startsWith("/") ? url : "/" + url;
    }
    int start = url.indexOf('/', url.indexOf("//") + 2);
    String path = start < 0 ? "/" : url.substring(start);
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
