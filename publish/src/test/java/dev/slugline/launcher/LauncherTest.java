package dev.slugline.launcher;

import static dev.slugline.launcher.TestCheckout.inTheFuture;
import static dev.slugline.launcher.TestCheckout.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slugline.launcher.TestCheckout.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the script {@code slugline} as its users do. */
@DisabledOnOs(OS.WINDOWS)
final class LauncherTest {
  private TestCheckout checkout;

  @BeforeEach
  void layOutACheckout(@TempDir Path folder) throws IOException {
    checkout = new TestCheckout(folder);
  }

  @Test
  void buildsWhenThereIsNothingAndThenStartsJavaInTheCallersFolder() throws Exception {
    Result result = checkout.run("status", "--topic", "a b");

    assertThat(result.err()).contains("building").contains("built in");
    assertThat(result.code()).isZero();
    assertThat(checkout.builds()).hasSize(1).allMatch(call -> call.contains(" package"));
    assertThat(result.out())
        .contains("[dev.slugline.app.Main][status][--topic][a b]")
        .contains("in " + checkout.temp.toRealPath())
        .contains(checkout.root.toRealPath() + "/publish/target/app/app.jar");
    assertThat(checkout.stamp()).exists();
  }

  @Test
  void startsAtOnceWhenNothingChanged() throws Exception {
    checkout.run("status");
    Result second = checkout.run("status");

    assertThat(checkout.builds()).hasSize(1);
    assertThat(second.err()).isEmpty();
  }

  @Test
  void buildsAgainWhenASourceIsNewerOrGone() throws Exception {
    checkout.run("status");
    Path sources = checkout.root.resolve("ingest/src/main/java");
    Path source = sources.resolve("A.java");
    inTheFuture(source);
    checkout.run("status");
    assertThat(checkout.builds()).hasSize(2);

    Files.setLastModifiedTime(source, FileTime.from(Instant.EPOCH));
    Files.delete(source);
    inTheFuture(sources);
    checkout.run("status");
    assertThat(checkout.builds()).hasSize(3);
  }

  @Test
  void buildsAgainWhenAPomIsNewer() throws Exception {
    checkout.run("status");
    inTheFuture(checkout.root.resolve("publish/pom.xml"));
    checkout.run("status");

    assertThat(checkout.builds()).hasSize(2);
  }

  @Test
  void aSourceThatChangesWhileItIsBuiltIsBuiltTheNextTime() throws Exception {
    checkout.maven(
        "mkdir -p publish/target/app/lib; sleep 0.02; touch ingest/src/main/java/A.java");
    checkout.run("status");
    checkout.run("status");

    assertThat(checkout.builds()).hasSize(2);
  }

  @Test
  void benchNeedsTheTestsToo() throws Exception {
    checkout.maven(
        "mkdir -p publish/target/app/lib; echo a.jar:b.jar > publish/target/app/bench.classpath");
    checkout.run("status");
    Result result = checkout.run("bench", "engine", "--json");

    assertThat(checkout.builds()).hasSize(2);
    assertThat(result.out())
        .contains("publish/target/test-classes:a.jar:b.jar:")
        .contains("[dev.slugline.bench.BenchMain][engine][--json]");

    checkout.run("bench", "engine");
    checkout.run("status");
    assertThat(checkout.builds()).hasSize(2);
  }

  @Test
  void passesOnTheExitCode() throws Exception {
    assertThat(checkout.run("exit", "7").code()).isEqualTo(7);
  }

  @Test
  void passesOnTheUsersFlags() throws Exception {
    Result result =
        checkout.run(
            Map.of("SLUGLINE_JAVA_OPTS", "-Xmx3g -Da=b", "SLUGLINE_MAVEN_ARGS", "-o -Dc=d"),
            "status");

    assertThat(result.out()).contains("[-Xmx3g][-Da=b]");
    assertThat(checkout.builds()).allMatch(call -> call.endsWith("-o -Dc=d"));
  }

  @Test
  void endsWhereMemoryDoesUnlessTheUserWantsOtherwise() throws Exception {
    String other = "-XX:-ExitOnOutOfMemoryError";
    Result result = checkout.run(Map.of("SLUGLINE_JAVA_OPTS", other), "run");

    // of a flag that is given twice Java takes the last
    assertThat(result.out())
        .containsPattern("\\[-XX:\\+ExitOnOutOfMemoryError].*\\[" + other + "]");
  }

  @Test
  void allowsWhatNewerJavasWarnOfOnlyWhereTheFlagsAreKnown() throws Exception {
    String flags = "[--enable-native-access=ALL-UNNAMED][--sun-misc-unsafe-memory-access=allow]";

    assertThat(checkout.run("status").out()).doesNotContain("native-access", "unsafe");
    checkout.java("25.0.3");
    assertThat(checkout.run("status").out()).contains(flags);
  }

  @Test
  void saysHowToGetMaven() throws Exception {
    Files.delete(checkout.tools.resolve("mvn"));
    Result result = checkout.run("status");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("no mvn on the PATH", "apt-get install maven", "brew", "WSL");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void needsNoMavenForWhatIsBuilt() throws Exception {
    checkout.run("status");
    Files.delete(checkout.tools.resolve("mvn"));

    assertThat(checkout.run("status").code()).isZero();
  }

  @Test
  void refusesAnOldJava() throws Exception {
    checkout.java("11.0.2");
    Result eleven = checkout.run("status");
    checkout.java("1.8.0_402");
    Result eight = checkout.run("status");

    assertThat(eleven.code()).isEqualTo(1);
    assertThat(eleven.err()).contains("is Java 11", "17 or newer", "apt-get", "brew", "WSL");
    assertThat(eight.err()).contains("is Java 8");
    assertThat(checkout.builds()).isEmpty();
  }

  @Test
  void prefersJavaHome() throws Exception {
    Path home = Files.createDirectories(checkout.temp.resolve("java home"));
    Files.createSymbolicLink(home.resolve("bin"), checkout.tools);
    Path empty = Files.createDirectories(checkout.temp.resolve("empty"));

    assertThat(checkout.run(Map.of("JAVA_HOME", home.toString()), "status").code()).isZero();
    Result result = checkout.run(Map.of("JAVA_HOME", empty.toString()), "status");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("JAVA_HOME is " + empty);
  }

  @Test
  void aFailedBuildShowsItsEndAndLeavesNoStamp() throws Exception {
    checkout.maven("mkdir -p publish/target/app/lib; echo '[ERROR] no such symbol'; exit 1");
    Result result = checkout.run("status");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("[ERROR] no such symbol", "the build failed");
    assertThat(result.out()).isEmpty();
    assertThat(checkout.stamp()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anInterruptedBuildEndsMavenAndLeavesNoStampAndNoLock(boolean withFlock) throws Exception {
    checkout.systemTools(withFlock);
    checkout.maven("mkdir -p publish/target/app/lib; echo $$ > maven.pid; sleep 60");
    Process process = checkout.start(Map.of(), "status");
    Path pid = checkout.root.resolve("maven.pid");
    await().until(() -> Files.exists(pid) && Files.size(pid) > 0);
    long maven = Long.parseLong(Files.readString(pid).strip());
    process.toHandle().destroy();
    Result result = result(process);

    assertThat(result.code()).isEqualTo(143);
    assertThat(result.err().lines()).last().asString().startsWith("slugline: interrupted");
    assertThat(ProcessHandle.of(maven).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(checkout.stamp()).doesNotExist();

    checkout.maven("mkdir -p publish/target/app/lib");
    Result next = checkout.run("status");
    assertThat(next.code()).isZero();
    assertThat(next.err()).doesNotContain("waiting");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void twoAtOnceBuildOnce(boolean withFlock) throws Exception {
    checkout.systemTools(withFlock);
    checkout.maven("sleep 0.3; mkdir -p publish/target/app/lib");
    Process first = checkout.start(Map.of(), "status");
    Process second = checkout.start(Map.of(), "status");

    assertThat(result(first).code()).isZero();
    assertThat(result(second).code()).isZero();
    assertThat(checkout.builds()).hasSize(1);
  }
}
