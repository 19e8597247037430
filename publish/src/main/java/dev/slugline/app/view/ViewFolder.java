package dev.slugline.app.view;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder of a view, locked for as long as it is held. */
final class ViewFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ViewFolder.class);
  private static final int MOST = 64;

  private final Path folder;
  private final FileChannel lock;

  private ViewFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * The first folder that no other instance holds: {@code name}, {@code name-2} and so on, so that
   * instances with one state folder find their views again after a restart.
   *
   * @throws IOException when none can be made
   */
  static ViewFolder hold(Path parent, String name) throws IOException {
    for (int i = 1; i <= MOST; i++) {
      Path folder = parent.resolve(i == 1 ? name : name + "-" + i);
      Files.createDirectories(folder);
      FileChannel lock = lock(folder.resolve("lock"));
      if (lock != null) {
        if (i > 1) {
          LOG.info(
              "another instance holds the view in {}; this one keeps its own in {}",
              parent.resolve(name),
              folder);
        }
        return new ViewFolder(folder, lock);
      }
    }
    throw new IOException(MOST + " instances hold views in " + parent + "; set state.dir");
  }

  private static @Nullable FileChannel lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      LOG.debug("{} is held by another view of this process", file);
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    return lock == null ? null : channel;
  }

  Path store() {
    return folder.resolve("store");
  }

  /** Takes the store away. */
  void clear() throws IOException {
    if (!Files.exists(store())) {
      return;
    }
    Files.walkFileTree(
        store(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
