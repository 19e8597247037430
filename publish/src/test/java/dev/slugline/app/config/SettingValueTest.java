package dev.slugline.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a value that cannot be: in plain words, and what would be right. */
class SettingValueTest {
  private static final String SECRET = "gull-under-the-pier-7";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "retention.raw.ms=7d | not a whole number; milliseconds, such as 604800000",
        "history.ms=30d | not a whole number; milliseconds, such as 2592000000",
        "history.ms=long | not a whole number; milliseconds, such as 7776000000",
        "history.ms=1 | must be at least 60000",
        "raw.max.bytes=8M | not a whole number; bytes, such as 8388608",
        "raw.max.bytes=12 | must be at least 1024",
        "raw.max.bytes=9999999 | must be no more than 8388608",
        "raw.max.bytes=99999999999 | must be within -2147483648 and 2147483647",
        "partitions=many | not a whole number, such as 4",
        "replication.factor=three | not a whole number",
        "replication.factor=-7 | must be -1 or at least 1",
        "replication.factor=0 | must be -1 or at least 1",
        "replication.factor=32768 | must be no more than 32767",
        "bootstrap.servers=a.example:9092,b.example:65536 | the port must be at most 65535",
        "fetch.allow.local=yes | must be true or false",
        "compression.type=zip | must be one of none, gzip, snappy, lz4, zstd",
        "embargo=never | must be one of hold, mark, refuse",
        "fetch.user.agent= | must not be empty",
        "prefix=my_news | must be 1 to 64 of a-z, 0-9 and '-'",
        "bootstrap.servers=broker | must be HOST:PORT, several separated by commas",
        "bootstrap.servers= | must be HOST:PORT, several separated by commas",
        "http.listen=8080 | must be HOST:PORT, [IPV6]:PORT or empty",
        "http.origins=desk.example | must be SCHEME://HOST[:PORT], separated by commas",
        "date.order=dym | must be dmy, mdy or ymd",
        "kafka.request.timeout.ms=5s | not a whole number; milliseconds, such as 5000",
        "kafka.sasl.login.refresh.window.factor=most | not a number, such as 0.8",
        "kafka.enable.metrics.push=on | must be true or false",
        "kafka.client.dns.lookup= | must be one of use_all_dns_ips, resolve_canonical_bootstrap_servers_only",
        "kafka.metadata.recovery.strategy=2 | must be one of REBOOTSTRAP, NONE",
        "kafka.main.consumer.max.poll.records=0 | must be at least 1",
        "kafka.admin.security.protocol=TLS | must be one of SASL_SSL, PLAINTEXT, SSL, SASL_PLAINTEXT",
        "kafka.consumer.interceptor.classes=a,a | values must not be duplicated",
        "kafka.rocksdb.config.setter=none.Such | there is no class of this name",
        "kafka.num.standby.replicas=few | not a whole number",
      })
  void shouldSayWhatWouldBeRightAndKeyAndValueOnce(String set, String told) {
    assertThatThrownBy(() -> load(set))
        .isInstanceOf(ConfigProblems.class)
        .hasMessage(set + " (--set): " + told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kafka.my.interceptor.level=abc",
        "kafka.security.protocol=sasl_ssl",
        "kafka.ssl.key.password=" + SECRET,
        "kafka.consumer.no.such.setting=x",
        "kafka.topic.min.insync.replicas=2",
        "bootstrap.servers=a.example:9092, b.example:9092",
        "bootstrap.servers=[::1]:9092",
        "replication.factor=-1",
        "replication.factor=1",
        "bootstrap.servers=PLAINTEXT://a.example:9092",
      })
  void shouldTakeWhatAClientTakesAndWhatNobodyKnows(String set) {
    assertThatCode(() -> load(set)).doesNotThrowAnyException();
  }

  @Test
  void shouldLeaveToAProviderWhatItPutsInItsPlace() throws Exception {
    String retries = "kafka.retries=${env:RETRIES}";

    assertThatThrownBy(() -> load(retries)).hasMessageContaining("not a whole number");
    assertThat(load("kafka.config.providers=env", retries).clients())
        .containsEntry("retries", "${env:RETRIES}");
  }

  @Test
  void shouldTellASecretInNoProblem() {
    assertThatThrownBy(
            () -> load("kafka.ssl.truststore.password.retries=" + SECRET, "partitions=x"))
        .hasMessageNotContaining(SECRET);
    GivenSettings given =
        new GivenSettings().put("kafka.ssl.key.password", SECRET, "--command-config");
    assertThatThrownBy(
            () ->
                SluglineConfig.of(
                    given,
                    (config, problems) ->
                        problems.add("kafka.ssl.key.password", SECRET + " is no password")))
        .hasMessage("kafka.ssl.key.password=[hidden] (--command-config): [hidden] is no password");
  }

  @Test
  void shouldSayWhichFileIsNoneOfSettings(@TempDir Path dir) throws Exception {
    Path escaped = Files.writeString(dir.resolve("escaped"), "state.dir=C:\\users\n");
    Path latin = Files.write(dir.resolve("latin"), new byte[] {'a', '=', (byte) 0xe9});

    assertThatThrownBy(() -> SluglineConfig.load(escaped, Map.of(), List.of()))
        .hasMessageContaining(escaped + ": a \\u is to be followed by four hexadecimal digits");
    assertThatThrownBy(() -> SluglineConfig.load(latin, Map.of(), List.of()))
        .hasMessage(latin + ": no text in UTF-8");
    for (Reading reading : List.<Reading>of(GivenSettings::file, GivenSettings::clientFile)) {
      assertThatThrownBy(() -> reading.read(new GivenSettings(), dir))
          .hasMessage(dir + ": a folder, not a file of settings");
    }
  }

  private interface Reading {
    GivenSettings read(GivenSettings into, Path file) throws IOException;
  }

  private static SluglineConfig load(String... sets) throws Exception {
    return SluglineConfig.load(null, Map.of(), List.of(sets));
  }
}
