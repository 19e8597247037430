package dev.slugline.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.app.Main;
import dev.slugline.app.broker.Broker;
import dev.slugline.bench.BenchMain;
import dev.slugline.readme.ReadmeCommands.Command;
import dev.slugline.readme.ReadmeCommands.Way;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Types the commands of the README into a shell, in order, as a person would: in a folder with an
 * {@code article.txt}, with a broker at the default address. Only that address is another here, and
 * {@code slugline} starts the classes under test without building them.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReadmeIT {
  private static final String ARTICLE =
      """
      EU agrees new sanctions against the regime

      BRUSSELS - The European Union adopted another sanctions package on Tuesday. The ministers \
      ordered an asset freeze and a travel ban for nine officials and two banks, and said that \
      they would lift the sanctions only when the talks lead to an agreement.
      """;

  private static final String SCRIPT =
      """
      #!/bin/sh
      main=%s
      if [ "$1" = bench ]; then main=%s; shift; fi
      exec "%s" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "%s" "$main" "$@"
      """;

  /** Each command that stays says how to stop it once it can be used. */
  private static final String READY = "Ctrl-C";

  private Path folder;

  @BeforeEach
  void layOut(@TempDir Path temp) throws IOException {
    folder = temp;
    Files.writeString(folder.resolve("article.txt"), ARTICLE);
    Path launcher = folder.resolve("slugline");
    Files.writeString(
        launcher,
        SCRIPT.formatted(
            Main.class.getName(),
            BenchMain.class.getName(),
            Path.of(System.getProperty("java.home"), "bin", "java"),
            System.getProperty("java.class.path")));
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void shouldDoWhatTheReadmeTellsAPersonToType() throws Exception {
    Deque<Process> beside = new ArrayDeque<>();
    try (Broker broker = Broker.inProcess(folder.resolve("broker"))) {
      for (Command command : ReadmeCommands.read()) {
        Way way = command.way().orElseThrow(() -> new AssertionError("no way: " + command));
        switch (way) {
          case TO_ITS_END -> toItsEnd(command.line(), broker.bootstrapServers());
          case USAGE_ONLY -> toItsEnd(command.line().replaceFirst("#.*", "") + " --help", "none:1");
          case UNTIL_READY -> stop(ready(command.line(), "127.0.0.1:" + freePort()));
          case BESIDE_THE_OTHERS -> beside.push(ready(command.line(), broker.bootstrapServers()));
          case NOT_AGAIN -> {}
        }
      }
      while (!beside.isEmpty()) {
        stop(beside.pop());
      }
    } finally {
      beside.forEach(Process::destroyForcibly);
    }
  }

  private void toItsEnd(String line, String bootstrap) throws Exception {
    Path said = Files.createTempFile(folder, "said", ".txt");
    Process process = shell(line, bootstrap).redirectOutput(said.toFile()).start();
    assertThat(process.waitFor(300, TimeUnit.SECONDS)).as(line + " ends").isTrue();
    assertThat(process.exitValue())
        .as("%s%n%s", line, Files.readString(said, StandardCharsets.UTF_8))
        .isZero();
  }

  private Process ready(String line, String bootstrap) throws IOException {
    Process process = shell("exec " + line, bootstrap).start();
    StringBuilder said = new StringBuilder();
    BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
    String read = reader.readLine();
    while (read != null && !read.contains(READY)) {
      said.append(read).append('\n');
      read = reader.readLine();
    }
    assertThat(read).as("%s says that it is ready%n%s", line, said).isNotNull();
    Thread drain = new Thread(() -> reader.lines().forEach(rest -> {}), "drain");
    drain.setDaemon(true);
    drain.start();
    return process;
  }

  private static void stop(Process process) throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("stops when it is told to").isTrue();
    assertThat(process.exitValue()).as("0, or ended by the signal").isIn(0, 130, 143);
  }

  private ProcessBuilder shell(String line, String bootstrap) throws IOException {
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-c", line)
            .directory(folder.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true);
    shell.environment().keySet().removeIf(name -> name.startsWith("SLUGLINE_"));
    shell.environment().put("SLUGLINE_BOOTSTRAP_SERVERS", bootstrap);
    shell.environment().put("SLUGLINE_HTTP_LISTEN", "127.0.0.1:0");
    // each has its state to itself, as on machines of their own
    Path state = Files.createTempDirectory(folder, "state");
    shell.environment().put("XDG_STATE_HOME", state.toString());
    return shell;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
