package dev.slugline.app.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker (KRaft, broker and controller in one) within this process, on the loopback only.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
  private static final String HOST = "127.0.0.1";
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(20);

  /** The largest record of an output: twice the largest raw value, and its envelope. */
  private static final int MAX_MESSAGE_BYTES = 2 * 8 * 1024 * 1024 + 64 * 1024;

  private final KafkaRaftServer server;
  private final int port;
  private final FileChannel lock;

  private EmbeddedBroker(KafkaRaftServer server, int port, FileChannel lock) {
    this.server = server;
    this.port = port;
    this.lock = lock;
  }

  /**
   * Starts a broker; its storage is formatted only where it is new.
   *
   * @param dataDir where topics and offsets stay from run to run
   * @param port 0: any free one
   */
  public static EmbeddedBroker start(Path dataDir, int port) throws IOException {
    return start(dataDir, port, Map.of());
  }

  /** The same, with broker settings that win over ours. */
  static EmbeddedBroker start(Path dataDir, int port, Map<String, String> overrides)
      throws IOException {
    int listen = port == 0 ? freePort() : checked(port);
    FileChannel lock = lock(DataFolder.made(dataDir));
    try {
      Path logs = dataDir.resolve("kafka");
      Properties config = settings(logs, listen, freePortBut(listen));
      config.putAll(overrides);
      if (!Files.exists(logs.resolve("meta.properties"))) {
        format(dataDir, config);
      }
      sayWhyItHalts(logs);
      KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(config), Time.SYSTEM);
      server.startup();
      return new EmbeddedBroker(server, listen, lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw new IOException(
          "the embedded broker did not start in " + dataDir + ": " + e.getMessage(), e);
    }
  }

  /** A broker whose folder fails ends the process, behind pages of stack traces. */
  private static void sayWhyItHalts(Path logs) {
    Exit.setHaltProcedure(
        (status, message) -> {
          LOG.error(
              "the embedded Kafka ended: it cannot work in {} any more; the lines before say why,"
                  + " most often that the disk is full. What it acknowledged is there: make room,"
                  + " and start again",
              logs);
          Runtime.getRuntime().halt(status); // as Kafka itself would
        });
  }

  /** Two brokers on one folder would spoil it; Kafka's own lock says so in a stack trace. */
  private static FileChannel lock(Path dataDir) throws IOException {
    FileChannel channel = DataFolder.opened(dataDir.resolve("lock"));
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null; // held in this very process
    }
    if (lock == null) {
      channel.close();
      throw new IOException(dataDir + " is in use by another embedded broker");
    }
    return channel;
  }

  /** The address for clients. */
  public String bootstrapServers() {
    return HOST + ":" + port;
  }

  /** Stops the broker, and stops waiting for it after twenty seconds. */
  @Override
  public void close() {
    Thread stopping = new Thread(server::shutdown, "embedded-broker-stop");
    stopping.setDaemon(true);
    stopping.start();
    try {
      stopping.join(CLOSE_WITHIN.toMillis());
      lock.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Properties settings(Path logs, int port, int controllerPort) {
    Properties config = new Properties();
    config.setProperty("process.roles", "broker,controller");
    config.setProperty("node.id", "1");
    config.setProperty("controller.quorum.voters", "1@" + HOST + ":" + controllerPort);
    config.setProperty("controller.listener.names", "CONTROLLER");
    config.setProperty(
        "listeners",
        "PLAINTEXT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort);
    config.setProperty("advertised.listeners", "PLAINTEXT://" + HOST + ":" + port);
    config.setProperty(
        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    config.setProperty("log.dirs", logs.toString());
    // with the defaults of three replicas an exactly-once stream hangs without a word
    config.setProperty("offsets.topic.replication.factor", "1");
    config.setProperty("offsets.topic.num.partitions", "4");
    config.setProperty("transaction.state.log.replication.factor", "1");
    config.setProperty("transaction.state.log.min.isr", "1");
    config.setProperty("transaction.state.log.num.partitions", "4");
    config.setProperty("share.coordinator.state.topic.replication.factor", "1");
    config.setProperty("share.coordinator.state.topic.min.isr", "1");
    config.setProperty("group.initial.rebalance.delay.ms", "0");
    config.setProperty("auto.create.topics.enable", "false");
    // the default takes 128 MB of the heap at once
    config.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
    config.setProperty("message.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
    config.setProperty("replica.fetch.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
    // ten years: after idle weeks nothing is to be read, and published, a second time
    config.setProperty("offsets.retention.minutes", "5256000");
    return config;
  }

  private static void format(Path dataDir, Properties config) throws IOException {
    Path file = dataDir.resolve("server.properties");
    try (Writer out = Files.newBufferedWriter(file)) {
      config.store(out, null);
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    String[] format = {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
    try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      if (StorageTool.execute(format, out) != 0) {
        throw new IOException(
            "cannot format " + dataDir + ": " + said.toString(StandardCharsets.UTF_8));
      }
    }
  }

  /** Another than one that is free still. */
  private static int freePortBut(int taken) throws IOException {
    int port = freePort();
    while (port == taken) {
      port = freePort();
    }
    return port;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static int checked(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return port;
    } catch (IOException e) {
      throw new IOException(
          "port "
              + port
              + " of "
              + HOST
              + " is in use; another broker may be running: stop it, or give another with -b "
              + HOST
              + ":PORT",
          e);
    }
  }
}
