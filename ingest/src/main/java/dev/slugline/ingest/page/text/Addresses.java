package dev.slugline.ingest.page.text;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Tells the links of a page that stay on its site from those that leave it. */
final class Addresses {
  private static final Pattern SERVICE =
      Pattern.compile(
          "(?i)^(?:mailto|javascript|tel|sms|whatsapp|tg|fb-messenger|viber|line):"
              + "|[/.]share|sharer|/intent/|share=|[?&]u(?:rl)?=http|wa\\.me/|t\\.me/|/submit\\?");
  private final String host;

  private Addresses(String host) {
    this.host = host;
  }

  /** By the page's own address, else by the host to which most of its links lead. */
  static Addresses of(Document document) {
    for (String each :
        new String[] {"link[rel=canonical]", "meta[property=og:url]", "link[rel=amphtml]"}) {
      Element element = document.selectFirst(each);
      String host = element == null ? "" : host(element.attr("href") + element.attr("content"));
      if (!host.isEmpty()) {
        return new Addresses(host);
      }
    }
    Map<String, Integer> hosts = new HashMap<>();
    String most = "";
    for (Element link : document.select("a[href^=http], a[href^=//]")) {
      String host = host(link.attr("href"));
      if (hosts.merge(host, 1, Integer::sum) > hosts.getOrDefault(most, 0)) {
        most = host;
      }
    }
    return new Addresses(most);
  }

  /** Whether a link stays on the site, or is there to share, to mail or to follow. */
  boolean isInner(String href) {
    String bare = href.strip();
    boolean absolute = bare.regionMatches(true, 0, "http", 0, 4) || bare.startsWith("//");
    return !absolute
        || SERVICE.matcher(bare.substring(0, Math.min(400, bare.length()))).find()
        || host.isEmpty()
        || isSame(host(bare));
  }

  private boolean isSame(String other) {
    return other.equals(host)
        || other.endsWith("." + host)
        || host.endsWith("." + other)
        || tail(other).equals(tail(host));
  }

  /** The last two names of a host, or three where the second is short, as in {@code co.uk}. */
  private static String tail(String host) {
    int last = host.lastIndexOf('.');
    int second = last < 0 ? -1 : host.lastIndexOf('.', last - 1);
    boolean shared = second >= 0 && last - second <= 4 && host.length() - last <= 3;
    return host.substring((shared ? host.lastIndexOf('.', second - 1) : second) + 1);
  }

  private static String host(String address) {
    int start = address.indexOf("//");
    if (start < 0) {
      return "";
    }
    int end = start + 2;
    while (end < address.length() && "/?#:".indexOf(address.charAt(end)) < 0) {
      end++;
    }
    String host = address.substring(start + 2, end).toLowerCase(Locale.ROOT);
    return host.startsWith("www.") ? host.substring(4) : host;
  }
}
