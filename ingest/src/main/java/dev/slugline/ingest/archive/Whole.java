package dev.slugline.ingest.archive;

import dev.slugline.ingest.format.Binary;
import dev.slugline.ingest.format.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads what is one raw record as a whole. */
final class Whole {
  private static final int BUFFER = 1 << 16;

  private final Limits limits;

  Whole(Limits limits) {
    this.limits = limits;
  }

  /**
   * The rest of a stream. Of what is too long no more is held than is allowed, and no more read
   * than tells its size, or that there is no end to it.
   *
   * @param size where it is known; -1: it is not
   */
  Part read(InputStream in, String name, long size, @Nullable String type, @Nullable String url)
      throws IOException {
    int limit = limits.rawMaxBytes();
    if (size > limit) {
      return new Part.Refused(name, 0, "over-limit", tooLong(Long.toString(size), limit));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER];
    long count = 0;
    int n = in.read(buffer);
    while (n >= 0 && count <= most(limits)) {
      count += n;
      if (count <= limit) {
        out.write(buffer, 0, n);
      }
      n = in.read(buffer);
    }
    if (count > limit) {
      String told = n < 0 ? Long.toString(count) : "more than " + most(limits);
      return new Part.Refused(name, 0, "over-limit", tooLong(told, limit));
    }
    byte[] bytes = out.toByteArray();
    Binary.Kind binary = name.contains(Part.WITHIN) ? Binary.of(bytes) : null;
    return binary != null && binary.media()
        ? new Part.Skipped(name, 0, binary.name())
        : new Part.Content(name, 0, bytes, type, url);
  }

  /** Beyond that it is of no use to know how long it is. */
  static long most(Limits limits) {
    return Math.max(limits.rawMaxBytes(), limits.unpackedMaxBytes());
  }

  static String tooLong(String size, int limit) {
    return size + " bytes, more than raw.max.bytes=" + limit;
  }
}
