package dev.slugline.ingest.feed;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files that appear or change in folders, and in folders that appear in them, until it is
 * stopped; first those that are there. A file is found once its size and time have stood still for
 * a while, so that a half-written one is not. What the system tells is only a hint: all folders are
 * read again from time to time, at once where the system has lost track, and often where it tells
 * nothing, as of a network drive. Not thread-safe.
 */
final class FolderWatch implements FolderWalk.Visitor {
  /** Takes what is found. */
  interface Sink {
    void file(String input, Path file) throws InterruptedException;

    void refuse(String input, String reason);

    /** Some files were found, and for now there are no more. */
    void pause() throws InterruptedException;

    boolean stopped();
  }

  /** How it is timed. */
  record Timing(Duration quiet, Duration poll, Duration reread) {
    static final Timing USUAL =
        new Timing(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(30));
  }

  private static final long TICK_MILLIS = 100;
  private static final Object GONE = "gone";
  private static final Set<String> UNFINISHED =
      Set.of("tmp", "temp", "part", "partial", "filepart", "crdownload", "swp");

  /** A file that may still change. */
  private record Waiting(FileStamp stamp, long since) {}

  private final List<Path> roots;
  private final Timing timing;
  private final Sink sink;
  private final Map<WatchKey, Path> keys = new HashMap<>();
  private final Map<Path, Object> identities = new HashMap<>();
  private Map<Path, FileStamp> found = new HashMap<>();
  private Map<Path, FileStamp> foundAgain = new HashMap<>();
  private final Map<Path, Waiting> waiting = new LinkedHashMap<>();
  private final Set<String> refused = new HashSet<>();
  private @Nullable WatchService service;
  private boolean blind;

  FolderWatch(List<Path> roots, Timing timing, Sink sink) {
    this.roots = roots;
    this.timing = timing;
    this.sink = sink;
  }

  /** Returns when it is stopped. */
  void run() throws InterruptedException {
    try (WatchService made = FileSystems.getDefault().newWatchService()) {
      service = made;
      watch(made);
    } catch (IOException e) {
      // the system has no more watches to give: look for ourselves
      service = null;
      watch(null);
    }
  }

  private void watch(@Nullable WatchService events) throws InterruptedException {
    long next = System.nanoTime();
    while (!stopped()) {
      if (System.nanoTime() - next >= 0) {
        reread();
        Duration pause = blind ? timing.poll() : timing.reread();
        next = System.nanoTime() + pause.toNanos();
      }
      takeSettled();
      if (!hear(events) || rootsChanged()) {
        next = System.nanoTime(); // something was missed
      }
    }
  }

  /** Takes what the system tells within a tick; false: it has lost track. */
  private boolean hear(@Nullable WatchService events) throws InterruptedException {
    if (events == null) {
      TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
      return true;
    }
    boolean whole = true;
    WatchKey key = events.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
    while (key != null && !stopped()) {
      Path folder = keys.get(key);
      for (WatchEvent<?> event : key.pollEvents()) {
        if (folder != null && event.context() instanceof Path name) {
          look(folder.resolve(name));
        } else {
          whole = false; // an overflow
        }
      }
      if (!key.reset()) {
        keys.remove(key);
      }
      key = events.poll();
    }
    return whole;
  }

  /** Whether another folder stands where one was, which the system does not tell. */
  private boolean rootsChanged() {
    boolean changed = false;
    for (Path root : roots) {
      Object now = GONE;
      try {
        Object key = Files.readAttributes(root, BasicFileAttributes.class).fileKey();
        now = key == null ? root : key;
      } catch (IOException e) {
        // it is gone
      }
      Object before = identities.put(root, now);
      changed |= before != null && !before.equals(now);
    }
    return changed;
  }

  /** Looks at all folders, and forgets what is gone. */
  private void reread() throws InterruptedException {
    blind = service == null;
    foundAgain = new HashMap<>();
    for (Path root : roots) {
      if (Files.isDirectory(root)) {
        new FolderWalk(this).walk(root);
      } else {
        blind = true;
        refuse(root.toString(), "not a folder, or gone: watched for all the same");
      }
    }
    if (!stopped()) {
      found = foundAgain;
    }
    foundAgain = found;
  }

  @Override
  public void folder(Path folder) {
    if (service == null) {
      return;
    }
    try {
      // the same key again, unless another folder has taken the place of one
      WatchKey key =
          folder.register(
              service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
      keys.put(key, folder);
    } catch (IOException e) {
      blind = true; // no watches left, or a file system without: what changes is found by looking
    }
  }

  @Override
  public void file(String input, Path file) {
    if (isUnfinished(file)) {
      return;
    }
    try {
      FileStamp stamp = FileStamp.of(file);
      FileStamp known = found.get(file);
      if (known != null) {
        foundAgain.put(file, known);
      }
      if (!stamp.equals(known) && stamp.size() > 0) { // an empty one is still to be written
        Waiting now = new Waiting(stamp, System.nanoTime());
        waiting.merge(file, now, (a, b) -> a.stamp().equals(b.stamp()) ? a : b);
      }
    } catch (NoSuchFileException e) {
      waiting.remove(file); // gone again
    } catch (IOException e) {
      refuse(input, FolderWalk.told(e));
    }
  }

  /** Looks at what the system has told of. */
  private void look(Path path) throws InterruptedException {
    if (FolderWalk.isHidden(path)) {
      return;
    }
    try {
      BasicFileAttributes own =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (own.isDirectory()) {
        new FolderWalk(this).walk(path);
      } else if (Files.isRegularFile(path)) {
        file(path.toString(), path);
      }
    } catch (NoSuchFileException e) {
      waiting.remove(path); // gone again
    } catch (IOException e) {
      refuse(path.toString(), FolderWalk.told(e));
    }
  }

  private void takeSettled() throws InterruptedException {
    boolean any = false;
    Iterator<Map.Entry<Path, Waiting>> each = waiting.entrySet().iterator();
    while (each.hasNext() && !stopped()) {
      Map.Entry<Path, Waiting> entry = each.next();
      Path file = entry.getKey();
      FileStamp stamp = stamp(file);
      long now = System.nanoTime();
      if (stamp == null) {
        each.remove();
      } else if (!stamp.equals(entry.getValue().stamp())) {
        entry.setValue(new Waiting(stamp, now));
      } else if (now - entry.getValue().since() >= timing.quiet().toNanos()) {
        each.remove();
        found.put(file, stamp);
        sink.file(file.toString(), file);
        any = true;
      }
    }
    if (any) {
      sink.pause();
    }
  }

  private static @Nullable FileStamp stamp(Path file) {
    try {
      return FileStamp.of(file);
    } catch (IOException e) {
      return null; // gone, or not to be seen any more: rereading tells
    }
  }

  @Override
  public void refuse(String input, String reason) {
    if (refused.add(input + ": " + reason)) { // once, not whenever it is seen
      sink.refuse(input, reason);
    }
  }

  @Override
  public boolean stopped() {
    return sink.stopped();
  }

  /** By the names that programs give to what they still write. */
  private static boolean isUnfinished(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return name.startsWith(".")
        || name.endsWith("~")
        || UNFINISHED.contains(name.substring(name.lastIndexOf('.') + 1));
  }
}
