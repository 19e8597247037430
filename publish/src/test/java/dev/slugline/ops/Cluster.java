package dev.slugline.ops;

import dev.slugline.app.broker.Broker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
  private static final Duration LOOK = Duration.ofSeconds(30);
  private static final Duration MOST = Duration.ofMinutes(5);
  private static final String KAFKA = "apache/kafka:4.3.1";
  private static final String BASE = "eclipse-temurin:17-jre-jammy";

  private final Tool compose;
  private final Tool docker;
  private final String project;
  private final List<Integer> kafka;

  private Cluster(Tool compose, Tool docker, String project, List<Integer> kafka) {
    this.compose = compose;
    this.docker = docker;
    this.project = project;
    this.kafka = kafka;
  }

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
    List<Integer> ports = freePorts(7);
    Map<String, String> variables = new HashMap<>();
    variables.put("COMPOSE_PROJECT_NAME", project);
    variables.put("KAFKA_IMAGE", KAFKA);
    variables.put("SLUGLINE_IMAGE", project + ":test");
    variables.put("BASE_IMAGE", base());
    variables.put("BUILD_TARGET", "prebuilt");
    for (int i = 0; i < 3; i++) {
      variables.put("KAFKA_PORT_" + (i + 1), ports.get(i).toString());
    }
    for (int i = 0; i < 2; i++) {
      variables.put("HTTP_PORT_" + (i + 1), ports.get(3 + i).toString());
      variables.put("MANAGEMENT_PORT_" + (i + 1), ports.get(5 + i).toString());
    }
    Tool compose = Tool.find("docker-compose", ROOT, variables).orElseThrow();
    return new Cluster(compose, docker().orElseThrow(), project, ports.subList(0, 3));
  }

  /** Builds the image, and starts brokers and instances; back when the first instance is ready. */
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

  /** {@code healthy}, {@code starting} or {@code unhealthy}. */
  String health(String service) throws IOException, InterruptedException {
    return docker
        .must(LOOK, "inspect", "-f", "{{.State.Health.Status}}", container(service))
        .strip();
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
    kafka.forEach(port -> all.add("127.0.0.1:" + port));
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
