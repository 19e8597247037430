package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.slugline.app.TestRules;
import dev.slugline.app.broker.Broker;
import dev.slugline.readme.PageBlock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does what docs/http.md tells a feeder to do, in its order, where there is curl: a block that
 * names a file is written there, and a command's answer begins as the page shows it, save for what
 * differs each time: positions, ids and times.
 */
@Timeout(600)
class HttpPageIT {
  private static final Path PAGE = Path.of("../docs/http.md");
  private static final String PROMPT = "$ ";
  private static final String HERE = "http://127.0.0.1:8080";

  @Test
  void shouldAnswerAsThePageShows(@TempDir Path dir) throws Exception {
    assumeThat(hasCurl()).as("curl is there").isTrue();
    int commands = 0;
    try (Broker broker = Broker.inProcess(dir.resolve("broker"));
        ServedStream served = ServedStream.start(broker, dir, "page", TestRules.two())) {
      String id = "";
      for (PageBlock block : PageBlock.of(PAGE)) {
        String[] kind = block.kind().split(" ", 2);
        if (kind.length == 2) {
          Files.write(dir.resolve(kind[1]), block.lines());
        } else if (kind[0].equals("console")) {
          String said = run(block.lines(), served, dir, id);
          id = said.replaceAll("(?s).*\"articleId\":\"([a-z2-7]{16})\".*", "$1");
          commands++;
        }
      }
    }
    assertThat(commands).isGreaterThanOrEqualTo(4);
  }

  /** The id of the page's article differs from ours only where the page names it. */
  private static String run(List<String> lines, ServedStream served, Path dir, String id)
      throws Exception {
    String command =
        lines
            .get(0)
            .substring(PROMPT.length())
            .replace(HERE, served.side().address())
            .replaceAll("(?<=/v1/articles/)[a-z2-7]{16}", id);
    Process process =
        new ProcessBuilder("sh", "-c", command)
            .directory(dir.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .replace("\r", "");
    assertThat(process.waitFor()).as(command + "\n" + said).isZero();
    String shown = String.join("\n", lines.subList(1, lines.size()));
    assertThat(lasting(said)).as(command).isEqualTo(lasting(shown));
    return said;
  }

  private static String lasting(String text) {
    return text.strip()
        .replaceAll("\\b\\d+-\\d+\\b", "P-O")
        .replaceAll("\"partition\":\\d+,\"offset\":\\d+", "at")
        .replaceAll("\"topic\":\"[a-z]+\\.raw\"", "topic")
        .replaceAll("\\b[a-z2-7]{16}\\b", "ID")
        .replaceAll("\"at\":\"[^\"]+\"", "time")
        .replaceAll("\"(ticket|expiresAt)\":\"[^\"]+\"", "$1");
  }

  private static boolean hasCurl() throws InterruptedException {
    try {
      Process curl = new ProcessBuilder("curl", "--version").start();
      curl.getInputStream().readAllBytes();
      return curl.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
