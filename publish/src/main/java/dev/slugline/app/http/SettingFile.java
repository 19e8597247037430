package dev.slugline.app.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that a setting names. */
record SettingFile(String key, Path path) {

  /** The content, whatever it is. */
  byte[] bytes() throws UnfitSetting {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw unread(e);
    }
  }

  /** The content as text. */
  String text() throws UnfitSetting {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes())).toString();
    } catch (CharacterCodingException e) {
      throw unfit("the file is no text in UTF-8", e);
    }
  }

  /** Why it could not be read. */
  UnfitSetting unread(IOException failure) {
    return unfit(reason(failure), failure);
  }

  private String reason(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (failure instanceof AccessDeniedException) {
      return "the file may not be read by the user '" + System.getProperty("user.name") + "'";
    }
    return Files.isDirectory(path)
        ? "this is a folder, not a file"
        : "the file cannot be read: " + failure.getMessage();
  }

  /** The setting is of no use, since so it is with the file. */
  UnfitSetting unfit(String what) {
    return new UnfitSetting(key, path.toString(), what);
  }

  /** The same, as it showed. */
  UnfitSetting unfit(String what, @Nullable Exception cause) {
    UnfitSetting unfit = unfit(what);
    unfit.initCause(cause);
    return unfit;
  }
}
