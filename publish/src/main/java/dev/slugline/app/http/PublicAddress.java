package dev.slugline.app.http;

import dev.slugline.app.config.SluglineConfig;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a client finds us: absolute URLs for answers that leave their place, such as feeds. */
final class PublicAddress {
  private static final Pattern HOST =
      Pattern.compile("(?:[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::\\d{1,5})?");

  private final String configured;

  PublicAddress(SluglineConfig config) {
    configured = config.text("http.public.url");
  }

  /** What URLs begin with: as configured, else as the client asked. */
  String base(Context context) throws Problem {
    if (!configured.isEmpty()) {
      return configured;
    }
    @Nullable String host = context.host();
    if (host == null || !HOST.matcher(host).matches()) {
      throw new Problem(
          400, "bad-host", "Bad host", "The header Host is missing or is no name with a port");
    }
    return context.scheme() + "://" + host;
  }

  /** A text as a part of a path or a query. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
