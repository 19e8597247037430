package dev.slugline.ingest.feed;

import dev.slugline.ingest.RawSplitter.Piece;
import java.util.zip.CRC32C;

/** Counts and sums up the pieces of one file, in order. */
final class PieceCount {
  private final FileStamp stamp;
  private final CRC32C sum = new CRC32C();
  private long pieces;

  PieceCount(FileStamp stamp) {
    this.stamp = stamp;
  }

  void add(Piece piece) {
    pieces++;
    if (piece instanceof Piece.Chunk chunk) {
      sum.update(chunk.bytes());
    }
    sum.update('\n'); // so that it matters where a piece ends
  }

  /** Whether that many pieces were counted. */
  boolean reached(FileState state) {
    return pieces >= state.pieces();
  }

  /** Whether what was counted is what was fed then. */
  boolean isSame(FileState state) {
    return pieces == state.pieces() && (int) sum.getValue() == state.sum();
  }

  FileState state(boolean done) {
    return new FileState(stamp, pieces, (int) sum.getValue(), done);
  }
}
