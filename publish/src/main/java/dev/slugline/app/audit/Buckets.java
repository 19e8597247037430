package dev.slugline.app.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows sorted into buckets by the hash of their key, on one file: what has the same key comes back
 * together, in the order in which it went in, a bucket at a time. The file has no name from the
 * moment that it is open, so it is gone whenever and however the process ends. Not thread-safe.
 */
final class Buckets implements AutoCloseable {
  /** What a bucket gathers before it is written. */
  private static final int CHUNK_BYTES = 4 * 1024;

  private static final int FEWEST = 16;
  private static final int MOST = 8 * 1024;

  /** So many rows take some megabytes as objects. */
  private static final int ROWS_EACH = 20_000;

  private final FileChannel file;
  private final List<Bucket> buckets = new ArrayList<>();
  private long written;

  private static final class Bucket {
    private final ByteArrayOutputStream open = new ByteArrayOutputStream(CHUNK_BYTES / 4);

    /** Position and length of each chunk, in turn. */
    private long[] chunks = new long[4];

    private int used;

    void wrote(long position, long length) {
      if (used == chunks.length) {
        chunks = Arrays.copyOf(chunks, 2 * used);
      }
      chunks[used++] = position;
      chunks[used++] = length;
    }
  }

  /**
   * @param folder where the file lies
   * @param rows how many there will be, about
   */
  Buckets(Path folder, long rows) throws IOException {
    Path path = Files.createTempFile(folder, "slugline-audit-", ".rows");
    file =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    long wanted = Math.max(FEWEST, Math.min(MOST, rows / ROWS_EACH));
    for (int i = 0; i < wanted; i++) {
      buckets.add(new Bucket());
    }
  }

  /** Keeps a row with all others of this hash. */
  void add(int hash, byte[] row) throws IOException {
    // spread, since what the keys differ by may be a few bits only
    Bucket bucket = buckets.get(Math.floorMod((hash * 0x9E3779B9) >> 7, buckets.size()));
    if (bucket.open.size() > 0 && bucket.open.size() + row.length > CHUNK_BYTES) {
      flush(bucket);
    }
    bucket.open.writeBytes(row);
  }

  private void flush(Bucket bucket) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(bucket.open.toByteArray());
    bucket.wrote(written, bytes.remaining());
    while (bytes.hasRemaining()) {
      written += file.write(bytes, written);
    }
    bucket.open.reset();
  }

  /** The number of buckets. */
  int count() {
    return buckets.size();
  }

  /** How much lies on the file. */
  long bytes() {
    return written;
  }

  /** All rows of a bucket, one behind the other; once only. */
  byte[] take(int number) throws IOException {
    Bucket bucket = buckets.get(number);
    long length = bucket.open.size();
    for (int i = 1; i < bucket.used; i += 2) {
      length += bucket.chunks[i];
    }
    ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(length));
    for (int i = 0; i < bucket.used; i += 2) {
      all.limit(Math.toIntExact(all.position() + bucket.chunks[i + 1]));
      long at = bucket.chunks[i];
      while (all.hasRemaining()) {
        int read = file.read(all, at);
        if (read < 0) {
          throw new IOException("the temporary file ends too early");
        }
        at += read;
      }
    }
    all.limit(all.capacity());
    all.put(bucket.open.toByteArray());
    bucket.open.reset();
    bucket.used = 0;
    return all.array();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
