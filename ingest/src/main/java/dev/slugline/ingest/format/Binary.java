package dev.slugline.ingest.format;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files that hold no text to be read, told by their first bytes. */
public final class Binary {
  /**
   * A kind of file.
   *
   * @param name for a person
   * @param media whether it is a picture, a sound or a film: what stands beside articles
   */
  public record Kind(String name, boolean media) {}

  private record Magic(int at, byte[] bytes, Kind kind) {}

  private static final List<Magic> KNOWN =
      List.of(
          plain(0, "%PDF-", "a PDF document"),
          plain(0, "{\\rtf", "an RTF document"),
          plain(0, "%!PS", "a PostScript document"),
          plain(0, "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", "an old Office document"),
          plain(0, "SQLite format 3\0", "an SQLite database"),
          plain(0, "\u007fELF", "an ELF program"),
          plain(0, "\u00ca\u00fe\u00ba\u00be", "a compiled Java class"),
          plain(0, "wOFF", "a font"),
          plain(0, "wOF2", "a font"),
          media(0, "\u0089PNG\r\n\u001a\n", "a PNG image"),
          media(0, "\u00ff\u00d8\u00ff", "a JPEG image"),
          media(0, "GIF87a", "a GIF image"),
          media(0, "GIF89a", "a GIF image"),
          media(8, "WEBPVP8", "a WebP image"),
          media(0, "II*\0", "a TIFF image"),
          media(0, "MM\0*", "a TIFF image"),
          media(4, "ftypavif", "an AVIF image"),
          media(4, "ftyphei", "a HEIC image"),
          media(4, "ftypM4A", "an MPEG-4 sound"),
          media(4, "ftyp", "an MPEG-4 film"),
          media(8, "AVI LIST", "an AVI film"),
          media(8, "WAVEfmt", "a WAVE sound"),
          media(0, "ID3\u0002", "an MP3 sound"),
          media(0, "ID3\u0003", "an MP3 sound"),
          media(0, "ID3\u0004", "an MP3 sound"),
          media(0, "\u00ff\u00fb", "an MP3 sound"),
          media(0, "OggS\0", "an Ogg sound or film"),
          media(0, "fLaC\0", "a FLAC sound"),
          media(0, "\u001aE\u00df\u00a3", "a Matroska or WebM film"));

  private Binary() {}

  private static Magic plain(int at, String bytes, String name) {
    return new Magic(at, bytes.getBytes(StandardCharsets.ISO_8859_1), new Kind(name, false));
  }

  private static Magic media(int at, String bytes, String name) {
    return new Magic(at, bytes.getBytes(StandardCharsets.ISO_8859_1), new Kind(name, true));
  }

  /** What the bytes are; null: none of the known ones. */
  public static @Nullable Kind of(byte[] bytes) {
    for (Magic magic : KNOWN) {
      if (stands(magic.bytes, bytes, magic.at)) {
        return magic.kind;
      }
    }
    return null;
  }

  private static boolean stands(byte[] magic, byte[] bytes, int at) {
    if (bytes.length < at + magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if (bytes[at + i] != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
