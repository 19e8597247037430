package dev.slugline.app.http;

import dev.slugline.ingest.format.Binary;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which bodies are not taken at all, by their declared type and by their first bytes. Everything
 * else is ingest's to judge.
 */
final class MediaTypes {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final List<String> WITHOUT_ARTICLES =
      List.of(
          "image/",
          "audio/",
          "video/",
          "font/",
          "model/",
          "multipart/",
          "application/pdf",
          "application/rtf",
          "text/rtf",
          "application/postscript",
          "application/msword",
          "application/vnd.ms-",
          "application/vnd.openxmlformats-",
          "application/vnd.oasis.opendocument.",
          "application/x-sqlite3",
          "application/wasm",
          "application/java-archive");

  private MediaTypes() {}

  /** The declared type; null: none, or the one that a tool declares when its user did not. */
  static @Nullable String declared(@Nullable String header) {
    boolean form = header != null && header.toLowerCase(Locale.ROOT).startsWith(FORM);
    return header == null || header.isBlank() || form ? null : header;
  }

  static void refuseType(@Nullable String declared) throws Problem {
    String type = declared == null ? "" : declared.strip().toLowerCase(Locale.ROOT);
    if (WITHOUT_ARTICLES.stream().anyMatch(type::startsWith)) {
      int end = type.indexOf(';');
      throw refusal("'" + (end < 0 ? type : type.substring(0, end)) + "' holds no article");
    }
  }

  static void refuseBytes(byte[] body) throws Problem {
    Binary.Kind kind = Binary.of(body);
    if (kind != null) {
      throw refusal("The body is " + kind.name());
    }
  }

  private static Problem refusal(String what) {
    return new Problem(
        415,
        "media-type",
        "Media type not taken",
        what
            + "; taken are text, JSON and JSON lines, ninjs, NewsML-G2, NewsML 1, NITF, RSS, Atom,"
            + " JSON Feed, HTML, WARC, zip, tar, gzip");
  }
}
