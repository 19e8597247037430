package dev.slugline.ingest.format.xml;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What kind of thing a media type or an agency's word for one means. */
final class MediaKind {
  private MediaKind() {}

  /** {@code picture, graphic, video, audio, text} or the word itself; null: nothing is said. */
  static @Nullable String of(@Nullable String said) {
    if (said == null || said.isBlank()) {
      return null;
    }
    String word = said.strip().toLowerCase(Locale.ROOT);
    int slash = word.indexOf('/');
    return switch (slash < 0 ? word : word.substring(0, slash)) {
      case "image", "photo", "picture", "photograph" -> "picture";
      case "graphic", "logo", "illustration", "animation" -> "graphic";
      case "video", "film" -> "video";
      case "audio", "sound" -> "audio";
      case "text" -> "text";
      default -> slash < 0 ? word : "file";
    };
  }
}
