package dev.slugline.ops;

import static org.awaitility.Awaitility.await;

import dev.slugline.app.broker.Broker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The brokers and instances of docker-compose.yml, under a name and on ports of their own. */
final class Cluster implements Broker {
  private static final Path ROOT = Path.of("..");
  private static final Duration LOOK = Duration.ofSeconds(60);
  private static final Duration MOST = Duration.ofMinutes(5);
  private static final String KAFKA = "apache/kafka:4.3.1";
  private static final String BASE = "eclipse-temurin:17-jre-jammy";

  private final Tool compose;
  private final Tool docker;
  private final String project;
  private final Ports ports;
  private final HttpClient client = HttpClient.newHttpClient();

  private Cluster(Tool compose, Tool docker, String project, Ports ports) {
    this.compose = compose;
    this.docker = docker;
    this.project = project;
    this.ports = ports;
  }

  /** Where it is reached, by the order of brokers and of instances. */
  private record Ports(List<Integer> kafka, List<Integer> http, List<Integer> management) {}

  /** Why there can be none here; empty: there can be. */
  static String lacking() throws IOException, InterruptedException {
    Optional<Tool> docker = docker();
    if (docker.isEmpty() || docker.get().run(LOOK, "version").code() != 0) {
      return "no Docker engine answers";
    }
    if (Tool.find("docker-compose", ROOT, Map.of()).isEmpty()) {
      return "there is no docker-compose on the PATH";
    }
    for (String image : List.of(KAFKA, base())) {
      if (docker.get().run(LOOK, "image", "inspect", image).code() != 0) {
        return "the image " + image + " is not there";
      }
    }
    return Files.exists(ROOT.resolve("publish/target/app/lib"))
        ? ""
        : "nothing is built: publish/target/app is not there";
  }

  private static Optional<Tool> docker() {
    return Tool.find("docker", ROOT, Map.of());
  }

  /** The runtime that the image is built on: where no registry is reached, one of the machine. */
  private static String base() {
    return System.getenv().getOrDefault("BASE_IMAGE", BASE);
  }

  /** Not started yet. */
  static Cluster prepare() throws IOException {
    String project = "slugline-it-" + ProcessHandle.current().pid();
    List<Integer> free = freePorts(7);
    Ports ports = new Ports(free.subList(0, 3), free.subList(3, 5), free.subList(5, 7));
    Map<String, String> variables = new HashMap<>();
    variables.put("COMPOSE_PROJECT_NAME", project);
    variables.put("KAFKA_IMAGE", KAFKA);
    variables.put("SLUGLINE_IMAGE", project + ":test");
    variables.put("BASE_IMAGE", base());
    variables.put("BUILD_TARGET", "prebuilt");
    // five Javas start on a machine that may have two cores
    variables.put("KAFKA_OPTS_HEAP", "-Xms256m -Xmx384m -XX:TieredStopAtLevel=1");
    number(variables, "KAFKA_PORT_", ports.kafka());
    number(variables, "HTTP_PORT_", ports.http());
    number(variables, "MANAGEMENT_PORT_", ports.management());
    Tool compose = Tool.find("docker-compose", ROOT, variables).orElseThrow();
    return new Cluster(compose, docker().orElseThrow(), project, ports);
  }

  private static void number(Map<String, String> variables, String name, List<Integer> ports) {
    for (int i = 0; i < ports.size(); i++) {
      variables.put(name + (i + 1), ports.get(i).toString());
    }
  }

  /** Builds the image, and starts brokers and instances; back when both instances are ready. */
  void up() throws IOException, InterruptedException {
    compose.must(MOST, "build", "slugline-1");
    compose.must(
        MOST,
        "up",
        "-d",
        "--no-build",
        "kafka-1",
        "kafka-2",
        "kafka-3",
        "slugline-1",
        "slugline-2");
    await()
        .atMost(MOST)
        .pollInterval(Duration.ofSeconds(1))
        .ignoreExceptionsMatching(IOException.class::isInstance)
        // that the second comes has the first hand work over
        .until(() -> ready(1).statusCode() == 200 && ready(2).statusCode() == 200);
  }

  /** What an instance says of itself, to whoever asks. */
  HttpResponse<String> ready(int instance) throws IOException, InterruptedException {
    return ask(HttpRequest.newBuilder(at(ports.management(), instance, "/readyz")));
  }

  /**
   * Feeds an instance by HTTP, as a program of this machine does.
   *
   * @param token empty: none
   */
  HttpResponse<String> post(int instance, String article, String token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at(ports.http(), instance, "/v1/articles"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(article));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return ask(request);
  }

  private HttpResponse<String> ask(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.timeout(LOOK).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static URI at(List<Integer> ports, int instance, String path) {
    return URI.create("http://127.0.0.1:" + ports.get(instance - 1) + path);
  }

  /** The token for writing, as docs/operating.md has an operator get it. */
  String writeToken(int instance) throws IOException, InterruptedException {
    return inside("slugline-" + instance, "sed -n 's/^write //p' /etc/slugline/tokens");
  }

  /** SIGKILL: nothing is closed, flushed or committed, and it stays down. */
  void kill(String service) throws IOException, InterruptedException {
    // what is killed by hand is not restarted by the engine
    docker.must(LOOK, "kill", container(service));
  }

  /** SIGTERM, and what compose waits for; the exit code of the process. */
  int stop(String service) throws IOException, InterruptedException {
    String container = container(service);
    compose.must(Duration.ofMinutes(2), "stop", service);
    String code = docker.must(LOOK, "inspect", "-f", "{{.State.ExitCode}}", container);
    return Integer.parseInt(code.strip());
  }

  /** What a service wrote lately. */
  String log(String service) throws IOException, InterruptedException {
    return compose.run(LOOK, "logs", "--no-color", "--tail=60", service).text();
  }

  /** What a shell within a service's container answers. */
  String inside(String service, String command) throws IOException, InterruptedException {
    return docker.run(LOOK, "exec", container(service), "sh", "-c", command).text().strip();
  }

  private String container(String service) throws IOException, InterruptedException {
    return compose.must(LOOK, "ps", "-q", service).strip();
  }

  @Override
  public String bootstrapServers() {
    List<String> all = new ArrayList<>();
    ports.kafka().forEach(port -> all.add("127.0.0.1:" + port));
    return String.join(",", all);
  }

  /** Removes all that was made: containers, volumes, network and image. */
  @Override
  public void close() {
    try {
      compose.run(Duration.ofMinutes(2), "down", "-v", "-t", "5", "--remove-orphans");
      docker.run(LOOK, "image", "rm", "-f", project + ":test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Different ones, for all are open at once. */
  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> open = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        open.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return open.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : open) {
        socket.close();
      }
    }
  }
}
