package dev.slugline.ingest.identity;

import com.ibm.icu.text.IDNA;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The host and port of a URL. */
final class UrlHost {
  private static final int LAST_PORT = 65_535;
  private static final Pattern ASCII = Pattern.compile("[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*");
  private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]{2,45}]");
  private static final IDNA UTS46 =
      IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI);

  /** What real hosts do although they should not. */
  private static final Set<IDNA.Error> FORGIVEN =
      EnumSet.of(
          IDNA.Error.LEADING_HYPHEN,
          IDNA.Error.TRAILING_HYPHEN,
          IDNA.Error.HYPHEN_3_4,
          IDNA.Error.EMPTY_LABEL);

  private UrlHost() {}

  /** Host and, if it is not the scheme's own, port; without a user; null: not valid. */
  static @Nullable String authority(String text, String scheme) {
    String hostPort = text.substring(text.lastIndexOf('@') + 1);
    int colon = hostPort.endsWith("]") ? -1 : hostPort.lastIndexOf(':');
    String host = host(colon < 0 ? hostPort : hostPort.substring(0, colon));
    String port = colon < 0 ? "" : hostPort.substring(colon + 1);
    if (host == null || port.length() > 9 || !port.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return null;
    }
    int number = port.isEmpty() ? 0 : Integer.parseInt(port);
    if (number > LAST_PORT) {
      return null;
    }
    boolean standard = port.isEmpty() || number == (scheme.equals("https") ? 443 : 80);
    return standard ? host : host + ":" + number;
  }

  private static @Nullable String host(String written) {
    String lower = written.toLowerCase(Locale.ROOT);
    if (lower.startsWith("[")) {
      return IPV6.matcher(lower).matches() ? lower : null;
    }
    if (!lower.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      StringBuilder ascii = new StringBuilder();
      IDNA.Info info = new IDNA.Info();
      UTS46.nameToASCII(written, ascii, info);
      if (!FORGIVEN.containsAll(info.getErrors())) {
        return null;
      }
      lower = ascii.toString();
    }
    while (lower.endsWith(".")) {
      lower = lower.substring(0, lower.length() - 1);
    }
    return lower.length() <= 253 && ASCII.matcher(lower).matches() ? lower : null;
  }
}
