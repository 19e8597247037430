package dev.slugline.app.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code slugline run} in a process of its own. */
final class StreamProcess implements AutoCloseable {
  private final Process process;
  private final Path log;

  private StreamProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it.
   *
   * @param log what it writes is added there
   * @param sets as {@code --set} takes them
   */
  static StreamProcess run(String bootstrap, Path log, List<String> sets) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.slugline.app.Main",
                "run",
                "--set",
                "http.listen=",
                "-b",
                bootstrap));
    for (String set : sets) {
      command.add("--set");
      command.add(set);
    }
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new StreamProcess(process, log);
  }

  /** Fails with what the process said, if it has ended by itself. */
  void assertAlive() throws IOException {
    if (!process.isAlive()) {
      throw new AssertionError(
          "the stream ended with " + process.exitValue() + ":\n" + Files.readString(log));
    }
  }

  /** SIGKILL: nothing is closed, flushed or committed. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** SIGTERM; whether it was gone in time. */
  boolean stop(long seconds) throws InterruptedException {
    process.destroy();
    return process.waitFor(seconds, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
