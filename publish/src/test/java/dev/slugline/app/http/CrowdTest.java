package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many at once, and a port that is taken. */
@Timeout(300)
class CrowdTest {
  private static final int IDLE = 2_000;
  private static final long MOST_BYTES = 64L * 1024 * 1024;

  @Test
  void shouldServeOthersBesideManyIdleConnections() throws Exception {
    List<Socket> idle = new ArrayList<>();
    try (TestListener listener = TestListener.start()) {
      listener.ask("GET", "/v1/tags");
      long before = used();
      for (int i = 0; i < IDLE; i++) {
        Socket socket = RawAnswer.connect(listener.port());
        idle.add(socket);
        if (i % 2 == 0) {
          RawAnswer.write(socket, "GET /v1/tags HTTP/1.1\r\nHost: localhost\r\n\r\n");
          assertThat(socket.getInputStream().read()).isEqualTo('H');
        }
      }
      long start = System.nanoTime();

      assertThat(listener.ask("GET", "/v1/tags").status()).isEqualTo(200);

      assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(5_000);
      assertThat(used() - before).isLessThan(MOST_BYTES);
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  @Test
  void shouldGoOnOnceIdleConnectionsHaveMadeRoom() throws Exception {
    List<Socket> idle = new ArrayList<>();
    try (TestListener listener =
        TestListener.start("http.connections.max=10", "http.idle.timeout.ms=500")) {
      for (int i = 0; i < 30; i++) {
        idle.add(RawAnswer.connect(listener.port()));
      }

      assertThat(listener.ask("GET", "/v1/tags").status()).isEqualTo(200);
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  @Test
  void shouldRefuseFeedersBeyondTheLimitAndServeReaders() throws Exception {
    String head = "POST /v1/articles HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n";
    String whole = head + "Connection: close\r\n\r\n0123456789";
    try (TestListener listener = TestListener.start("http.feed.requests.max=1")) {
      Socket first = begun(listener, head + "\r\nhalf");
      RawAnswer second = RawAnswer.to(listener.port(), whole);
      for (int i = 0; i < 100 && second.status() == 200; i++) { // it was faster than the first
        first.close();
        first = begun(listener, head + "\r\nhalf");
        second = RawAnswer.to(listener.port(), whole);
      }

      assertThat(second.status()).as(second.text()).isEqualTo(429);
      assertThat(second.header("Retry-After")).isEqualTo("1");
      assertThat(listener.ask("GET", "/v1/tags").status()).isEqualTo(200);

      RawAnswer.write(first, " whole");
      assertThat(first.getInputStream().read()).isEqualTo('H');
      first.close();
    }
  }

  /** A request of which the rest is still to come. */
  private static Socket begun(TestListener listener, String request) throws Exception {
    Socket socket = RawAnswer.connect(listener.port());
    RawAnswer.write(socket, request);
    Thread.sleep(100);
    return socket;
  }

  @Test
  void shouldSayWhoHoldsThePort() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> TestListener.start("http.listen=127.0.0.1:" + port).close())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot listen on 127.0.0.1:" + port + " (http.listen)")
          .hasMessageContaining("taken by process " + ProcessHandle.current().pid() + " (");
    }
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
