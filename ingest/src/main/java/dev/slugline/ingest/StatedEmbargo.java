package dev.slugline.ingest;

import dev.slugline.ingest.clean.NewsDate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks for an embargo in the bytes of what could not be parsed: a cut-off or malformed item may be
 * embargoed all the same, and what is not known to be free must not be shown.
 */
final class StatedEmbargo {
  /** A time without a zone is as late as it can be anywhere. */
  private static final Duration ANYWHERE = Duration.ofHours(14);

  private static final Pattern STATED =
      Pattern.compile(
          "\"embargo[a-z_]{0,10}\"\\s{0,20}:\\s{0,20}"
              + "(?:(?<none>null|false|\"\\s*\")|\"(?<json>[^\"<]{1,80})\"|(?<epoch>[0-9.]{1,20}))?"
              + "|<(?:[a-z0-9._-]{1,20}:)?embargo[a-z]{0,10}(?:\\s[^<>]{0,200})?/?>\\s{0,20}"
              + "(?<xml>[^<]{1,80})?"
              + "|<date\\.release\\s(?:[^<>]{0,200}?\\s)?norm\\s{0,20}=\\s{0,20}"
              + "[\"'](?<nitf>[^\"'<>]{1,80})"
              + "|(?:formalname|management-status)\\s{0,20}=\\s{0,20}[\"']embargoed[\"']",
          Pattern.CASE_INSENSITIVE);

  private StatedEmbargo() {}

  /**
   * When the last embargo ends that the bytes state.
   *
   * @return null: none is stated, or all are over; {@link Instant#MAX}: one is, and its end cannot
   *     be told
   */
  static @Nullable Instant in(byte[] bytes, Instant now) {
    Instant last = null;
    Matcher found = STATED.matcher(latin(bytes));
    while (found.find()) {
      if (found.group("none") != null) {
        continue;
      }
      Instant until = until(found, now);
      if (until.isAfter(now) && (last == null || until.isAfter(last))) {
        last = until;
      }
    }
    return last;
  }

  private static Instant until(Matcher found, Instant now) {
    for (String group : new String[] {"json", "epoch", "xml", "nitf"}) {
      String written = found.group(group);
      if (written != null) {
        NewsDate date = NewsDate.read(written, now);
        Instant at = date.at();
        if (at == null) {
          return Instant.MAX;
        }
        return date.warnings().contains("assumed-zone") ? at.plus(ANYWHERE) : at;
      }
    }
    return Instant.MAX;
  }

  /** What is ASCII in them, also where each character has a zero byte beside it. */
  private static String latin(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
  }
}
