package dev.slugline.app.http;

import dev.slugline.app.config.SluglineConfig;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who asks by a name that is ours, from a page that is ours or allowed. Without it any web
 * page that a user opens could ask a server on his machine, by a name of its own that it lets point
 * to it. Thread-safe.
 */
final class Gate {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[?::1]?");
  private static final String METHODS = "GET, HEAD, POST, DELETE";
  private static final String ASKED_HEADERS =
      "Authorization, Content-Type, Idempotency-Key, If-None-Match, Last-Event-ID, Prefer,"
          + " traceparent";
  private static final String TOLD_HEADERS = "Location, Retry-After, Link, ETag, Last-Modified";

  private final Set<String> hosts = new HashSet<>();
  private final Set<String> origins = new HashSet<>();

  Gate(SluglineConfig config, Listener listener) {
    hosts.add(bare(listener.host()));
    config.texts("http.hosts").forEach(host -> hosts.add(bare(host)));
    config.texts("http.origins").forEach(it -> origins.add(it.toLowerCase(Locale.ROOT)));
  }

  /** Refuses a strange name or page; to an allowed page it says that it is one. */
  void admit(Context context) throws Problem {
    HttpServletRequest request = context.req();
    String host = bare(request.getServerName());
    if (!isOurs(host, request)) {
      throw new Problem(
          421,
          "wrong-host",
          "Wrong host",
          "This server is not known by the name '"
              + shown(host)
              + "'; names beside localhost are set with http.hosts");
    }
    List<String> given = Collections.list(request.getHeaders("Origin"));
    if (given.isEmpty()) {
      return;
    }
    String origin = given.get(0).toLowerCase(Locale.ROOT);
    if (given.size() == 1 && isSame(origin, request.getHeader("Host"))) {
      return;
    }
    if (given.size() > 1 || !origins.contains(origin)) {
      throw new Problem(
          403,
          "foreign-origin",
          "Foreign origin",
          "Pages of '" + shown(given.get(0)) + "' may not ask here; http.origins says which may");
    }
    allow(context, given.get(0));
  }

  private boolean isOurs(String host, HttpServletRequest request) {
    return LOOPBACK.matcher(host).matches()
        || hosts.contains(host)
        || hosts.contains("*")
        || host.equals(bare(request.getLocalAddr()));
  }

  /** The scheme is not compared: a proxy in front may have taken the TLS off. */
  private static boolean isSame(String origin, @Nullable String host) {
    int at = origin.indexOf("://");
    return at > 0 && host != null && origin.substring(at + 3).equalsIgnoreCase(host);
  }

  private static void allow(Context context, String origin) {
    context.header("Access-Control-Allow-Origin", origin);
    context.header("Access-Control-Expose-Headers", TOLD_HEADERS);
    context.header("Cross-Origin-Resource-Policy", "cross-origin");
    context.res().addHeader("Vary", "Origin");
    boolean asksFirst =
        context.req().getMethod().equals("OPTIONS")
            && context.header("Access-Control-Request-Method") != null;
    if (asksFirst) {
      context.header("Access-Control-Allow-Methods", METHODS);
      context.header("Access-Control-Allow-Headers", ASKED_HEADERS);
      context.header("Access-Control-Max-Age", "600");
      context.status(204).skipRemainingHandlers();
    }
  }

  /** Without brackets, port or the dot of a full name, in lower case. */
  private static String bare(String host) {
    String lower = host.strip().toLowerCase(Locale.ROOT);
    if (lower.startsWith("[") && lower.endsWith("]")) {
      return lower.substring(1, lower.length() - 1);
    }
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private static String shown(String text) {
    String plain = text.replaceAll("[^\\x21-\\x7e]", "?");
    return plain.length() > 100 ? plain.substring(0, 100) + "…" : plain;
  }
}
