package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.app.TestRules;
import dev.slugline.app.broker.Broker;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Feeders that wait for their receipts, beside one that does not read its own. */
@Timeout(600)
class SlowReadersIT {
  private static final int ITEMS = 4_900;

  /** It is in each receipt, so that an answer is far longer than what sockets hold. */
  private static final String KEY = "k".repeat(1_000);

  @Test
  void shouldAnswerOthersBesideOneThatDoesNotReadItsAnswer(@TempDir Path dir) throws Exception {
    try (Broker broker = Broker.inProcess(dir.resolve("broker"));
        ServedStream served =
            ServedStream.start(
                broker,
                dir,
                "slow",
                TestRules.two(),
                "http.idle.timeout.ms=120000",
                "raw.budget.ms=9000");
        Socket slow = new Socket()) {
      slow.setReceiveBufferSize(8 * 1024);
      slow.setSoTimeout(90_000);
      slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), served.side().port()));
      feed(slow, "{\"id\": 1}\n".repeat(ITEMS));
      assertThat(slow.getInputStream().read()).as("its answer has begun").isEqualTo('H');

      HttpResponse<String> other =
          served.send(
              HttpRequest.newBuilder(served.uri("/v1/articles"))
                  .POST(BodyPublishers.ofString("{\"title\": \"A title\"}")),
              "Content-Type",
              "application/json",
              "Prefer",
              "wait=20");

      assertThat(other.statusCode()).as(other.body()).isEqualTo(200);
      assertThat(RawAnswer.read(slow).body())
          .as("the other was answered while this was on its way, and it is whole")
          .hasSizeGreaterThan(ITEMS * KEY.length())
          .contains("\"item\":" + ITEMS + ",");
    }
  }

  private static void feed(Socket socket, String lines) throws Exception {
    RawAnswer.write(
        socket,
        "POST /v1/articles?key="
            + KEY
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nPrefer: wait=30\r\n"
            + "Content-Type: application/x-ndjson\r\nContent-Length: "
            + lines.length()
            + "\r\n\r\n"
            + lines);
  }
}
