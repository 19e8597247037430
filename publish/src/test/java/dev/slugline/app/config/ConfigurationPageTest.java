package dev.slugline.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.app.config.SluglineConfig.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} has every setting as the table has it. */
class ConfigurationPageTest {
  private static final Path PAGE = Path.of("../docs/configuration.md");
  private static final Path WANTED = Path.of("target/configuration.md");
  private static final String TABLE = "| setting | default | what it is |\n|---|---|---|\n";

  @Test
  void shouldBeCurrent() throws Exception {
    StringBuilder table = new StringBuilder(TABLE);
    for (Setting it : SluglineConfig.load(null, Map.of(), List.of()).settings()) {
      String value = it.value().isEmpty() ? "(empty)" : "`" + it.value() + "`";
      table.append("| `%s` | %s | %s |\n".formatted(it.key(), value, it.doc().replace("|", "\\|")));
    }
    String page = Files.readString(PAGE);
    String wanted = page.substring(0, page.indexOf(TABLE)) + table;
    Files.writeString(WANTED, wanted);

    assertThat(page).as("copy publish/%s over it", WANTED).isEqualTo(wanted);
  }

  @Test
  void shouldNameWhatIsRefusedForKafka() throws Exception {
    String page = Files.readString(PAGE);

    assertThat(OwnKafkaSettings.names())
        .contains("acks", "bootstrap.servers")
        .filteredOn(name -> !name.matches(".*(?:serializer|handler)"))
        .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
  }
}
