package dev.slugline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.app.broker.Broker;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.enrich.catalogue.RuleHistory;
import dev.slugline.enrich.catalogue.RuleLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** A broker for the tests of {@code rules apply}; each test has a prefix of its own. */
abstract class AppliedRules {
  static final String FLOODS =
      """
      id: floods
      label: Floods
      clauses:
        - {name: water, weight: 10, query: 'flood* AND river'}
      examples: {match: ["A flood came down the river."], reject: ["A flood of offers."]}
      """;
  static final String BRIDGES =
      """
      id: bridges
      label: Bridges
      clauses: [{name: bridge, weight: 10, query: 'bridge'}]
      """;
  static final String VERSION = "[0-9a-f]{12}";

  static Broker broker = Broker.NONE;

  Path dir = Path.of("");
  String prefix = "";

  @BeforeAll
  static void start(@TempDir Path dir) throws Exception {
    broker = Broker.inProcess(dir);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @BeforeEach
  void own(@TempDir Path folder, TestInfo test) {
    dir = folder;
    prefix = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
  }

  /** Two rules that hold. */
  void base() throws Exception {
    Path base = Files.createDirectory(dir.resolve("base"));
    Files.writeString(base.resolve("floods.yaml"), FLOODS);
    Files.writeString(base.resolve("bridges.yaml"), BRIDGES);
    assertThat(apply("--rules", base.toString()).code()).isZero();
  }

  Map<String, String> rules() throws Exception {
    return log().current().orElseThrow().manifest().rules();
  }

  RuleHistory log() throws Exception {
    return new RuleLog(config().clients(), prefix).read();
  }

  SluglineConfig config() throws Exception {
    return SluglineConfig.load(
        null,
        Map.of(),
        List.of(
            "bootstrap.servers=" + broker.bootstrapServers(),
            "prefix=" + prefix,
            "application.id=" + prefix,
            "partitions=1",
            "state.dir=" + dir.resolve("state")));
  }

  Ran apply(String... args) {
    List<String> all = new ArrayList<>(List.of("rules", "apply"));
    all.addAll(List.of(arguments(args)));
    return Ran.command(all.toArray(String[]::new));
  }

  String[] arguments(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("-b", broker.bootstrapServers(), "--set", "prefix=" + prefix));
    return all.toArray(String[]::new);
  }

  String write(String name, String yaml) throws Exception {
    return Files.writeString(dir.resolve(name), yaml).toString();
  }
}
