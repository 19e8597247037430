package dev.slugline.ingest.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.EnumMap;
import java.util.Enumeration;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.jspecify.annotations.Nullable;

/**
 * A zip archive, read by its central directory: what stands before the entries themselves may be
 * wrong, or say nothing of their sizes.
 */
final class ZipLevel implements Level {
  private static final Map<ZipMethod, String> READ = new EnumMap<>(ZipMethod.class);

  static {
    READ.put(ZipMethod.STORED, "stored");
    READ.put(ZipMethod.DEFLATED, "deflate");
    READ.put(ZipMethod.ENHANCED_DEFLATED, "deflate64");
    READ.put(ZipMethod.BZIP2, "bzip2");
    READ.put(ZipMethod.ZSTD, "zstd");
  }

  private final String archive;
  private final ZipFile zip;
  private final boolean outermost;
  private final int index;
  private final Budget budget;
  private final Enumeration<ZipArchiveEntry> entries;
  private String name;
  private boolean any;

  /**
   * @param channel closed with this
   * @param outermost whether its bytes are those of the source itself
   * @param index of this among the open containers
   */
  ZipLevel(SeekableByteChannel channel, String archive, boolean outermost, int index, Budget budget)
      throws IOException {
    this.archive = archive;
    this.name = archive;
    this.outermost = outermost;
    this.index = index;
    this.budget = budget;
    try {
      this.zip =
          ZipFile.builder().setSeekableByteChannel(channel).setIgnoreLocalFileHeader(true).get();
    } catch (IOException | RuntimeException e) {
      channel.close();
      Damage.of(e, "the zip archive", index);
      String reason = "the zip archive is truncated or damaged: it has no readable list of entries";
      throw new Damage("malformed", reason, index);
    }
    String document = document();
    if (document != null) {
      zip.close();
      throw new Damage("malformed", "not text: " + document, index);
    }
    this.entries = zip.getEntries();
  }

  /** What an archive is that is meant to be one file; null: an archive. */
  private @Nullable String document() {
    if (zip.getEntry("[Content_Types].xml") != null) {
      return "an Office document (docx, xlsx or pptx)";
    }
    if (zip.getEntry("mimetype") != null && zip.getEntry("META-INF/container.xml") != null) {
      return "an EPUB book";
    }
    return zip.getEntry("mimetype") != null && zip.getEntry("content.xml") != null
        ? "an OpenDocument file"
        : null;
  }

  @Override
  public @Nullable Step next() throws IOException {
    while (entries.hasMoreElements()) {
      ZipArchiveEntry entry = entries.nextElement();
      String own = entry.getName();
      if (!entry.isDirectory() && !entry.isUnixSymlink() && !EntryName.isHidden(own)) {
        any = true;
        name = EntryName.within(archive, own);
        return step(entry);
      }
    }
    if (!any) {
      any = true;
      return new Step.Done(new Part.Skipped(archive, 0, "an archive without entries"));
    }
    return null;
  }

  private Step step(ZipArchiveEntry entry) throws IOException {
    if (entry.getGeneralPurposeBit().usesEncryption()) {
      return refused("the entry is encrypted");
    }
    ZipMethod method = ZipMethod.getMethodByCode(entry.getMethod());
    if (method == null || !READ.containsKey(method)) {
      String told = method == null || method == ZipMethod.UNKNOWN ? "" : " (" + method + ")";
      return refused("compressed by method " + entry.getMethod() + told + ", which is not read");
    }
    long packed = Math.max(1, entry.getCompressedSize());
    if (outermost) {
      budget.read(packed);
    }
    InputStream in;
    try {
      in = new Verified(zip.getInputStream(entry), entry.getSize(), entry.getCrc());
    } catch (IOException | RuntimeException e) {
      throw Damage.of(e, "the entry", index + 1);
    }
    return new Step.Opened(new Unpacked(in, "the entry", index + 1, budget, () -> packed), name);
  }

  private Step refused(String reason) {
    return new Step.Done(new Part.Refused(name, 0, "malformed", reason));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
