package dev.slugline.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FolderWatchTest {
  private static final Duration WITHIN = Duration.ofSeconds(60);
  private static final FolderWatch.Timing QUICK =
      new FolderWatch.Timing(
          Duration.ofMillis(300), Duration.ofMillis(200), Duration.ofSeconds(30));

  private final List<String> found = Collections.synchronizedList(new ArrayList<>());
  private final List<String> refused = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean stopped;
  private Thread thread = new Thread();

  @AfterEach
  void stop() throws InterruptedException {
    stopped = true;
    thread.join();
  }

  @Test
  void shouldFindWhatIsThereAndWhatAppearsInFoldersOldAndNew(@TempDir Path dir) throws Exception {
    Files.writeString(dir.resolve("there.txt"), "1");
    watch(dir);
    awaitFound("there.txt");

    Path folder = Files.createDirectories(dir.resolve("a/b/c"));
    Files.writeString(folder.resolve("new.txt"), "2");
    awaitFound("there.txt", "new.txt");
    Path made = Files.writeString(dir.resolve(".being-made"), "3");
    Files.move(made, folder.resolve("renamed.txt"));
    awaitFound("there.txt", "new.txt", "renamed.txt");
    Files.writeString(dir.resolve("there.txt"), "changed");
    awaitFound("there.txt", "new.txt", "renamed.txt", "there.txt");
  }

  @Test
  void shouldWaitUntilAFileIsWritten(@TempDir Path dir) throws Exception {
    // it is written for longer than it has to be quiet, by a writer that may be held up meanwhile
    watch(dir, new FolderWatch.Timing(Duration.ofSeconds(2), QUICK.poll(), QUICK.reread()));
    Path file = dir.resolve("slow.txt");
    Files.createFile(file);
    Files.writeString(dir.resolve("half.xml.part"), "half");
    Files.writeString(dir.resolve("half.tmp"), "half");
    for (int i = 0; i < 10; i++) {
      Thread.sleep(250); // the writer's pace
      Files.writeString(file, "more ", StandardOpenOption.APPEND);
      assertThat(found).isEmpty();
    }
    awaitFound("slow.txt=50");
    Files.move(dir.resolve("half.tmp"), dir.resolve("whole.txt"));
    awaitFound("slow.txt=50", "whole.txt");
  }

  @Test
  void shouldFindAFolderAgainThatWasAway(@TempDir Path dir) throws Exception {
    Path root = Files.createDirectory(dir.resolve("in"));
    watch(root);
    Files.writeString(root.resolve("1.txt"), "1");
    awaitFound("1.txt");

    Files.move(root, dir.resolve("away"));
    await().atMost(WITHIN).until(() -> refused.size() == 1);
    Files.createDirectory(root);
    Files.writeString(root.resolve("2.txt"), "2");
    awaitFound("1.txt", "2.txt");
    assertThat(refused).singleElement().asString().contains("gone");
  }

  @Test
  void shouldMissNothingWhenVeryManyAppearAtOnce(@TempDir Path dir) throws Exception {
    watch(dir);
    for (int i = 0; i < 3_000; i++) {
      Files.writeString(dir.resolve(i + ".txt"), "x");
    }
    await().atMost(WITHIN).until(() -> found.size() >= 3_000);
    assertThat(found).doesNotHaveDuplicates();
  }

  private void watch(Path root) {
    watch(root, QUICK);
  }

  private void watch(Path root, FolderWatch.Timing timing) {
    FolderWatch watch = new FolderWatch(List.of(root), timing, new Noting());
    thread =
        new Thread(
            () -> {
              try {
                watch.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.start();
  }

  private void awaitFound(String... names) {
    await().atMost(WITHIN).untilAsserted(() -> assertThat(found).hasSize(names.length));
    for (int i = 0; i < names.length; i++) {
      assertThat(found.get(i)).startsWith(names[i]);
    }
  }

  private final class Noting implements FolderWatch.Sink {
    @Override
    public void file(String input, Path file) {
      try {
        found.add(file.getFileName() + "=" + Files.size(file));
      } catch (IOException e) {
        refused.add(input);
      }
    }

    @Override
    public void refuse(String input, String reason) {
      refused.add(input + ": " + reason);
    }

    @Override
    public void pause() {}

    @Override
    public boolean stopped() {
      return stopped;
    }
  }
}
