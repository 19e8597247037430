package dev.slugline.app.http;

import java.util.Map;

/** What every answer says to browsers. */
final class SecurityHeaders {
  /** For all answers; a resource may say otherwise how long its answer is kept. */
  static final Map<String, String> PLAIN =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "Cache-Control", "no-store",
          "Referrer-Policy", "no-referrer",
          "X-Frame-Options", "DENY",
          "Cross-Origin-Resource-Policy", "same-origin");

  /** For a page without scripts: whatever text comes to stand in it, it can do nothing. */
  static final String BARE_PAGE =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  /** For pages whose scripts, styles and data all are ours. */
  static final String PAGE =
      "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private SecurityHeaders() {}
}
