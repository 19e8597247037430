package dev.slugline.app.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slugline.app.BrokerStream;
import dev.slugline.app.broker.Broker;
import dev.slugline.app.cli.Ran;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.tools.consumer.ConsoleConsumer;
import org.apache.kafka.tools.consumer.ConsoleConsumerOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Does what docs/consuming.md says: its Java, and its commands where the tools are to be had. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsumingIT {
  private static final Path PAGE = Path.of("../docs/consuming.md");
  private static final Path EXAMPLE =
      Path.of("src/test/java/dev/slugline/app/consume/TagTopic.java");
  private static final String TOPIC = "news.tag.sanctions";
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  private Broker broker = Broker.NONE;
  private BrokerStream stream;

  /** One that stays, one that loses the tag, one that is retracted: five records. */
  @BeforeAll
  void start(@TempDir Path dir) throws Exception {
    broker = Broker.inProcess(dir.resolve("broker"));
    stream = BrokerStream.start(broker, dir, "news");
    stream.feed("a", article("a", "Ministers agree", "economic sanctions"));
    stream.feed("b", article("b", "Envoys agree", "economic sanctions"));
    stream.feed("b", article("b", "Envoys do not agree", "nothing at all"));
    stream.feed("c", article("c", "Talks end", "economic sanctions"));
    stream.feed("c", "{\"id\":\"c\",\"source\":\"wire\",\"pubstatus\":\"canceled\"}");
    stream.receipts(5);
  }

  @AfterAll
  void stop() {
    stream.close();
    broker.close();
  }

  private static String article(String id, String title, String words) {
    return "{\"id\":\"%s\",\"source\":\"wire\",\"language\":\"en\",\"title\":\"%s\",\"body\":\"They agreed on %s in the capital on Tuesday, after weeks of talks about trade.\"}"
        .formatted(id, title, words);
  }

  @Test
  void shouldReadATagAsAStream() {
    List<String> causes = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        TagTopic.consumer(broker.bootstrapServers(), "newsletter")) {
      TagTopic.stream(
          consumer,
          TOPIC,
          (cause, record) -> causes.add(cause + (record.value() == null ? " gone" : "")),
          () -> causes.size() < 5);
    }
    assertThat(causes)
        .containsExactlyInAnyOrder("new", "new", "new", "lost-tag gone", "retraction gone");
  }

  @Test
  void shouldReadATagAsATable() {
    Map<String, String> table = new LinkedHashMap<>();
    try (KafkaConsumer<String, String> consumer =
        TagTopic.consumer(broker.bootstrapServers(), "index")) {
      TagTopic.table(consumer, TOPIC, table);
    }
    assertThat(table.values()).singleElement().asString().contains("Ministers agree");
  }

  @Test
  void shouldShowTheExampleAsItIsTested() throws Exception {
    String source = Files.readString(EXAMPLE);
    String shown =
        source
            .substring(source.indexOf("  // begin\n") + 11, source.indexOf("  // end"))
            .lines()
            .map(line -> line.startsWith("  ") ? line.substring(2) : line)
            .collect(Collectors.joining("\n"));

    assertThat(Files.readString(PAGE)).contains("```java\n" + shown.stripTrailing() + "\n```");
  }

  @Test
  void shouldRunTheCommandsOfSlugline() throws Exception {
    List<List<String>> commands = commands("./slugline ");
    for (List<String> command : commands) {
      List<String> arguments = new ArrayList<>(command.subList(1, command.size()));
      arguments.remove("-f"); // it would not end
      if (arguments.get(0).equals("tail")) {
        arguments.addAll(List.of("-b", broker.bootstrapServers()));
      }
      Ran ran = Ran.command(arguments.toArray(String[]::new));
      assertThat(ran.code()).as("%s: %s", command, ran.err()).isZero();
    }
    assertThat(commands).hasSize(7);
  }

  @Test
  void shouldRunTheConsoleConsumer() throws Exception {
    List<String> command = commands("kafka-console-consumer.sh ").get(0);
    List<String> arguments = new ArrayList<>(here(command.subList(1, command.size())));
    arguments.addAll(List.of("--max-messages", "5", "--timeout-ms", "60000"));
    PrintStream before = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
      ConsoleConsumer.run(new ConsoleConsumerOptions(arguments.toArray(String[]::new)));
    } finally {
      System.setOut(before);
    }
    assertFive(said.toString(StandardCharsets.UTF_8), "null");
  }

  @Test
  void shouldRunKcat() throws Exception {
    List<String> command = commands("kcat ").get(0);
    assumeTrue(isThere("kcat"), "kcat is not installed here");
    Process kcat = new ProcessBuilder(here(command)).redirectErrorStream(true).start();
    String said = new String(kcat.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(kcat.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(kcat.exitValue()).as(said).isZero();
    assertFive(said, "NULL");
  }

  private static void assertFive(String said, String tombstone) {
    List<String> lines = said.lines().filter(it -> it.contains("slugline-cause")).toList();
    assertThat(lines).as(said).hasSize(5);
    assertThat(lines).filteredOn(it -> it.contains(tombstone)).hasSize(2);
    assertThat(said).contains("lost-tag", "retraction", "slugline-untagged");
  }

  private List<String> here(List<String> command) {
    return command.stream()
        .map(it -> it.equals("127.0.0.1:9092") ? broker.bootstrapServers() : it)
        .toList();
  }

  /** The page's commands that begin so, in words. */
  private static List<List<String>> commands(String start) throws Exception {
    return BLOCK
        .matcher(Files.readString(PAGE))
        .results()
        .flatMap(block -> block.group(1).lines())
        .filter(line -> line.startsWith(start))
        .map(line -> line.replaceFirst("\\s+#.*$", ""))
        .map(
            line ->
                WORD.matcher(line)
                    .results()
                    .map(it -> it.group(1) == null ? it.group(2) : it.group(1))
                    .toList())
        .toList();
  }

  private static boolean isThere(String tool) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, tool))) {
        return true;
      }
    }
    return false;
  }
}
