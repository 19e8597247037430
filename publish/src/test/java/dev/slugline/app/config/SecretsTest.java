package dev.slugline.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  private static final String PLANTED = "gull-under-the-pier-7";

  @Test
  void shouldKnowSecretsByTheirNames() {
    for (String secret :
        List.of(
            "kafka.sasl.jaas.config",
            "kafka.ssl.key.password",
            "kafka.producer.ssl.keystore.key",
            "kafka.ssl.truststore.certificates",
            "kafka.sasl.oauthbearer.client.credentials.client.secret",
            "kafka.basic.auth.user.info",
            "kafka.schema.registry.Basic.Auth.USER.INFO",
            "kafka.registry.credentials",
            "kafka.interceptor.access.key",
            "http.tokens",
            "some.api.key")) {
      assertThat(Secrets.isSecret(secret)).as(secret).isTrue();
    }
    for (String open :
        List.of(
            "kafka.ssl.keystore.location",
            "kafka.sasl.mechanism",
            "kafka.security.protocol",
            "kafka.sasl.oauthbearer.token.endpoint.url",
            "http.token.file",
            "prefix")) {
      assertThat(Secrets.isSecret(open)).as(open).isFalse();
    }
  }

  @Test
  void shouldShowNoneInTheSettings() throws Exception {
    SluglineConfig config =
        SluglineConfig.load(
            null,
            Map.of("SLUGLINE_KAFKA_SSL_KEY_PASSWORD", PLANTED),
            List.of(
                "kafka.sasl.jaas.config=a.Module required password=\"" + PLANTED + "\";",
                "kafka.proxy.address=http://me:" + PLANTED + "@proxy.example:3128",
                "kafka.security.protocol=SASL_SSL"));

    assertThat(config.settings().toString())
        .doesNotContain(PLANTED)
        .contains("key=kafka.ssl.key.password, value=[hidden], origin=environment")
        .contains("key=kafka.sasl.jaas.config, value=[hidden], origin=--set")
        .contains("http://[hidden]@proxy.example:3128")
        .contains("key=kafka.security.protocol, value=SASL_SSL");
    assertThat(config.clients()).containsEntry("ssl.key.password", PLANTED);
  }

  @Test
  void shouldShowNoneInProblems(@TempDir Path dir) throws Exception {
    Path file = dir.resolve("slugline.properties");
    Files.writeString(file, "kafak.ssl.key.password=" + PLANTED + "\npartitions=none\n");

    assertThatThrownBy(
            () ->
                SluglineConfig.load(
                    file,
                    Map.of("SLUGLINE_TOKEN", PLANTED),
                    List.of("kafka.sasl.jaas.config:password=", "password " + PLANTED)))
        .isInstanceOf(ConfigProblems.class)
        .hasMessageNotContaining(PLANTED)
        .hasMessageContaining("kafak.ssl.key.password=[hidden] (" + file + "): no such setting")
        .hasMessageContaining("token=[hidden] (environment SLUGLINE_TOKEN)")
        .hasMessageContaining("partitions=none (" + file + ")");
  }
}
