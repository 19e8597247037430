package dev.slugline.ingest.feed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * What tells without reading it that a file has changed.
 *
 * @param size in bytes
 * @param modified nanoseconds since 1970, as exact as the file system is
 */
record FileStamp(long size, long modified) {
  static FileStamp of(Path file) throws IOException {
    return of(Files.readAttributes(file, BasicFileAttributes.class));
  }

  static FileStamp of(BasicFileAttributes file) {
    return new FileStamp(file.size(), file.lastModifiedTime().to(TimeUnit.NANOSECONDS));
  }
}
