package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who has a connection still while the server ends is told so. */
@Timeout(300)
class StoppingTest {
  @Test
  void shouldSayThatItIsStopping() throws Exception {
    TestListener stopping = TestListener.start();
    List<Socket> kept = new ArrayList<>();
    RawAnswer last = new RawAnswer("");
    try (Socket half = RawAnswer.connect(stopping.port())) {
      RawAnswer.write(
          half, "POST /v1/articles HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhalf");
      for (int i = 0; i < 50; i++) {
        Socket socket = RawAnswer.connect(stopping.port());
        RawAnswer.write(socket, "GET /v1/tags/a HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(socket.getInputStream().read()).isEqualTo('H');
        kept.add(socket);
      }
      CompletableFuture<Void> stop = CompletableFuture.runAsync(stopping::close);
      for (int i = 0; i < kept.size() && !last.text().contains(" 503 "); i++) {
        Thread.sleep(20);
        RawAnswer.write(
            kept.get(i), "GET /v1/tags HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        last = RawAnswer.read(kept.get(i));
      }
      RawAnswer.write(half, "done!");
      stop.join();
    } finally {
      for (Socket socket : kept) {
        socket.close();
      }
    }

    // behind what the connection was told before
    RawAnswer refusal = new RawAnswer(last.text().substring(last.text().lastIndexOf("HTTP/1.1 ")));
    assertThat(refusal.status()).as(last.text()).isEqualTo(503);
    assertThat(refusal.header("Retry-After")).isEqualTo("1");
    assertThat(refusal.json().path("type").asText()).isEqualTo("urn:slugline:problem:stopping");
  }
}
