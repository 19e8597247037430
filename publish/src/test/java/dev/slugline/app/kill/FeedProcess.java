package dev.slugline.app.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code slugline feed} in a process of its own. */
final class FeedProcess implements AutoCloseable {
  private final Process process;
  private final Path log;

  private FeedProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it.
   *
   * @param dir where its state and what it writes go
   */
  static FeedProcess start(String bootstrap, Path dir, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.slugline.app.Main",
                "feed",
                "-b",
                bootstrap));
    command.addAll(List.of(arguments));
    Path log = Files.createTempFile(Files.createDirectories(dir), "feed", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("XDG_STATE_HOME", dir.resolve("state").toString());
    return new FeedProcess(builder.start(), log);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What it has written so far. */
  String said() throws IOException {
    return Files.readString(log);
  }

  /** SIGKILL: nothing is flushed or written down. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** Its exit code. */
  int end(long seconds) throws InterruptedException, IOException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new AssertionError("still running after " + seconds + " s:\n" + said());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
