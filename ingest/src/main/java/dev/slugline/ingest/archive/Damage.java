package dev.slugline.ingest.archive;

import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A container that cannot be read any further. */
final class Damage extends IOException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final int keep;

  /**
   * @param code {@code over-limit}, {@code malformed} or {@code time-budget}
   * @param reason for a person
   * @param keep how many of the open containers, from the outermost, can be read on
   */
  Damage(String code, String reason, int keep) {
    super(reason);
    this.code = code;
    this.keep = keep;
  }

  /**
   * What went wrong within a reader: a damage beneath it or a failing source as they are, all else
   * as the damage of what it reads.
   *
   * @param what is read, for a person
   * @throws Source.Failure where the source cannot be read
   */
  static Damage of(Exception e, String what, int keep) throws Source.Failure {
    boolean ended = false;
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof Damage damage) {
        return damage;
      }
      if (at instanceof Source.Failure failure) {
        throw failure;
      }
      ended |= at instanceof EOFException || tellsOfTheEnd(at.getMessage());
    }
    String reason = ended ? what + " is truncated" : what + " is damaged" + told(e);
    return new Damage("malformed", reason, keep);
  }

  private static boolean tellsOfTheEnd(@Nullable String message) {
    String lower = message == null ? "" : message.toLowerCase(Locale.ROOT);
    return lower.contains("truncated") || lower.contains("unexpected end");
  }

  private static String told(Exception e) {
    String message = e.getMessage();
    return message == null || e instanceof RuntimeException ? "" : ": " + message.strip();
  }

  String code() {
    return code;
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  int keep() {
    return keep;
  }
}
