package dev.slugline.app.http;

import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters in an address. Javalin's own reading of them leaves out what it cannot decode, and
 * takes the charset of the body for that of the address; a filter that is left out is a request for
 * something else. Here it is UTF-8, and what is not is refused.
 */
final class QueryString {
  private static final String KEY = QueryString.class.getName();
  private static final Pattern NO_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2}).{0,2}");
  private static final Pattern ESCAPES = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");

  /** What the server reads instead of bytes of an address that are no UTF-8. */
  private static final String REPLACED = "\uFFFD";

  private QueryString() {}

  /**
   * What is given, in its order, each name with its values.
   *
   * @throws Problem where a name or a value cannot be read
   */
  static Map<String, List<String>> of(Context context) throws Problem {
    Map<String, List<String>> known = context.attribute(KEY);
    if (known == null) {
      known = parse(context.queryString());
      context.attribute(KEY, known);
    }
    return known;
  }

  private static Map<String, List<String>> parse(@Nullable String query) throws Problem {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    String[] pairs = query == null || query.isEmpty() ? new String[0] : query.split("&", -1);
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      String rawName = equals < 0 ? pair : pair.substring(0, equals);
      String unreadable = whyUnreadable(rawName);
      if (unreadable != null) {
        throw Parameters.bad(Parameters.shown(rawName), "has a name that " + unreadable);
      }
      String name = decoded(rawName);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      unreadable = whyUnreadable(value);
      if (unreadable != null) {
        throw Parameters.bad(name, unreadable);
      }
      parameters.computeIfAbsent(name, it -> new ArrayList<>()).add(decoded(value));
    }
    return parameters;
  }

  private static @Nullable String whyUnreadable(String raw) {
    Matcher noEscape = NO_ESCAPE.matcher(raw);
    if (noEscape.find()) {
      return unreadableAt(
          noEscape.group(), "two hexadecimal digits must follow; a percent sign itself is %25");
    }
    for (Matcher escapes = ESCAPES.matcher(raw); escapes.find(); ) {
      if (!isUtf8(escapes.group())) {
        return unreadableAt(Parameters.shown(escapes.group()), "that is no UTF-8");
      }
    }
    return raw.contains(REPLACED) ? unreadableAt(REPLACED, "that is no UTF-8") : null;
  }

  private static String unreadableAt(String place, String why) {
    return "cannot be read at '" + place + "': " + why;
  }

  private static boolean isUtf8(String escapes) {
    byte[] bytes = HexFormat.of().parseHex(escapes.replace("%", ""));
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static String decoded(String raw) {
    return URLDecoder.decode(raw, StandardCharsets.UTF_8);
  }
}
