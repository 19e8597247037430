package dev.slugline.app.broker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder of an embedded broker, which says in plain words why it cannot be one. */
final class DataFolder {
  private static final String REMEDY = "; give a folder of your own with --data DIR";

  private DataFolder() {}

  /** The folder, which is made where it is not there. */
  static Path made(Path folder) throws IOException {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IOException(
          "the data folder " + folder + " cannot be made: " + reason(folder, e) + REMEDY, e);
    }
  }

  /** A file of the folder, open for writing, made where it is not there. */
  static FileChannel opened(Path file) throws IOException {
    try {
      return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new IOException(
          "the data folder " + file.getParent() + " cannot be used: " + reason(file, e) + REMEDY,
          e);
    }
  }

  private static String reason(Path wanted, IOException failure) {
    Path there = there(wanted.toAbsolutePath());
    if (there != null && Files.isRegularFile(there)) {
      return there + (Files.isWritable(there) ? " is a file" : " may not be written");
    }
    if (there != null && !Files.isWritable(there)) {
      return "the user '" + System.getProperty("user.name") + "' may not write in " + there;
    }
    String said = failure instanceof FileSystemException it ? it.getReason() : failure.getMessage();
    return (said == null ? "nothing can be made" : said) + " in " + there;
  }

  /** The nearest above that is there, or the path itself. */
  private static @Nullable Path there(Path path) {
    Path at = path;
    while (at != null && !Files.exists(at)) {
      at = at.getParent();
    }
    return at;
  }
}
