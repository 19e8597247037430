package dev.slugline.app.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  private static final String REMEDY = "; give a folder of your own with --data DIR";

  @TempDir Path dir = Path.of("");

  @Test
  void shouldBeMadeWithAllAboveIt() throws Exception {
    assertThat(DataFolder.made(dir.resolve("a/b"))).isDirectory();
    DataFolder.opened(dir.resolve("a/b/lock")).close();
    assertThat(dir.resolve("a/b/lock")).exists();
  }

  @Test
  void shouldSayThatAFileStandsThere() throws Exception {
    Path file = Files.createFile(dir.resolve("file"));

    assertRefused(file, file + " is a file");
    assertRefused(file.resolve("x"), file + " is a file");
  }

  @Test
  void shouldSayThatNothingCanBeMadeThere() {
    assumeThat(Path.of("/proc/self")).exists();

    assertThatThrownBy(() -> DataFolder.made(Path.of("/proc/foo")))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the data folder /proc/foo cannot be made: ")
        .hasMessageContaining(" in /proc")
        .hasMessageEndingWith(REMEDY);
  }

  @Test
  void shouldSayThatTheUserMayNotWriteThere() throws Exception {
    Path closed =
        Files.createDirectory(
            dir.resolve("closed"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
    assumeThat(Files.isWritable(closed)).as("root may write anywhere").isFalse();

    assertRefused(closed.resolve("x"), "may not write in " + closed);
    assertThatThrownBy(() -> DataFolder.opened(closed.resolve("lock")))
        .hasMessageStartingWith("the data folder " + closed + " cannot be used: ")
        .hasMessageEndingWith(REMEDY);
  }

  private static void assertRefused(Path folder, String why) {
    assertThatThrownBy(() -> DataFolder.made(folder))
        .isInstanceOf(IOException.class)
        .hasMessage("the data folder " + folder + " cannot be made: " + why + REMEDY);
  }
}
