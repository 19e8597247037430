package dev.slugline.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Alerts and dashboard ask for what {@code docs/metrics.md} has, the page that is held to the code:
 * an alert on a metric or label that was renamed would never fire.
 */
class MetricNamesTest {
  private static final Path OPS = Path.of("..", "ops");
  private static final Path RULES = OPS.resolve("prometheus/rules/slugline.yml");
  private static final Path DASHBOARD = OPS.resolve("grafana/dashboards/slugline.json");
  private static final Path PAGE = Path.of("..", "docs", "metrics.md");

  /** A line of the page's table: name, type, labels. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(\\w+)` \\| (\\w+) \\| ([^|]*) \\|");

  private static final Pattern WORD = Pattern.compile("[a-z]\\w*");
  private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");
  private static final Pattern GROUPING = Pattern.compile("\\b(by|on)\\s*\\(([^)]*)\\)");
  private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
  private static final Pattern SELECTOR = Pattern.compile("(\\w+)\\s*\\{([^}]*)}");
  private static final Pattern NAME = Pattern.compile("(?<![\\w$])[a-z]\\w*(?!\\w*\\s*\\()");
  private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "offset", "by", "on");

  /** Prometheus' own, of each series that it fetches. */
  private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance", "le");

  /** What is not ours, and shown by MetricsIT to be there. */
  private static final Set<String> OF_OTHERS =
      Set.of("up", "jvm_memory_used_bytes", "jvm_memory_max_bytes", "process_cpu_usage");

  @Test
  void shouldAskForMetricsThatThereAre() throws Exception {
    Set<String> known = new HashSet<>(OF_OTHERS);
    known.addAll(labels().keySet());

    assertThat(names(alerts())).hasSizeGreaterThan(8).isSubsetOf(known);
    assertThat(names(panels())).hasSizeGreaterThan(12).isSubsetOf(known);
  }

  @Test
  void shouldSelectAndGroupByLabelsThatThereAre() throws Exception {
    Map<String, Set<String>> labels = labels();
    Set<String> any = new HashSet<>(OF_PROMETHEUS);
    labels.values().forEach(any::addAll);
    List<String> all = new ArrayList<>(alerts());
    all.addAll(panels());

    for (String expression : all) {
      String plain = STRING.matcher(expression).replaceAll("");
      for (MatchResult selector : SELECTOR.matcher(plain).results().toList()) {
        if (!OF_OTHERS.contains(selector.group(1))) {
          Set<String> has = labels.getOrDefault(selector.group(1), Set.of());
          assertThat(words(selector.group(2)))
              .as(expression)
              .allMatch(label -> has.contains(label) || OF_PROMETHEUS.contains(label));
        }
      }
      for (MatchResult grouping : GROUPING.matcher(plain).results().toList()) {
        assertThat(words(grouping.group(2))).as(expression).isSubsetOf(any);
      }
    }
  }

  @Test
  void shouldFindTheNamesInAnExpression() {
    String expression =
        "sum by (le) (rate(a_total{x=\"b_total\"}[5m])) / on () c_bucket offset 6h > 0 or vector(1)";

    assertThat(names(List.of(expression))).containsExactly("a_total", "c_bucket");
  }

  /** The labels of each metric, by the names that it has in Prometheus. */
  private static Map<String, Set<String>> labels() throws IOException {
    Map<String, Set<String>> labels = new HashMap<>();
    for (MatchResult row : ROW.matcher(Files.readString(PAGE)).results().toList()) {
      Set<String> of = words(row.group(3));
      if (row.group(2).equals("histogram")) {
        for (String part : List.of("_bucket", "_sum", "_count")) {
          labels.put(row.group(1) + part, of);
        }
      } else {
        labels.put(row.group(1), of);
      }
    }
    return labels;
  }

  private static List<String> alerts() throws IOException {
    List<String> expressions = new ArrayList<>();
    for (JsonNode group : new YAMLMapper().readTree(Files.readString(RULES)).get("groups")) {
      group.get("rules").forEach(rule -> expressions.add(rule.get("expr").asText()));
    }
    return expressions;
  }

  private static List<String> panels() throws IOException {
    List<String> expressions = new ArrayList<>();
    for (JsonNode panel : new ObjectMapper().readTree(Files.readString(DASHBOARD)).get("panels")) {
      panel.path("targets").forEach(target -> expressions.add(target.get("expr").asText()));
    }
    return expressions;
  }

  private static Set<String> names(List<String> expressions) {
    Set<String> names = new TreeSet<>();
    for (String expression : expressions) {
      String plain = STRING.matcher(expression).replaceAll("");
      plain = GROUPING.matcher(plain).replaceAll(" ");
      plain = RANGE.matcher(plain).replaceAll("");
      plain = plain.replaceAll("\\{[^}]*}", " ");
      NAME.matcher(plain).results().map(MatchResult::group).forEach(names::add);
    }
    names.removeAll(OPERATORS);
    return names;
  }

  private static Set<String> words(String text) {
    Set<String> words = new TreeSet<>();
    WORD.matcher(text).results().map(MatchResult::group).forEach(words::add);
    return words;
  }
}
