package dev.slugline.app.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * A broker in this process that speaks TLS only, with a certificate of its own making, and lets in
 * who has a password (SCRAM-SHA-512).
 */
public final class SecuredBroker implements AutoCloseable {
  private static final String STORE_PASSWORD = "of-the-key-store";
  private static final String ADMIN_PASSWORD = "of-the-broker-itself";
  private static final String PLAIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"admin\""
          + " password=\"%1$s\" user_admin=\"%1$s\";";
  private static final String SCRAM =
      "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\""
          + " password=\"%s\";";

  private final EmbeddedBroker broker;
  private final Path certificate;

  private SecuredBroker(EmbeddedBroker broker, Path certificate) {
    this.broker = broker;
    this.certificate = certificate;
  }

  /** Starts it, with one user beside itself. */
  public static SecuredBroker start(Path dir, String user, String password) throws Exception {
    Path keys = dir.resolve("broker.p12");
    Path certificate = dir.resolve("broker.pem");
    keytool(
        List.of("-genkeypair", "-alias", "broker", "-keyalg", "EC", "-validity", "2"),
        List.of("-dname", "CN=broker", "-ext", "SAN=IP:127.0.0.1"),
        List.of("-keystore", keys.toString(), "-storepass", STORE_PASSWORD));
    keytool(
        List.of("-exportcert", "-rfc", "-alias", "broker", "-file", certificate.toString()),
        List.of("-keystore", keys.toString(), "-storepass", STORE_PASSWORD));
    int port = freePort();
    SecuredBroker broker =
        new SecuredBroker(
            EmbeddedBroker.start(dir.resolve("data"), port, settings(port, keys, certificate)),
            certificate);
    broker.addUser(user, password);
    await().untilAsserted(() -> broker.assertLetsIn(user, password));
    return broker;
  }

  private static Map<String, String> settings(int port, Path keys, Path certificate)
      throws IOException {
    int controller = freePort();
    while (controller == port) { // it is free still
      controller = freePort();
    }
    Map<String, String> settings = new HashMap<>();
    String listener = "SASL_SSL://127.0.0.1:" + port;
    settings.put("listeners", listener + ",CONTROLLER://127.0.0.1:" + controller);
    settings.put("advertised.listeners", listener);
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
    settings.put("listener.security.protocol.map", "SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", "SASL_SSL");
    settings.put("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512");
    settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    settings.put("listener.name.sasl_ssl.plain.sasl.jaas.config", PLAIN.formatted(ADMIN_PASSWORD));
    settings.put(
        "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
        SCRAM.formatted("admin", ADMIN_PASSWORD));
    settings.put("ssl.keystore.type", "PKCS12");
    settings.put("ssl.keystore.location", keys.toString());
    settings.put("ssl.keystore.password", STORE_PASSWORD);
    settings.put("ssl.key.password", STORE_PASSWORD);
    settings.put("ssl.truststore.type", "PEM");
    settings.put("ssl.truststore.location", certificate.toString());
    return settings;
  }

  private void addUser(String user, String password) throws Exception {
    Map<String, Object> config = new HashMap<>(tls());
    config.put("bootstrap.servers", bootstrapServers());
    config.put("sasl.mechanism", "PLAIN");
    config.put("sasl.jaas.config", PLAIN.formatted(ADMIN_PASSWORD));
    UserScramCredentialAlteration added =
        new UserScramCredentialUpsertion(
            user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), password);
    try (Admin admin = Admin.create(config)) {
      admin.alterUserScramCredentials(List.of(added)).all().get(90, TimeUnit.SECONDS);
    }
  }

  /** The controller has a user a moment before the broker knows of it. */
  private void assertLetsIn(String user, String password) {
    Map<String, Object> config = new HashMap<>(client(user, password));
    config.put("bootstrap.servers", bootstrapServers());
    try (Admin admin = Admin.create(config)) {
      assertThat(admin.describeCluster().clusterId()).succeedsWithin(Duration.ofSeconds(30));
    }
  }

  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** What a client is configured with. */
  public Map<String, String> client(String user, String password) {
    Map<String, String> config = new HashMap<>(tls());
    config.putAll(clientWithoutTrust(user, password));
    return config;
  }

  /** The same, for a client that does not know the certificate. */
  public Map<String, String> clientWithoutTrust(String user, String password) {
    return Map.of(
        "security.protocol",
        "SASL_SSL",
        "sasl.mechanism",
        "SCRAM-SHA-512",
        "sasl.jaas.config",
        SCRAM.formatted(user, password));
  }

  private Map<String, String> tls() {
    return Map.of(
        "security.protocol",
        "SASL_SSL",
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.location",
        certificate.toString());
  }

  @Override
  public void close() {
    broker.close();
  }

  @SafeVarargs
  private static void keytool(List<String>... arguments) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    for (List<String> some : arguments) {
      builder.command().addAll(some);
    }
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
