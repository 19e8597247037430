package dev.slugline.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The flags that an image gives its Java, whichever that is, as {@code Dockerfile} finds them. */
@DisabledOnOs(OS.WINDOWS)
class ImageFlagsTest {
  private static final Duration WITHIN = Duration.ofMinutes(2);
  private static final String FOLDER = "/opt/slugline";

  private Path folder;
  private Path java;
  private String dockerfile;

  @BeforeEach
  void layOut(@TempDir Path temp) throws IOException {
    folder = temp.resolve("slugline");
    java = Files.createDirectories(temp.resolve("bin")).resolve("java");
    dockerfile = Files.readString(Path.of("../Dockerfile")).replace("\\\n", "");
  }

  /** Asks for native code, of which newer Javas warn, whether it is there or not. */
  static final class Warned {
    private Warned() {}

    public static void main(String[] args) {
      try {
        System.loadLibrary("of-no-one");
      } catch (UnsatisfiedLinkError e) {
        System.out.print("asked");
      }
    }
  }

  @Test
  void shouldLetTheJavaOfTheImageStartWithoutAWarning() throws Exception {
    Path real = Path.of(System.getProperty("java.home"), "bin", "java");
    findFlagsOf("exec '%s' \"$@\"\n".formatted(real));

    String classPath = System.getProperty("java.class.path");
    String start = "java @%s/java.flags -cp '%s' '%s'";
    assertThat(shell(start.formatted(folder, classPath, Warned.class.getName())))
        .isEqualTo("asked");
    assertThat(dockerfile).containsPattern("ENTRYPOINT .*\"@" + FOLDER + "/java.flags\"");
  }

  @Test
  void shouldGiveNoFlagsToAJavaThatDoesNotKnowThem() throws Exception {
    findFlagsOf("echo Unrecognized option: $1 >&2\nexit 1\n");

    assertThat(folder.resolve("java.flags")).content().isBlank();
  }

  private void findFlagsOf(String script) throws Exception {
    Files.writeString(java, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    String step =
        dockerfile
            .lines()
            .filter(line -> line.startsWith("RUN ") && line.contains("java.flags"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no flags are found out"));
    shell(step.substring("RUN ".length()).replace(FOLDER, folder.toString()));
  }

  private String shell(String line) throws Exception {
    String path = java.getParent() + File.pathSeparator + System.getenv("PATH");
    Tool shell = Tool.find("sh", Path.of("."), Map.of("PATH", path)).orElseThrow();
    return shell.must(WITHIN, "-c", line);
  }
}
