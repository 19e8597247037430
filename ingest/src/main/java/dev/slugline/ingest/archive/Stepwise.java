package dev.slugline.ingest.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Gives what a reader makes before it fails, where it would keep the last piece to itself. */
final class Stepwise extends FilterInputStream {
  private @Nullable IOException failure;

  Stepwise(InputStream in) {
    super(in);
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (failure != null) {
      throw failure;
    }
    int n = 0;
    try {
      while (n < length) {
        int b = in.read();
        if (b < 0) {
          return n == 0 ? -1 : n;
        }
        into[from + n] = (byte) b;
        n++;
      }
    } catch (IOException e) {
      if (n == 0) {
        throw e;
      }
      failure = e;
    }
    return n;
  }
}
