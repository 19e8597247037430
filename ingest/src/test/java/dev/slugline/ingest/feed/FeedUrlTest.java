package dev.slugline.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.slugline.ingest.fetch.FetchSettings;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.stream.SluglineHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is fetched is fed as what the server says that it is, under its URL. */
class FeedUrlTest {
  private static final ByteArraySerializer BYTES = new ByteArraySerializer();

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, BYTES, BYTES);
  private final List<Fed> told = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private void on(String path, String type, byte[] body) {
    server.createContext(
        path,
        exchange -> {
          boolean here = exchange.getRequestURI().getPath().equals(path);
          exchange.getResponseHeaders().add("Content-Type", type);
          exchange.sendResponseHeaders(here ? 200 : 404, here ? body.length : -1);
          if (here) {
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
  }

  private void on(String path, String type, String body) {
    on(path, type, body.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> feed(boolean local, String... inputs) throws Exception {
    Duration soon = Duration.ofSeconds(20);
    FetchSettings settings =
        new FetchSettings("Slugline/0.1", local, soon, soon, soon, Duration.ZERO, 10_000);
    FeedOptions options = new FeedOptions(null, null, false, 0, settings);
    try (Feeder feeder = new Feeder(producer, "news.raw", Limits.DEFAULT, options)) {
      feeder.feed(List.of(inputs), InputStream.nullInputStream(), told::add);
    }
    List<String> sent = new ArrayList<>();
    for (ProducerRecord<byte[], byte[]> record : producer.history()) {
      String type = SluglineHeaders.get(record.headers(), SluglineHeaders.CONTENT_TYPE);
      sent.add(text(record.key()) + " | " + type + " | " + text(record.value()));
    }
    return sent;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void shouldFeedAPageUnderItsUrlAndType() throws Exception {
    on("/page", "text/html; charset=utf-8", "<html>A page</html>");

    assertThat(feed(true, url("/page")))
        .containsExactly(url("/page") + " | text/html; charset=utf-8 | <html>A page</html>");
  }

  @Test
  void shouldTakeAnArchiveApart() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("a.txt"));
      zip.write("First of two.".getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("b.txt"));
      zip.write("Second of two.".getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("c.gif"));
      zip.write("GIF89a\u0001\u0000\u0001".getBytes(StandardCharsets.ISO_8859_1));
    }
    on("/all.zip", "application/zip", bytes.toByteArray());

    assertThat(feed(true, url("/all.zip")))
        .containsExactly(
            "all.zip!a.txt | null | First of two.", "all.zip!b.txt | null | Second of two.");
    assertThat(told.get(2)).isInstanceOf(Fed.Skipped.class);
  }

  @Test
  void shouldRefuseWhatCannotBeFetchedAndGoOn() throws Exception {
    on("/page", "text/plain", "A page.");

    assertThat(feed(true, url("/none"), "http:///", url("/page"))).hasSize(1);
    assertThat(told)
        .filteredOn(Fed.Refused.class::isInstance)
        .extracting(fed -> ((Fed.Refused) fed).reason())
        .containsExactly("status 404 Not Found", "'http:///' names no host");
  }

  @Test
  void shouldAskNoLocalAddressUnlessAllowed() throws Exception {
    on("/page", "text/plain", "A page.");

    assertThat(feed(false, url("/page"))).isEmpty();
    assertThat(((Fed.Refused) told.get(0)).reason()).contains("fetch.allow.local=true");
  }
}
