package dev.slugline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A renamed or moved node would orphan state in the field: the topology is held to a text. */
class TopologyDescriptionTest {
  private static final Path TEXT = Path.of("src/test/resources/dev/slugline/app/topology.txt");

  @Test
  void shouldBeAsDescribed() throws Exception {
    String now = ChainTest.topology(Set.of()).describe().toString();
    if (Boolean.getBoolean("update.topology")) {
      Files.createDirectories(TEXT.getParent());
      Files.writeString(TEXT, now);
    }

    assertThat(now)
        .as("run with -Dupdate.topology=true to take the new one")
        .isEqualTo(Files.readString(TEXT, StandardCharsets.UTF_8));
  }
}
