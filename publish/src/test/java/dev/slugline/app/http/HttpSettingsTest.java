package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.slugline.app.config.ConfigProblems;
import dev.slugline.app.config.GivenSettings;
import dev.slugline.app.config.SluglineConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with the HTTP side's settings and files is told before anything is started. */
@Timeout(300)
class HttpSettingsTest {
  private static final String SHORT = "gull-pier-7";

  @TempDir Path dir = Path.of("");

  @Test
  void shouldTellAllProblemsTogetherEachWithKeyValueOriginAndWhatWouldBeRight() throws Exception {
    Path tokens = tokens("read " + SHORT + "\nwhite a-token-that-is-long-enough\n", "rw-r--r--");
    Path file = dir.resolve("bad.properties");
    Files.writeString(
        file,
        """
        kafka.security.protocol=FOO
        kafka.acks=none
        kafka.retries=abc
        raw.max.bytes=12
        http.tls.certificate=%s/none.pem
        http.tokens.file=%s
        """
            .formatted(dir, tokens));

    Throwable refused =
        catchThrowable(
            () -> SluglineConfig.of(new GivenSettings().file(file), HttpSettings::check));

    assertThat(refused).isInstanceOf(ConfigProblems.class);
    assertThat(String.valueOf(refused.getMessage()).lines())
        .containsExactlyInAnyOrder(
            "raw.max.bytes=12 (%s): must be at least 1024".formatted(file),
            "kafka.acks=none (%s): is Slugline's own: all, since nothing may be lost; leave it out"
                .formatted(file),
            "kafka.retries=abc (%s): not a whole number".formatted(file),
            "kafka.security.protocol=FOO (%s): must be one of SASL_SSL, PLAINTEXT, SSL,"
                    .formatted(file)
                + " SASL_PLAINTEXT",
            "http.tls.certificate=%s/none.pem (%s): there is no such file".formatted(dir, file),
            "http.tls.certificate=%s/none.pem (%s): http.tls.key is not set; the two go together"
                .formatted(dir, file),
            "http.tokens.file=%s (%s): other users may read or change the file (mode rw-r--r--),"
                    .formatted(tokens, file)
                + " make it the server's own: chmod 600 "
                + tokens
                + "; line 1 has a token of fewer than 16 characters, 'openssl rand -hex 32' makes a"
                + " good one; line 2 is not 'read TOKEN' or 'write TOKEN'");
    assertThat(refused).hasMessageNotContaining(SHORT);
  }

  @Test
  void shouldRefuseOneAddressForTwoListeners() {
    assertThatThrownBy(() -> check("http.listen=127.0.0.1:81", "management.listen=127.0.0.1:81"))
        .hasMessageContaining(
            "management.listen=127.0.0.1:81 (--set): http.listen is the same; set another");
    assertThatThrownBy(() -> check("http.listen=127.0.0.1:65536"))
        .hasMessage("http.listen=127.0.0.1:65536 (--set): the port must be at most 65535");
  }

  @Test
  void shouldTakeWhatIsInOrderAndLookAtNoFileOfWhoAnswersNothing() throws Exception {
    Path tokens = tokens("read a-token-that-is-long-enough\n", "rw-------");

    check("http.tokens.file=" + tokens);
    check("http.listen=127.0.0.1:0", "management.listen=127.0.0.1:0");
    check("http.listen=", "http.tls.key=/none", "http.tokens.file=/none");
  }

  private Path tokens(String text, String mode) throws Exception {
    Path file = Files.writeString(dir.resolve("tokens"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private static void check(String... sets) throws ConfigProblems {
    SluglineConfig.of(new GivenSettings().sets(List.of(sets)), HttpSettings::check);
  }
}
