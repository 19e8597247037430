package dev.slugline.app.http;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads the whole body of a request, bounded in size and time.
 *
 * @param maxBytes of the body, and of what it holds where it is compressed
 * @param maxRatio how many times as long as its compressed bytes a content may be
 * @param within from the begin of reading to the last byte
 */
record RequestBody(int maxBytes, int maxRatio, Duration within) {
  private static final int BUFFER = 1 << 14;

  /** What is so short may be of any ratio. */
  private static final int SHORT = 1 << 16;

  /**
   * The bytes.
   *
   * @param share grows with what is read
   * @throws Problem also when the client is too slow
   * @throws IOException when the client went away
   */
  byte[] read(Context context, FeedBudget.Share share) throws Problem, IOException {
    String coding = String.valueOf(context.header("Content-Encoding")).toLowerCase(Locale.ROOT);
    long length = context.req().getContentLengthLong();
    if (length > maxBytes) {
      throw tooLarge("The body has " + length + " bytes; at most " + maxBytes + " are taken");
    }
    share.grow(Math.max(0, length));
    Patience.set(context, within);
    Counted counted = new Counted(context.req().getInputStream());
    return switch (coding) {
      case "null", "", "identity" -> all(counted, counted, share, "The body");
      case "gzip", "x-gzip" -> unpacked(counted, share);
      default ->
          throw new Problem(
                  415,
                  "content-encoding",
                  "Content encoding not taken",
                  "A body comes as it is, or with Content-Encoding: gzip")
              .header("Accept-Encoding", "gzip, identity");
    };
  }

  private byte[] unpacked(Counted packed, FeedBudget.Share share) throws Problem, IOException {
    try (InputStream in = new GZIPInputStream(packed, BUFFER)) {
      return all(in, packed, share, "Unpacked, the body");
    } catch (ZipException | EOFException e) {
      throw new Problem(
          400, "bad-gzip", "Damaged gzip", "The body is said to be gzip and cannot be unpacked");
    }
  }

  private byte[] all(InputStream in, Counted from, FeedBudget.Share share, String what)
      throws Problem, IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream(BUFFER);
    byte[] buffer = new byte[BUFFER];
    for (int n = next(in, buffer); n >= 0; n = next(in, buffer)) {
      if ((long) read.size() + n > maxBytes) {
        throw tooLarge(what + " has more than the " + maxBytes + " bytes that are taken");
      }
      if (in != from && read.size() > SHORT && read.size() / maxRatio > from.bytes) {
        throw tooLarge(
            "unpacked.max.ratio",
            "Unpacked, the body is more than " + maxRatio + " times as long as it came");
      }
      share.grow((long) read.size() + n);
      read.write(buffer, 0, n);
    }
    return read.toByteArray();
  }

  private static int next(InputStream in, byte[] buffer) throws Problem, IOException {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      if (e instanceof Late || e.getCause() instanceof TimeoutException) {
        throw new Problem(
                408, "slow-body", "Body too slow", "The body was not there in time; send it again")
            .header("Connection", "close");
      }
      throw e;
    }
  }

  private Problem tooLarge(String what) {
    return tooLarge("raw.max.bytes", what);
  }

  private Problem tooLarge(String setting, String what) {
    return new Problem(413, "too-large", "Too large", what + " (" + setting + ")")
        .with("maxBytes", maxBytes)
        .header("Connection", "close");
  }

  /** The time is over. */
  private static final class Late extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** Counts what is read and minds the time; a single wait for bytes the connection ends. */
  private final class Counted extends FilterInputStream {
    private final long end = System.nanoTime() + within.toNanos();
    private long bytes;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int n = super.read(into, from, length);
      bytes += Math.max(0, n);
      if (n >= 0 && System.nanoTime() > end) {
        throw new Late();
      }
      return n;
    }
  }
}
