package dev.slugline.ingest.archive;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Ways to pack bytes, told by the first of them and never by a name. */
public enum Container {
  GZIP("gzip", true),
  ZSTD("zstd", true),
  BZIP2("bzip2", true),
  ZIP("a zip archive", true),
  TAR("a tar archive", true),
  WARC("a WARC archive", true),
  XZ("xz", false),
  SEVEN_ZIP("a 7z archive", false),
  RAR("a RAR archive", false);

  /** How many bytes are enough to tell. */
  public static final int HEAD = 512;

  private static final int TAR_MAGIC = 257;

  private final String label;
  private final boolean read;

  Container(String label, boolean read) {
    this.label = label;
    this.read = read;
  }

  /** For a person. */
  public String label() {
    return label;
  }

  /** Whether it can be unpacked here. */
  boolean isRead() {
    return read;
  }

  /** Whether it holds entries with names, rather than one content without. */
  public boolean isArchive() {
    return this != GZIP && this != ZSTD && this != BZIP2 && this != XZ;
  }

  /**
   * What bytes are packed in.
   *
   * @param head the first bytes, {@link #HEAD} of them where there are as many
   * @return null: no container
   */
  public static @Nullable Container of(byte[] head) {
    if (has(head, 0, "\u001f\u008b\b")) {
      return GZIP;
    }
    if (has(head, 0, "(\u00b5/\u00fd")) {
      return ZSTD;
    }
    if (has(head, 0, "BZh") && (has(head, 4, "1AY&SY") || has(head, 4, "\u0017rE8P\u0090"))) {
      return BZIP2;
    }
    if (has(head, 0, "PK\u0003\u0004") || has(head, 0, "PK\u0005\u0006")) {
      return ZIP;
    }
    if (has(head, TAR_MAGIC, "ustar\0") || has(head, TAR_MAGIC, "ustar ")) {
      return TAR;
    }
    if (has(head, 0, "WARC/0.") || has(head, 0, "WARC/1.")) {
      return WARC;
    }
    if (has(head, 0, "\u00fd7zXZ\0")) {
      return XZ;
    }
    if (has(head, 0, "7z\u00bc\u00af'\u001c")) {
      return SEVEN_ZIP;
    }
    return has(head, 0, "Rar!\u001a\u0007") ? RAR : null;
  }

  private static boolean has(byte[] head, int at, String magic) {
    byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
    if (head.length < at + wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (head[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
