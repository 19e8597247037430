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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs the script {@code slugline} in a folder whose path has spaces in it, through a link, with a
 * {@code java} and a {@code mvn} that only write down what they were asked.
 */
@DisabledOnOs(OS.WINDOWS)
final class LauncherTest {
  private Path temp;
  private Path root;
  private Path tools;
  private Path system;
  private Path link;
  private Path calls;

  private record Result(int code, String out, String err) {}

  @BeforeEach
  void layOutACheckout(@TempDir Path folder) throws IOException {
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

  @Test
  void buildsWhenThereIsNothingAndThenStartsJavaInTheCallersFolder() throws Exception {
    Result result = run("status", "--topic", "a b");

    assertThat(result.err()).contains("building").contains("built in");
    assertThat(result.code()).isZero();
    assertThat(builds()).hasSize(1).allMatch(call -> call.contains(" package"));
    assertThat(result.out())
        .contains("[dev.slugline.app.Main][status][--topic][a b]")
        .contains("in " + temp.toRealPath())
        .contains(root.toRealPath() + "/publish/target/app/app.jar");
    assertThat(stamp()).exists();
  }

  @Test
  void startsAtOnceWhenNothingChanged() throws Exception {
    run("status");
    Result second = run("status");

    assertThat(builds()).hasSize(1);
    assertThat(second.err()).isEmpty();
  }

  @Test
  void buildsAgainWhenASourceIsNewerOrGone() throws Exception {
    run("status");
    Path sources = root.resolve("ingest/src/main/java");
    Path source = sources.resolve("A.java");
    inTheFuture(source);
    run("status");
    assertThat(builds()).hasSize(2);

    Files.setLastModifiedTime(source, FileTime.from(Instant.EPOCH));
    Files.delete(source);
    inTheFuture(sources);
    run("status");
    assertThat(builds()).hasSize(3);
  }

  @Test
  void buildsAgainWhenAPomIsNewer() throws Exception {
    run("status");
    inTheFuture(root.resolve("publish/pom.xml"));
    run("status");

    assertThat(builds()).hasSize(2);
  }

  @Test
  void aSourceThatChangesWhileItIsBuiltIsBuiltTheNextTime() throws Exception {
    maven("mkdir -p publish/target/app/lib; sleep 0.02; touch ingest/src/main/java/A.java");
    run("status");
    run("status");

    assertThat(builds()).hasSize(2);
  }

  @Test
  void benchNeedsTheTestsToo() throws Exception {
    maven("mkdir -p publish/target/app/lib; echo a.jar:b.jar > publish/target/app/bench.classpath");
    run("status");
    Result result = run("bench", "engine", "--json");

    assertThat(builds()).hasSize(2);
    assertThat(result.out())
        .contains("publish/target/test-classes:a.jar:b.jar:")
        .contains("[dev.slugline.bench.BenchMain][engine][--json]");

    run("bench", "engine");
    run("status");
    assertThat(builds()).hasSize(2);
  }

  @Test
  void passesOnTheExitCode() throws Exception {
    assertThat(run("exit", "7").code()).isEqualTo(7);
  }

  @Test
  void passesOnTheUsersFlags() throws Exception {
    Result result =
        run(
            Map.of("SLUGLINE_JAVA_OPTS", "-Xmx3g -Da=b", "SLUGLINE_MAVEN_ARGS", "-o -Dc=d"),
            "status");

    assertThat(result.out()).contains("[-Xmx3g][-Da=b]");
    assertThat(builds()).allMatch(call -> call.endsWith("-o -Dc=d"));
  }

  @Test
  void saysHowToGetMaven() throws Exception {
    Files.delete(tools.resolve("mvn"));
    Result result = run("status");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("no mvn on the PATH", "apt-get install maven", "brew", "WSL");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void needsNoMavenForWhatIsBuilt() throws Exception {
    run("status");
    Files.delete(tools.resolve("mvn"));

    assertThat(run("status").code()).isZero();
  }

  @Test
  void refusesAnOldJava() throws Exception {
    java("11.0.2");
    Result eleven = run("status");
    java("1.8.0_402");
    Result eight = run("status");

    assertThat(eleven.code()).isEqualTo(1);
    assertThat(eleven.err()).contains("is Java 11", "17 or newer", "apt-get", "brew", "WSL");
    assertThat(eight.err()).contains("is Java 8");
    assertThat(builds()).isEmpty();
  }

  @Test
  void prefersJavaHome() throws Exception {
    Path home = Files.createDirectories(temp.resolve("java home"));
    Files.createSymbolicLink(home.resolve("bin"), tools);
    Path empty = Files.createDirectories(temp.resolve("empty"));

    assertThat(run(Map.of("JAVA_HOME", home.toString()), "status").code()).isZero();
    Result result = run(Map.of("JAVA_HOME", empty.toString()), "status");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("JAVA_HOME is " + empty);
  }

  @Test
  void aFailedBuildShowsItsEndAndLeavesNoStamp() throws Exception {
    maven("mkdir -p publish/target/app/lib; echo '[ERROR] no such symbol'; exit 1");
    Result result = run("status");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("[ERROR] no such symbol", "the build failed");
    assertThat(result.out()).isEmpty();
    assertThat(stamp()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anInterruptedBuildEndsMavenAndLeavesNoStampAndNoLock(boolean withFlock) throws Exception {
    systemTools(withFlock);
    maven("mkdir -p publish/target/app/lib; echo $$ > maven.pid; sleep 60");
    Process process = start(Map.of(), "status");
    Path pid = root.resolve("maven.pid");
    for (int i = 0; i < 500 && (!Files.exists(pid) || Files.size(pid) == 0); i++) {
      Thread.sleep(10);
    }
    long maven = Long.parseLong(Files.readString(pid).strip());
    process.toHandle().destroy();
    Result result = result(process);

    assertThat(result.code()).isEqualTo(143);
    assertThat(result.err().lines()).last().asString().startsWith("slugline: interrupted");
    assertThat(ProcessHandle.of(maven).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(stamp()).doesNotExist();

    maven("mkdir -p publish/target/app/lib");
    Result next = run("status");
    assertThat(next.code()).isZero();
    assertThat(next.err()).doesNotContain("waiting");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void twoAtOnceBuildOnce(boolean withFlock) throws Exception {
    systemTools(withFlock);
    maven("sleep 0.3; mkdir -p publish/target/app/lib");
    Process first = start(Map.of(), "status");
    Process second = start(Map.of(), "status");

    assertThat(result(first).code()).isZero();
    assertThat(result(second).code()).isZero();
    assertThat(builds()).hasSize(1);
  }

  /** Tests run in their module's folder; the script is in the one above. */
  private static Path script() {
    Path here = Path.of("").toAbsolutePath();
    Path above = here.resolve("../slugline").normalize();
    return Files.exists(above) ? above : here.resolve("slugline");
  }

  private Path stamp() {
    return root.resolve("publish/target/app/built");
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(calls);
  }

  /** A java that prints its arguments, and ends with the code that {@code exit} is given. */
  private void java(String version) throws IOException {
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

  private void maven(String body) throws IOException {
    executable("mvn", "echo \"$*\" >> '" + calls + "'\n" + body);
  }

  private void executable(String name, String body) throws IOException {
    executable(tools.resolve(name), body);
  }

  private static void executable(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void inTheFuture(Path path) throws IOException {
    Files.setLastModifiedTime(path, FileTime.from(Instant.now().plusMillis(500)));
  }

  private Result run(String... arguments) throws Exception {
    return run(Map.of(), arguments);
  }

  private Result run(Map<String, String> environment, String... arguments) throws Exception {
    return result(start(environment, arguments));
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(link.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(temp.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", tools + ":" + system);
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** A folder for the PATH with the system's commands but not its java and mvn. */
  private void systemTools(boolean withFlock) throws IOException {
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

  private static Result result(Process process) throws Exception {
    try (InputStream out = process.getInputStream();
        InputStream err = process.getErrorStream()) {
      String stdout = new String(out.readAllBytes(), UTF_8);
      String stderr = new String(err.readAllBytes(), UTF_8);
      assertThat(process.waitFor(30, SECONDS)).isTrue();
      return new Result(process.exitValue(), stdout, stderr);
    }
  }
}
