package dev.slugline.app.letters;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The trace context of a replay: the letter's trace goes on, and the new span names the letter. All
 * that comes of the replay carries it, receipts and further dead letters, so from these alone it
 * can be told which letters were replayed; no other header passes through the stream.
 *
 * <p>Of the eight bytes of a span six are made of the letter's place and time, and two check them,
 * so that the spans of other senders, which may be on every record, need not be remembered.
 */
public final class ReplayTrace {
  private static final int NAME = 6;
  private static final HexFormat HEX = HexFormat.of();

  private ReplayTrace() {}

  /** The trace context that a replay of the letter carries, always the same one. */
  public static TraceParent of(Letter letter) {
    byte[] place =
        digest(
            letter.id()
                + "\0"
                + letter.arrived().toEpochMilli()
                + "\0"
                + letter.topic()
                + "\0"
                + letter.partition()
                + "-"
                + letter.offset());
    TraceParent before = letter.trace();
    String trace =
        before == null ? HEX.formatHex(place, place.length - 16, place.length) : before.traceId();
    String name = HEX.formatHex(place, 0, NAME);
    return new TraceParent(
        trace, name + check(trace, name), before == null ? "00" : before.flags());
  }

  /** The span of a replay of the letter, as a number. */
  static long span(Letter letter) {
    return number(of(letter).spanId());
  }

  /** The span, as a number, of the replay that something came of; null: it came of none. */
  static @Nullable Long replay(@Nullable TraceParent trace) {
    if (trace == null) {
      return null;
    }
    String name = trace.spanId().substring(0, 2 * NAME);
    boolean ours = trace.spanId().endsWith(check(trace.traceId(), name));
    return ours ? number(trace.spanId()) : null;
  }

  private static String check(String trace, String name) {
    return HEX.formatHex(Arrays.copyOf(digest(trace + "\0" + name), 2));
  }

  private static long number(String spanId) {
    return ByteBuffer.wrap(HEX.parseHex(spanId)).getLong();
  }

  private static byte[] digest(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return sha.digest(("slugline replay\0" + text).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
