package dev.slugline.ingest.archive;

import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** A tar archive. */
final class TarLevel implements Level {
  private static final String WHAT = "the tar archive";

  private final String archive;
  private final TarArchiveInputStream tar;
  private final int index;
  private String name;
  private boolean any;

  /**
   * @param index of this among the open containers
   */
  TarLevel(InputStream in, String archive, int index) {
    this.archive = archive;
    this.name = archive;
    this.tar = new TarArchiveInputStream(in, "UTF-8");
    this.index = index;
  }

  @Override
  public @Nullable Step next() throws IOException {
    TarArchiveEntry entry = entry();
    while (entry != null) {
      if (entry.isFile() && !isLink(entry) && !EntryName.isHidden(entry.getName())) {
        any = true;
        name = EntryName.within(archive, entry.getName());
        return new Step.Opened(new Guarded(), name);
      }
      entry = entry();
    }
    if (!any) {
      any = true;
      return new Step.Done(new Part.Skipped(archive, 0, "an archive without entries"));
    }
    return null;
  }

  private static boolean isLink(TarArchiveEntry entry) {
    return entry.isSymbolicLink() || entry.isLink();
  }

  private @Nullable TarArchiveEntry entry() throws IOException {
    try {
      return tar.getNextEntry();
    } catch (IOException | RuntimeException e) {
      throw Damage.of(e, WHAT, index);
    } catch (StackOverflowError e) {
      // the reader goes one step deeper for each header that only speaks of the next one
      throw new Damage("malformed", WHAT + " is damaged: it has too many headers", index);
    }
  }

  /** The entry at hand. */
  private final class Guarded extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      try {
        return tar.read(into, from, length);
      } catch (IOException | RuntimeException e) {
        throw Damage.of(e, WHAT, index);
      }
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void close() {
    // what is beneath is closed by whoever opened it
  }
}
