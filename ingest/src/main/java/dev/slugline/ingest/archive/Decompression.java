package dev.slugline.ingest.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.deflate.DeflateCompressorInputStream;
import org.apache.commons.compress.compressors.deflate.DeflateParameters;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

/** Undoes the compression of a single content. */
final class Decompression {
  private Decompression() {}

  /**
   * @param keep how many of the open containers can go on when it is damaged
   */
  static Unpacked of(Container kind, InputStream in, int keep, Budget budget) throws IOException {
    Counted counted = new Counted(in);
    return unpacked(() -> decoder(kind, counted), kind.label() + " stream", counted, keep, budget);
  }

  private static InputStream decoder(Container kind, InputStream in) throws IOException {
    return switch (kind) {
      case GZIP -> new Gunzip(in);
      case ZSTD -> new ZstdCompressorInputStream(in);
      default -> new Stepwise(new BZip2CompressorInputStream(in, true));
    };
  }

  /** The {@code deflate} of HTTP: zlib as it should be, or bare as some servers send it. */
  static Unpacked deflate(InputStream in, int keep, Budget budget) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in);
    buffered.mark(2);
    int first = buffered.read();
    int both = first << 8 | Math.max(0, buffered.read());
    buffered.reset();
    DeflateParameters parameters = new DeflateParameters();
    parameters.setWithZlibHeader((first & 0x0f) == 8 && both % 31 == 0);
    Counted counted = new Counted(buffered);
    return unpacked(
        () -> new DeflateCompressorInputStream(counted, parameters),
        "deflate stream",
        counted,
        keep,
        budget);
  }

  private interface Opening {
    InputStream open() throws IOException;
  }

  private static Unpacked unpacked(
      Opening opening, String what, Counted counted, int keep, Budget budget) throws IOException {
    try {
      return new Unpacked(opening.open(), "the " + what, keep, budget, counted::count);
    } catch (IOException | RuntimeException e) {
      throw Damage.of(e, "the " + what, keep);
    }
  }
}
