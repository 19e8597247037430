package dev.slugline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret that is planted in the settings is in nothing that a command says or logs. */
@Timeout(600)
class SecretsCommandTest {
  private static final String PLANTED = "gull-under-the-pier-7";
  private static final String PLAIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"me\" password=";

  @Test
  void shouldNotBeShownByConfig() {
    for (String form : List.of("", "--json")) {
      Ran ran = run("config " + form, PLAIN + "\"" + PLANTED + "\";");

      assertThat(ran.code()).isZero();
      assertThat(ran.out() + ran.err()).doesNotContain(PLANTED);
      assertThat(ran.out()).contains("kafka.sasl.jaas.config").contains("[hidden]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "status --json", "tail", "run --set http.listen="})
  void shouldNotBeToldWhereNoBrokerAnswers(String command) {
    Ran ran = run(command, PLAIN + "\"" + PLANTED + "\";");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out() + ran.err()).contains("127.0.0.1:1").doesNotContain(PLANTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "tail", "run --set http.listen="})
  void shouldNotBeToldWhereALoginCannotBeRead(String command) {
    for (String login :
        List.of(PLAIN + "\"" + PLANTED + "\"", "org.example.Login " + PLANTED + ";", PLANTED)) {
      Ran ran = run(command, login);

      assertThat(ran.code()).isEqualTo(1);
      assertThat(ran.out() + ran.err())
          .contains("JAAS")
          .doesNotContain(PLANTED)
          .doesNotContain("Exception");
    }
  }

  private static Ran run(String command, String login) {
    List<String> args = new ArrayList<>(List.of(command.strip().split(" ")));
    args.addAll(
        List.of(
            "--set",
            "bootstrap.servers=127.0.0.1:1",
            "--set",
            "kafka.security.protocol=SASL_PLAINTEXT",
            "--set",
            "kafka.sasl.mechanism=PLAIN",
            "--set",
            "kafka.ssl.key.password=" + PLANTED,
            "--set",
            "kafka.basic.auth.user.info=me:" + PLANTED,
            "--set",
            "kafka.sasl.jaas.config=" + login));
    return Ran.command(args.toArray(String[]::new));
  }
}
