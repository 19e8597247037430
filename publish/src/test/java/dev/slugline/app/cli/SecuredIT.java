package dev.slugline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slugline.app.SluglineStream;
import dev.slugline.app.StreamRunner;
import dev.slugline.app.broker.SecuredBroker;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.Preflight;
import dev.slugline.enrich.catalogue.CatalogueLoader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Stream and commands on a broker with TLS and passwords, all by way of {@code kafka.*}. */
@Timeout(600)
class SecuredIT {
  private static final String USER = "newsroom";
  private static final String PASSWORD = "seven-quiet-herons";
  private static final Duration WITHIN = Duration.ofSeconds(90);

  private static SecuredBroker broker;
  private static Path dir;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    dir = folder;
    broker = SecuredBroker.start(folder, USER, PASSWORD);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void shouldRunAndBeWorkedWithOverTlsByPassword() throws Exception {
    String file = file("right", broker.client(USER, PASSWORD));
    Path article =
        Files.writeString(
            dir.resolve("article.json"),
            "{\"id\":\"a1\",\"source\":\"Quay Wire\",\"language\":\"en\",\"title\":\"Sanctions"
                + " agreed\",\"body\":\"Ministers agreed on economic sanctions on Tuesday, after"
                + " weeks of talks in the capital about goods that may not be traded.\"}");
    try (StreamRunner stream =
        SluglineStream.prepare(config(), CatalogueLoader.shipped(), "test")) {
      stream.start();
      assertThat(stream.awaitRunning(WITHIN)).isTrue();

      Ran feed = command("feed", article.toString(), "--command-config", file);
      assertThat(feed.code()).as(feed.err()).isZero();
      await()
          .atMost(WITHIN)
          .until(
              () -> command("tail", "--tag", "sanctions", "--command-config", file).out(),
              said -> said.contains("Sanctions agreed"));

      Ran receipts = command("receipts", "--command-config", file);
      assertThat(receipts.out()).contains("article");
      Ran status = command("status", "--check", sets(broker.client(USER, PASSWORD)));
      assertThat(status.code()).as(status.out() + status.err()).isZero();
    }
  }

  @Test
  void shouldTellOfAWrongPassword() throws Exception {
    Map<String, String> wrong = broker.client(USER, "eight-loud-gulls");

    assertThat(refusals(wrong, "wrong"))
        .allSatisfy(
            said ->
                assertThat(said)
                    .contains("does not let us in", "invalid credentials", "kafka.sasl.jaas.config")
                    .doesNotContain("Exception", "gulls"));
  }

  @Test
  void shouldTellOfACertificateThatIsNotTrusted() throws Exception {
    Map<String, String> blind = broker.clientWithoutTrust(USER, PASSWORD);

    assertThat(refusals(blind, "blind"))
        .allSatisfy(
            said ->
                assertThat(said)
                    .contains("no TLS with the Kafka broker", "certif", "kafka.ssl.truststore")
                    .doesNotContain("Exception", "herons"));
  }

  @Test
  void shouldTellOfAStoreThatIsNotThere() {
    Ran status =
        command(
            "status",
            "--set",
            "kafka.security.protocol=SSL",
            "--set",
            "kafka.ssl.truststore.type=PEM",
            "--set",
            "kafka.ssl.truststore.location=nowhere.pem");

    assertThat(status.code()).isEqualTo(1);
    assertThat(status.err()).contains("nowhere.pem").doesNotContain("org.apache");
  }

  /** What a start and the commands say that cannot get in. */
  private static List<String> refusals(Map<String, String> client, String name) throws Exception {
    String file = file(name, client);
    List<String> all = new ArrayList<>();
    Ran status = command("status", "--check", "--command-config", file);
    assertThat(status.code()).isEqualTo(1);
    all.add(status.out());
    for (String command : List.of("tail", "receipts")) {
      Ran ran = command(command, "--command-config", file);
      assertThat(ran.code()).isEqualTo(1);
      all.add(ran.err());
    }
    SluglineConfig config = SluglineConfig.load(null, Map.of(), List.of(sets(client, "")));
    assertThatThrownBy(() -> SluglineStream.prepare(config, CatalogueLoader.shipped(), "test"))
        .isInstanceOf(Preflight.Refused.class)
        .satisfies(refused -> all.add(String.valueOf(refused.getMessage())));
    return all;
  }

  private static SluglineConfig config() throws Exception {
    List<String> sets = new ArrayList<>(List.of(sets(broker.client(USER, PASSWORD), "")));
    sets.add("state.dir=" + dir.resolve("state"));
    return SluglineConfig.load(null, Map.of(), sets);
  }

  private static String file(String name, Map<String, String> client) throws IOException {
    Properties properties = new Properties();
    properties.putAll(client);
    Path file = dir.resolve(name + ".properties");
    try (Writer out = Files.newBufferedWriter(file)) {
      properties.store(out, null);
    }
    return file.toString();
  }

  private static String[] sets(Map<String, String> client) {
    return Arrays.stream(sets(client, "--set="))
        .filter(set -> !set.startsWith("--set=bootstrap"))
        .toArray(String[]::new);
  }

  private static String[] sets(Map<String, String> client, String before) {
    List<String> sets = new ArrayList<>();
    sets.add(before + "bootstrap.servers=" + broker.bootstrapServers());
    client.forEach((key, value) -> sets.add(before + "kafka." + key + "=" + value));
    return sets.toArray(String[]::new);
  }

  private static Ran command(String name, String... arguments) {
    return Ran.command(all(List.of(name, "-b", broker.bootstrapServers()), arguments));
  }

  private static Ran command(String name, String flag, String[] arguments) {
    return Ran.command(all(List.of(name, "-b", broker.bootstrapServers(), flag), arguments));
  }

  private static String[] all(List<String> first, String... rest) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(rest));
    return all.toArray(String[]::new);
  }
}
