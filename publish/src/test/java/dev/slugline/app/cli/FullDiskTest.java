package dev.slugline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a command says when its output finds no room, and when nobody wants it any more. */
@Timeout(600)
@EnabledOnOs(OS.LINUX) // it has /dev/full
class FullDiskTest {
  @TempDir Path dir = Path.of("");

  @Test
  void shouldFailWhereTheOutputIsLost() throws Exception {
    Process full = started("> /dev/full");

    assertThat(full.exitValue()).isEqualTo(1);
    assertThat(said())
        .isEqualTo("slugline: standard output takes no more: No space left on device\n");
  }

  @Test
  void shouldEndInPeaceWhereTheReaderHasEnough() throws Exception {
    Process read = started("| head -c 1 > /dev/null; exit ${PIPESTATUS[0]}");

    assertThat(said()).isEmpty();
    assertThat(read.exitValue()).isZero();
  }

  /** A command with more to say than a pipe holds. */
  private Process started(String to) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            "bash",
            "-c",
            "\"$0\" -XX:TieredStopAtLevel=1 -cp \"$1\" dev.slugline.app.Main schema openapi " + to,
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            System.getProperty("java.class.path"));
    builder.environment().put("LC_ALL", "C");
    Process process = builder.redirectError(dir.resolve("err").toFile()).start();
    assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
    return process;
  }

  private String said() throws IOException {
    return Files.readString(dir.resolve("err"), StandardCharsets.UTF_8);
  }
}
