package dev.slugline.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alert rules and the dashboard; what only promtool can say is skipped where there is none. */
class AlertsTest {
  private static final Path OPS = Path.of("..", "ops");
  private static final Path PROMETHEUS = OPS.resolve("prometheus");
  private static final Path DASHBOARD = OPS.resolve("grafana/dashboards/slugline.json");
  private static final Pattern ALERT = Pattern.compile("(?m)^ +- alert: (\\w+)$");
  private static final Pattern RUNBOOK = Pattern.compile("(?m)^ +runbook_url: (\\S+)$");
  private static final Duration WITHIN = Duration.ofSeconds(60);

  private Path dir;

  @BeforeEach
  void folder(@TempDir Path folder) {
    dir = folder;
  }

  @Test
  void shouldSayForEachAlertWhatToDo() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "operating.md"));

    assertThat(alerts()).hasSizeGreaterThan(9).doesNotHaveDuplicates();
    assertThat(alerts()).allSatisfy(alert -> assertThat(page).contains("### " + alert + "\n"));
    assertThat(all(RUNBOOK, rules()))
        .isEqualTo(
            alerts().stream()
                .map(alert -> "docs/operating.md#" + alert.toLowerCase(Locale.ROOT))
                .toList());
  }

  @Test
  void shouldTestEachAlertWhenItFiresAndWhenNot() throws Exception {
    for (String alert : alerts()) {
      String test = Files.readString(PROMETHEUS.resolve("tests").resolve(alert + ".yml"));

      assertThat(test).as(alert).contains("exp_alerts: []").contains("exp_labels:");
      assertThat(all(Pattern.compile("(?m)^ +alertname: (\\w+)$"), test)).containsOnly(alert);
    }
    try (Stream<Path> tests = Files.list(PROMETHEUS.resolve("tests"))) {
      assertThat(tests).hasSameSizeAs(alerts());
    }
  }

  @Test
  void shouldBeTakenByPrometheus() throws Exception {
    Tool promtool = promtool();

    promtool.must(WITHIN, "check", "config", "prometheus.yml");
    List<String> test = new ArrayList<>(List.of("test", "rules"));
    alerts().forEach(alert -> test.add("tests/" + alert + ".yml"));
    promtool.must(WITHIN, test.toArray(String[]::new));
  }

  @Test
  void shouldShowOnTheDashboardWhatPrometheusCanCalculate() throws Exception {
    JsonNode dashboard = new ObjectMapper().readTree(Files.readString(DASHBOARD));
    List<JsonNode> targets = new ArrayList<>();
    dashboard.get("panels").forEach(panel -> panel.path("targets").forEach(targets::add));

    assertThat(dashboard.get("uid").asText()).isEqualTo("slugline");
    assertThat(targets).hasSizeGreaterThan(10);
    StringBuilder rules = new StringBuilder("groups:\n  - name: dashboard\n    rules:\n");
    for (int i = 0; i < targets.size(); i++) {
      String query = targets.get(i).get("expr").asText().replace("$__rate_interval", "5m");
      assertThat(query).containsPattern("slugline_|jvm_|process_|up\\{");
      rules.append("      - {record: \"panel:").append(i).append("\", expr: ");
      rules.append(new ObjectMapper().writeValueAsString(query)).append("}\n");
    }
    Path file = Files.writeString(dir.resolve("dashboard.yml"), rules);
    promtool().must(WITHIN, "check", "rules", file.toString());
  }

  private static Tool promtool() {
    Optional<Tool> promtool = Tool.find("promtool", PROMETHEUS, Map.of());
    assumeTrue(promtool.isPresent(), "there is no promtool on the PATH (apt: prometheus)");
    return promtool.get();
  }

  private static String rules() throws IOException {
    return Files.readString(PROMETHEUS.resolve("rules/slugline.yml"));
  }

  private static List<String> alerts() throws IOException {
    return all(ALERT, rules());
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(AlertsTest::group).toList();
  }

  private static String group(MatchResult found) {
    return found.group(1);
  }
}
