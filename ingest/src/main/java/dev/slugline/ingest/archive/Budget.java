package dev.slugline.ingest.archive;

import dev.slugline.ingest.format.Deadline;
import dev.slugline.ingest.format.Limits;
import org.jspecify.annotations.Nullable;

/** How much may come out of one source, all containers in it taken together. */
final class Budget {
  /** So many bombs may lie in an archive before it is one itself. */
  private static final int MOST_BOMBS = 8;

  private final Limits limits;
  private final long size;
  private final long most;
  private final @Nullable Deadline deadline;
  private long in;
  private long out;
  private int bombs;

  /**
   * @param size of the source; -1: not known
   * @param most bytes that may come out of it
   * @param deadline by when; null: there is time
   */
  Budget(Limits limits, long size, long most, @Nullable Deadline deadline) {
    this.limits = limits;
    this.size = size < 0 ? Long.MAX_VALUE : size;
    this.most = most;
    this.deadline = deadline;
  }

  /** So many bytes of the source were read. */
  void read(long bytes) {
    // entries of a zip archive can lie over each other: its bytes do not become more by that
    in = Math.min(in + bytes, size);
  }

  /**
   * So many bytes were unpacked.
   *
   * @param ownOut how many the container at hand has made
   * @param ownIn of how many it made them
   * @param keep how many of the open containers can go on without it
   */
  void unpacked(int bytes, long ownOut, long ownIn, int keep) throws Damage {
    out += bytes;
    if (deadline != null && deadline.passed()) {
      String reason = "not unpacked within " + limits.budget().toMillis() + " ms";
      throw new Damage("time-budget", reason, 0);
    }
    if (out > most) {
      String reason = "unpacked it is more than unpacked.max.bytes=" + most + " bytes";
      throw new Damage("over-limit", reason, 0);
    }
    if (isBomb(ownOut, ownIn)) {
      bombs++;
      out -= ownOut;
      throw bomb(ownOut, ownIn, bombs < MOST_BOMBS ? keep : 0);
    }
    if (isBomb(out, in)) {
      throw bomb(out, in, 0);
    }
  }

  /** What fits into one raw record does no harm, however small it was. */
  private boolean isBomb(long made, long of) {
    return made > limits.rawMaxBytes() && made / limits.unpackedMaxRatio() > of;
  }

  private Damage bomb(long made, long of, int keep) {
    String reason =
        "%d bytes and more out of %d, more than unpacked.max.ratio=%d times as many"
            .formatted(made, of, limits.unpackedMaxRatio());
    return new Damage("over-limit", reason, keep);
  }
}
