package dev.slugline.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FeedInputTest {
  private Path dir = Path.of("");
  private final List<String> files = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private final List<String> others = new ArrayList<>();

  @BeforeEach
  void folder(@TempDir Path folder) {
    dir = folder;
  }

  @Test
  void shouldExpandAPatternThatNoShellHasExpanded() throws Exception {
    write("news/a.xml", "news/b.json", "news/x/c.xml", "news/x/y/d.xml", "news/.hidden/e.xml");

    assertThat(found("news/**/*.xml"))
        .containsExactly("news/a.xml", "news/x/c.xml", "news/x/y/d.xml");
    assertThat(found("news/*.{xml,json}")).containsExactly("news/a.xml", "news/b.json");
    assertThat(found("n?ws/[x-z]")).containsExactly("news/x/c.xml", "news/x/y/d.xml");
    assertThat(found("*/**/y/*")).containsExactly("news/x/y/d.xml");
    assertThat(found("news/**")).hasSize(4);
    assertThat(refused).isEmpty();
  }

  @Test
  void shouldTakeANameWithWildcardsAsItStandsWhereThatFileIs() throws Exception {
    write("odd [1]*.txt", "odd 1.txt");

    assertThat(found("odd [1]*.txt")).containsExactly("odd [1]*.txt");
  }

  @Test
  void shouldRefuseAPatternThatFitsNothingOrIsNone() throws Exception {
    write("a.txt");

    assertThat(found("*.xml")).isEmpty();
    assertThat(found("[a.txt")).isEmpty();
    assertThat(refused)
        .satisfiesExactly(
            one -> assertThat(one).endsWith("*.xml: no file fits this pattern"),
            one -> assertThat(one).contains("[a.txt: not a pattern that can be read"));
  }

  @Test
  void shouldNotGoInCirclesAndNameLinksThatLeadNowhere() throws Exception {
    write("a/b.txt", "c.txt");
    Files.createSymbolicLink(dir.resolve("a/up"), dir);
    Files.createSymbolicLink(dir.resolve("a/self"), Path.of("self"));
    Files.createSymbolicLink(dir.resolve("gone"), Path.of("nowhere"));
    Files.createSymbolicLink(dir.resolve("link.txt"), Path.of("c.txt"));

    assertThat(found(".")).containsExactly("./a/b.txt", "./c.txt", "./link.txt");
    assertThat(refused)
        .satisfiesExactly(
            one -> assertThat(one).contains("a/self").containsIgnoringCase("symbolic links"),
            one -> assertThat(one).endsWith("gone: a link that leads nowhere"));
  }

  @Test
  void shouldReadANamedPipeAndRefuseOneInAFolder() throws Exception {
    Path pipe = dir.resolve("pipe");
    assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThat(found("pipe")).isEmpty();
    assertThat(others).containsExactly("pipe " + pipe);
    assertThat(found(".")).isEmpty();
    assertThat(found("/dev/null")).isEmpty();
    assertThat(refused)
        .satisfiesExactly(
            one -> assertThat(one).contains("pipe: not a file"),
            one -> assertThat(one).isEqualTo("/dev/null: not a file: a socket or a device"));
  }

  @Test
  void shouldNameAFolderThatMustNotBeReadAndGoOn() throws Exception {
    write("a/secret.txt", "b/c.txt");
    Files.setPosixFilePermissions(dir.resolve("a"), PosixFilePermissions.fromString("---------"));
    assumeThat(Files.isReadable(dir.resolve("a"))).isFalse();
    try {
      assertThat(found(".")).containsExactly("./b/c.txt");
      assertThat(refused).singleElement().asString().endsWith("a: no right to read it");
    } finally {
      Files.setPosixFilePermissions(dir.resolve("a"), PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void shouldWalkDeepFolders() throws Exception {
    Path deep = dir;
    for (int i = 0; i < 200; i++) {
      deep = Files.createDirectory(deep.resolve("d"));
    }
    Files.writeString(deep.resolve("e.txt"), "e");

    assertThat(found(".")).hasSize(1);
    assertThat(InputSize.of(List.of(dir.toString()), () -> false)).hasValue(1);
    assertThat(InputSize.of(List.of(dir.toString(), "-"), () -> false)).isEmpty();
  }

  /** The files that an input comes to, relative to the folder. */
  private List<String> found(String input) throws InterruptedException {
    files.clear();
    String full = input.startsWith("/") ? input : dir + "/" + input;
    new FeedInput(new Noting()).visit(full);
    return files.stream().map(it -> it.substring(dir.toString().length() + 1)).toList();
  }

  private void write(String... names) throws IOException {
    for (String name : names) {
      Path file = dir.resolve(name);
      Files.createDirectories(file.resolveSibling(""));
      Files.writeString(file, name);
    }
  }

  private final class Noting implements FeedInput.Visitor {
    @Override
    public void file(String input, Path file) {
      files.add(input);
    }

    @Override
    public void refuse(String input, String reason) {
      refused.add(input + ": " + reason);
    }

    @Override
    public boolean stopped() {
      return false;
    }

    @Override
    public void pipe(String input, Path pipe) {
      others.add("pipe " + input);
    }

    @Override
    public void stdin() {
      others.add("stdin");
    }

    @Override
    public void url(String url) {
      others.add("url " + url);
    }
  }
}
