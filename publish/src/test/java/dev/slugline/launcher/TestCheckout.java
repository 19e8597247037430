package dev.slugline.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A checkout in a folder whose path has spaces in it, with the script {@code slugline} called
 * through a link, and a {@code java} and a {@code mvn} that only write down what they were asked.
 */
final class TestCheckout {
  final Path temp;
  final Path root;
  final Path tools;
  private final Path system;
  private final Path link;
  private final Path calls;

  record Result(int code, String out, String err) {}

  TestCheckout(Path folder) throws IOException {
    temp = folder;
    root = Files.createDirectories(temp.resolve("a check out"));
    tools = Files.createDirectories(temp.resolve("tools of mine/bin"));
    system = Files.createDirectories(temp.resolve("system"));
    systemTools(true);
    calls = temp.resolve("calls");
    Files.createFile(calls);
    Files.copy(script(), root.resolve("slugline"));
    link = Files.createSymbolicLink(temp.resolve("link"), root.resolve("slugline"));
    Instant longAgo = Instant.now().minusSeconds(3600);
    for (String file :
        List.of("pom.xml", "publish/pom.xml", "ingest/src/main/java/A.java", "ingest/pom.xml")) {
      Path path = root.resolve(file);
      Files.createDirectories(path);
      Files.delete(path);
      Files.createFile(path);
    }
    try (var files = Files.walk(root)) {
      for (Path path : files.toList()) {
        Files.setLastModifiedTime(path, FileTime.from(longAgo));
      }
    }
    java("17.0.9");
    executable("javac", "");
    maven("mkdir -p publish/target/app/lib && : > publish/target/app/app.jar");
  }

  /** Tests run in their module's folder; the script is in the one above. */
  private static Path script() {
    Path here = Path.of("").toAbsolutePath();
    Path above = here.resolve("../slugline").normalize();
    return Files.exists(above) ? above : here.resolve("slugline");
  }

  Path stamp() {
    return root.resolve("publish/target/app/built");
  }

  List<String> builds() throws IOException {
    return Files.readAllLines(calls);
  }

  /** A java that prints its arguments, and ends with the code that {@code exit} is given. */
  void java(String version) throws IOException {
    executable(
        "java",
        """
        if [ "$1" = -version ]; then
          echo 'Picked up JAVA_TOOL_OPTIONS: -Dx=y' >&2
          echo 'openjdk version "%s" 2024-01-01' >&2
          exit
        fi
        printf '[%%s]' "$@"
        echo " in $(pwd -P)"
        while [ $# -gt 2 ]; do shift; done
        if [ "$1" = exit ]; then exit "$2"; fi
        """
            .formatted(version));
  }

  void maven(String body) throws IOException {
    executable("mvn", "echo \"$*\" >> '" + calls + "'\n" + body);
  }

  private void executable(String name, String body) throws IOException {
    executable(tools.resolve(name), body);
  }

  private static void executable(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  static void inTheFuture(Path path) throws IOException {
    Files.setLastModifiedTime(path, FileTime.from(Instant.now().plusMillis(500)));
  }

  Result run(String... arguments) throws Exception {
    return run(Map.of(), arguments);
  }

  Result run(Map<String, String> environment, String... arguments) throws Exception {
    return result(start(environment, arguments));
  }

  Process start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(link.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(temp.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", tools + ":" + system);
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** A folder for the PATH with the system's commands but not its java and mvn. */
  void systemTools(boolean withFlock) throws IOException {
    List<String> names =
        new ArrayList<>(
            List.of(
                "bash",
                "sh",
                "env",
                "find",
                "sed",
                "head",
                "tail",
                "cat",
                "mkdir",
                "rm",
                "mv",
                "dirname",
                "readlink",
                "sleep",
                "touch",
                "grep"));
    Files.deleteIfExists(system.resolve("flock"));
    if (withFlock) {
      names.add("flock");
    }
    for (String name : names) {
      Path tool = Path.of("/usr/bin", name);
      if (!Files.exists(tool)) {
        tool = Path.of("/bin", name);
      }
      if (Files.exists(tool)) {
        executable(system.resolve(name), "exec " + tool + " \"$@\"");
      }
    }
  }

  static Result result(Process process) throws Exception {
    try (InputStream out = process.getInputStream();
        InputStream err = process.getErrorStream()) {
      String stdout = new String(out.readAllBytes(), UTF_8);
      String stderr = new String(err.readAllBytes(), UTF_8);
      assertThat(process.waitFor(90, SECONDS)).isTrue();
      return new Result(process.exitValue(), stdout, stderr);
    }
  }
}
