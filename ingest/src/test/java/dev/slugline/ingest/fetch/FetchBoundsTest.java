package dev.slugline.ingest.fetch;

import static dev.slugline.ingest.fetch.Fetches.HTML;
import static dev.slugline.ingest.fetch.Fetches.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a fetch may not go: into the local network, by other schemes, or past robots.txt. */
class FetchBoundsTest {
  private BadServer server;
  private Fetcher fetcher;

  @BeforeEach
  void start() throws IOException {
    server = new BadServer();
    fetcher = new Fetcher(settings(true, Duration.ZERO));
  }

  @AfterEach
  void stop() throws IOException {
    fetcher.close();
    server.close();
  }

  private String refusal(String path) {
    return Fetches.refusal(fetcher, server.url(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/",
        "http://localhost/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[fd00::1]/",
        "http://10.1.2.3/",
        "http://172.16.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://224.0.0.1/"
      })
  void shouldAskNoAddressOfTheLocalNetwork(String address) throws Exception {
    try (Fetcher careful = new Fetcher(settings(false, Duration.ZERO))) {
      assertThatThrownBy(() -> careful.fetch(address))
          .isInstanceOf(FetchException.class)
          .message()
          .containsAnyOf("local network", "no such host", "names no host");
    }
  }

  @Test
  void shouldKnowPublicAddresses() throws Exception {
    for (String address : new String[] {"9.9.9.9", "100.128.0.1", "2620:fe::fe", "172.32.0.1"}) {
      assertThat(PublicHosts.isLocal(java.net.InetAddress.getByName(address))).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://a.example/", "file:///etc/hostname", "a.example", "http://", "http:"})
  void shouldFetchNothingElse(String address) {
    assertThatThrownBy(() -> fetcher.fetch(address)).isInstanceOf(FetchException.class);
  }

  @Test
  void shouldKeepToRobotsText() throws Exception {
    server.on(
        "/robots.txt",
        "200 OK",
        "Content-Type: text/plain\r\n",
        "User-agent: *\nDisallow: /\n\nUser-agent: slugline\nDisallow: /private\n");
    server.on("/private/a", "200 OK", HTML, "a");
    server.on("/public", "200 OK", HTML, "a");

    assertThat(refusal("/private/a")).contains("robots.txt of 127.0.0.1 does not allow slugline");
    assertThat(fetcher.fetch(server.url("/public")).bytes()).hasSize(1);
    assertThat(server.asked).filteredOn(it -> it.line().contains("robots.txt")).hasSize(1);
  }

  @Test
  void shouldNotGoWhereRedirectionsLeadPastRobotsText() {
    server.on("/robots.txt", "200 OK", "", "User-agent: *\nDisallow: /private\n");
    server.on("/a", "302 Found", "Location: /private/b\r\n", "");

    assertThat(refusal("/a")).contains("does not allow");
  }

  @Test
  void shouldFetchNothingWhereRobotsTextCannotBeRead() {
    server.on("/robots.txt", "500 Oops", "", "");
    server.on("/a", "200 OK", HTML, "a");

    assertThat(refusal("/a"))
        .isEqualTo("not fetched: robots.txt of 127.0.0.1 cannot be read (status 500)");
  }

  @Test
  void shouldFetchAllWhereThereIsNoRobotsTextAndSurviveAHugeOne() throws Exception {
    server.on("/a", "200 OK", HTML, "a");
    assertThat(fetcher.fetch(server.url("/a")).bytes()).hasSize(1);

    server.on("/robots.txt", BadServer::endless);
    try (Fetcher other = new Fetcher(settings(true, Duration.ZERO))) {
      assertThatThrownBy(() -> other.fetch(server.url("/a")))
          .hasMessageContaining("robots.txt of 127.0.0.1 cannot be read");
    }
  }
}
