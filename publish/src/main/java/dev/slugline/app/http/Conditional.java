package dev.slugline.app.http;

import io.javalin.http.Context;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Answers that a client may have already (RFC 9110, 13). The tag is made of the content, so that
 * all instances give the same; it is a weak one, since an answer may be sent compressed.
 */
final class Conditional {
  private static final int TAG_BYTES = 12;

  /** With two digits of the day, which the formatter of Java does not always write. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Conditional() {}

  /**
   * Sends an answer, or 304 where the client has it.
   *
   * @param modified when it last changed; null: not known
   */
  static void answer(Context context, String type, byte[] body, @Nullable Instant modified) {
    String tag = "W/\"" + hash(body) + "\"";
    context.header("ETag", tag).header("Cache-Control", "no-cache");
    Instant dated = modified == null ? null : dated(modified, Instant.now());
    if (dated != null) {
      context.header("Last-Modified", DATE.format(dated));
    }
    if (isKnown(context, tag, dated)) {
      context.status(304);
      return;
    }
    context.contentType(type).result(body);
  }

  /**
   * By seconds, as the header has them. What changed within this one may change once more in it,
   * and would be dated the same: it has no date yet.
   */
  private static @Nullable Instant dated(Instant modified, Instant now) {
    Instant second = modified.truncatedTo(ChronoUnit.SECONDS);
    return second.isBefore(now.truncatedTo(ChronoUnit.SECONDS)) ? second : null;
  }

  private static boolean isKnown(Context context, String tag, @Nullable Instant dated) {
    String tags = ListHeader.of(context, "If-None-Match");
    if (tags != null) {
      return Arrays.stream(tags.split(",", -1))
          .map(String::strip)
          .anyMatch(it -> it.equals("*") || it.equals(tag) || ("W/" + it).equals(tag));
    }
    String since = context.header("If-Modified-Since");
    if (since == null || dated == null) {
      return false;
    }
    try {
      ZonedDateTime known = ZonedDateTime.parse(since, DateTimeFormatter.RFC_1123_DATE_TIME);
      return !known.toInstant().isBefore(dated);
    } catch (DateTimeParseException e) {
      return false; // as RFC 9110 has it: what is no date is not asked
    }
  }

  private static String hash(byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      return HexFormat.of().formatHex(hash, 0, TAG_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
