package dev.slugline.ingest.archive;

import dev.slugline.ingest.format.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** JSON lines: each that is not blank is a raw record. */
final class Lines implements Level {
  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final String name;
  private final Limits limits;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int end;
  private long line;
  private boolean any;
  private boolean ended;

  Lines(InputStream in, String name, Limits limits) {
    this.in = in;
    this.name = name;
    this.limits = limits;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public @Nullable Step next() throws IOException {
    while (!ended) {
      Part part = read();
      if (part != null) {
        any = true;
        return new Step.Done(part);
      }
    }
    if (!any) {
      any = true;
      return new Step.Done(new Part.Skipped(name, 0, "JSON lines without any"));
    }
    return null;
  }

  /** The next line; null: a blank one. */
  private @Nullable Part read() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long size = 0;
    line++;
    boolean whole = false;
    while (!whole && !ended) {
      int from = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      size += at - from;
      if (size <= limits.rawMaxBytes()) {
        out.write(buffer, from, at - from);
      }
      whole = at < end;
      if (whole) {
        at++;
      } else if (size > Whole.most(limits)) {
        ended = true;
      } else {
        fill();
      }
    }
    return part(out.toByteArray(), size, whole);
  }

  private void fill() throws IOException {
    at = 0;
    end = 0;
    int n = in.read(buffer);
    end = Math.max(0, n);
    ended = n < 0;
  }

  private @Nullable Part part(byte[] bytes, long size, boolean whole) {
    int limit = limits.rawMaxBytes();
    if (size > limit) {
      boolean endless = !whole && size > Whole.most(limits);
      String told = endless ? "more than " + Whole.most(limits) : Long.toString(size);
      String rest = endless ? "; what follows is not read" : "";
      return new Part.Refused(name, line, "over-limit", Whole.tooLong(told, limit) + rest);
    }
    int length = bytes.length;
    while (length > 0 && (bytes[length - 1] & 0xff) <= ' ') {
      length--;
    }
    if (length == 0) {
      return null;
    }
    byte[] own = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    // a line of JSON lines is JSON, sound or not
    return new Part.Content(name, line, own, "application/json", null);
  }

  @Override
  public void close() {
    // what is beneath is closed by whoever opened it
  }
}
