package dev.slugline.ingest.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What comes out of a container, counted; whatever its reader throws is a {@link Damage}. */
final class Unpacked extends InputStream {
  private final InputStream in;
  private final String what;
  private final int keep;
  private final Budget budget;
  private final LongSupplier packed;
  private long count;
  private @Nullable Damage damage;

  /**
   * @param what is read, for a person
   * @param keep how many of the open containers can go on without it
   * @param packed how many bytes it was made of so far
   */
  Unpacked(InputStream in, String what, int keep, Budget budget, LongSupplier packed) {
    this.in = in;
    this.what = what;
    this.keep = keep;
    this.budget = budget;
    this.packed = packed;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (damage != null) {
      throw damage;
    }
    int n;
    try {
      n = in.read(into, from, length);
    } catch (IOException | RuntimeException e) {
      damage = Damage.of(e, what, keep);
      throw damage;
    }
    if (n > 0) {
      count += n;
      budget.unpacked(n, count, packed.getAsLong(), keep);
    }
    return n;
  }
}
