package dev.slugline.ingest.fetch;

import com.ibm.icu.text.IDNA;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads web addresses as people and servers write them: unescaped, relative, with any host. */
final class WebAddress {
  private static final IDNA HOSTS = IDNA.getUTS46Instance(IDNA.DEFAULT);
  private static final String UNSAFE = "\"<>\\^`{|}";

  private WebAddress() {}

  /**
   * Reads an absolute address.
   *
   * @throws FetchException where it is none that can be fetched
   */
  static URI of(String text) throws FetchException {
    return checked(parsed(text.strip()), text);
  }

  /** Resolves a redirection. */
  static URI resolve(URI from, String location) throws FetchException {
    URI resolved = from.resolve(parsed(location.strip()));
    String path = resolved.getRawPath();
    int up = 0;
    while (path != null && path.startsWith("/../", up)) {
      up += 3; // above the root is the root
    }
    return checked(up == 0 ? resolved : withPath(resolved, path.substring(up)), location);
  }

  private static URI withPath(URI url, String path) {
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    return URI.create(url.getScheme() + "://" + url.getRawAuthority() + path + query);
  }

  private static URI checked(URI url, String text) throws FetchException {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new FetchException("'" + text + "' is no http or https address");
    }
    if (url.getHost() == null) {
      throw new FetchException("'" + text + "' names no host");
    }
    if (url.getRawUserInfo() != null) {
      throw new FetchException("an address with a user name in it is not fetched");
    }
    return url;
  }

  private static URI parsed(String text) throws FetchException {
    try {
      return new URI(escaped(text));
    } catch (URISyntaxException e) {
      throw new FetchException("'" + text + "' is no address: " + e.getReason(), e);
    }
  }

  /** What may not stand in an address as UTF-8 in percent escapes; a host in its ASCII form. */
  private static String escaped(String text) {
    int slashes = text.indexOf("://");
    int end = slashes < 0 ? 0 : slashes + 3;
    while (slashes >= 0 && end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    StringBuilder out = new StringBuilder(host(text.substring(0, end)));
    int fragment = text.indexOf('#', end);
    String rest = text.substring(end, fragment < 0 ? text.length() : fragment);
    for (int i = 0; i < rest.length(); ) {
      int c = rest.codePointAt(i);
      int length = Character.charCount(c);
      boolean safe = c > ' ' && c < 0x7f && UNSAFE.indexOf(c) < 0;
      if (safe) {
        out.append((char) c);
      } else {
        for (byte b : rest.substring(i, i + length).getBytes(StandardCharsets.UTF_8)) {
          out.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
        }
      }
      i += length;
    }
    return out.toString();
  }

  private static String host(String head) {
    if (head.chars().allMatch(c -> c < 0x80)) {
      return head;
    }
    int from = head.indexOf("://") + 3;
    int colon = head.indexOf(':', from);
    String name = head.substring(from, colon < 0 ? head.length() : colon);
    IDNA.Info info = new IDNA.Info();
    StringBuilder ascii = HOSTS.nameToASCII(name, new StringBuilder(), info);
    String tail = colon < 0 ? "" : head.substring(colon);
    return info.hasErrors() ? head : head.substring(0, from) + ascii + tail;
  }
}
