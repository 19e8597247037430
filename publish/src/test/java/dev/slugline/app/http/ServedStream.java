package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.app.BrokerStream;
import dev.slugline.app.broker.Broker;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A stream of its own on a broker, and its HTTP side on a free port. */
final class ServedStream implements AutoCloseable {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(90);

  private final BrokerStream stream;
  private final HttpSide side;
  private final boolean alone;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<AssertionError> undeclared = new CopyOnWriteArrayList<>();

  private ServedStream(BrokerStream stream, HttpSide side, boolean alone) {
    this.stream = stream;
    this.side = side;
    this.alone = alone;
  }

  /**
   * A stream that runs and answers.
   *
   * @param sets settings, {@code key=value}
   */
  static ServedStream start(
      Broker broker, Path dir, String prefix, LoadedCatalogue rules, String... sets)
      throws Exception {
    List<String> all = new ArrayList<>(List.of("http.listen=127.0.0.1:0"));
    all.addAll(List.of(sets));
    BrokerStream stream =
        BrokerStream.prepare(broker, dir, prefix, rules, all.toArray(String[]::new));
    stream.run();
    return new ServedStream(stream, HttpSide.start(stream.config(), stream.runner()), true);
  }

  /**
   * Another HTTP side of the same stream, which goes on when this one is closed.
   *
   * @param sets settings of this side alone, {@code key=value}
   */
  ServedStream beside(String... sets) throws Exception {
    List<String> all = new ArrayList<>(List.of("http.listen=127.0.0.1:0"));
    all.addAll(List.of(sets));
    HttpSide other = HttpSide.start(stream.config(all.toArray(String[]::new)), stream.runner());
    return new ServedStream(stream, other, false);
  }

  BrokerStream stream() {
    return stream;
  }

  HttpSide side() {
    return side;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + side.port() + path);
  }

  /** The answer to a GET, with headers given as name, value, name, value … */
  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(path)).GET(), headers);
  }

  /** The answer to a request, which is one that the OpenAPI document declares. */
  HttpResponse<String> send(HttpRequest.Builder request, String... headers)
      throws IOException, InterruptedException {
    request.timeout(ANSWER_WITHIN);
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
    try {
      DeclaredAnswers.check(answer);
    } catch (AssertionError e) {
      undeclared.add(e);
      throw e;
    }
    return answer;
  }

  @Override
  public void close() {
    side.close();
    if (alone) {
      stream.close();
    }
    assertThat(undeclared).as("answers, also to one who asked until it was as wanted").isEmpty();
  }
}
