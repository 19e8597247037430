package dev.slugline.app.kafka;

import dev.slugline.app.config.Secrets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Asks the broker for what an exactly-once stream needs before the stream starts, since a stream
 * that does not get it hangs in silence. A refusal whose reason is known comes within about fifteen
 * seconds. A new cluster makes the topics for offsets and transactions only when it is asked, which
 * takes a while on a busy machine, so without a reason it is asked for up to a minute.
 */
public final class Preflight {
  private static final Duration EACH = Duration.ofSeconds(5);
  private static final Duration MADE_WITHIN = Duration.ofSeconds(50);

  private Preflight() {}

  /** The broker cannot do what is needed; the message says what and how to mend it. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    public Refused(String message) {
      super(message);
    }
  }

  /**
   * Returns when the broker is reachable and transactions and group offsets work.
   *
   * @param clients what every Kafka client gets
   * @param applicationId the prefix of the transactional id that is tried
   */
  public static void check(Map<String, ?> clients, String applicationId)
      throws Refused, InterruptedException {
    Map<String, Object> config = new HashMap<>(clients);
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) EACH.toMillis() - 500);
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) EACH.toMillis());
    try (Admin admin = Admin.create(config)) {
      Collection<Node> nodes = reach(admin, clients);
      groups(admin, applicationId, nodes.size());
      transactions(admin, clients, applicationId, nodes.size());
    }
  }

  /** What to say where no broker answers. */
  public static String noAnswer(String bootstrap) {
    return "no Kafka broker answers at "
        + bootstrap
        + ": is one running there? (give another with -b HOST:PORT, or start one with"
        + " 'slugline run --embedded')";
  }

  /** The same, or why a broker that is there does not let us in. */
  public static String noAnswer(String bootstrap, Throwable failure) {
    for (Throwable it = failure; it != null; it = it.getCause()) {
      if (it instanceof SslAuthenticationException) {
        return "no TLS with the Kafka broker at "
            + bootstrap
            + ": "
            + Secrets.said(it)
            + " (kafka.ssl.truststore.* says whom we trust; in --command-config or by --set)";
      }
      if (it instanceof AuthenticationException) {
        return "the Kafka broker at "
            + bootstrap
            + " does not let us in: "
            + Secrets.said(it)
            + " (kafka.sasl.mechanism and kafka.sasl.jaas.config say who we are; in"
            + " --command-config or by --set)";
      }
    }
    return noAnswer(bootstrap);
  }

  /** What to say of a question that failed: that no broker answers, or that it refused. */
  public static String failure(String bootstrap, Exception failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    boolean unreached =
        cause instanceof TimeoutException
            || cause instanceof AuthenticationException
            || cause instanceof org.apache.kafka.common.errors.TimeoutException;
    return unreached
        ? noAnswer(bootstrap, cause)
        : "the broker at " + bootstrap + " refused: " + cause.getMessage();
  }

  private static Collection<Node> reach(Admin admin, Map<String, ?> clients)
      throws Refused, InterruptedException {
    try {
      return admin.describeCluster().nodes().get(EACH.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      refuseIfForbidden(e);
      throw new Refused(noAnswer(String.valueOf(clients.get("bootstrap.servers")), e));
    }
  }

  private static void groups(Admin admin, String applicationId, int brokers)
      throws Refused, InterruptedException {
    await(
        () -> {
          try {
            admin
                .listConsumerGroupOffsets(applicationId)
                .partitionsToOffsetAndMetadata()
                .get(EACH.toMillis(), TimeUnit.MILLISECONDS);
            return Tried.WORKS;
          } catch (ExecutionException | TimeoutException e) {
            refuseIfForbidden(e);
            return isLate(e) || isLate(e.getCause()) ? Tried.LATE : Tried.FAILS;
          }
        },
        "the broker gives no coordinator for consumer groups (__consumer_offsets): ",
        () -> unfit(admin, "offsets.topic.replication.factor", brokers));
  }

  private static void transactions(
      Admin admin, Map<String, ?> clients, String applicationId, int brokers)
      throws Refused, InterruptedException {
    Map<String, Object> config = new HashMap<>(clients);
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, applicationId + "-preflight");
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, EACH.toMillis());
    await(
        () -> transaction(config, applicationId),
        "the broker does no transactions, which exactly-once needs (__transaction_state): ",
        () -> unfit(admin, "transaction.state.log.replication.factor", brokers));
  }

  private static Tried transaction(Map<String, Object> config, String applicationId)
      throws Refused {
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(config, bytes, bytes)) {
      producer.initTransactions();
      return Tried.WORKS;
    } catch (AuthorizationException e) {
      throw new Refused(
          "the broker does not allow transactions under the id '"
              + applicationId
              + "-…': exactly-once needs Write and Describe on the transactional ids of that prefix"
              + " ("
              + e.getMessage()
              + ")");
    } catch (KafkaException e) {
      return isLate(e) ? Tried.LATE : Tried.FAILS;
    }
  }

  private enum Tried {
    WORKS,
    /** no answer yet */
    LATE,
    FAILS
  }

  private interface Attempt {
    Tried go() throws Refused, InterruptedException;
  }

  private interface Reason {
    /** Empty: none is known. */
    String ask() throws InterruptedException;
  }

  /** Tries again what is late for no reason that is known: it may be in the making. */
  private static void await(Attempt attempt, String refusal, Reason reason)
      throws Refused, InterruptedException {
    long start = System.nanoTime();
    Tried tried = attempt.go();
    while (tried != Tried.WORKS) {
      String known = reason.ask();
      boolean over = System.nanoTime() - start > MADE_WITHIN.toNanos();
      if (tried == Tried.FAILS || over || !known.isEmpty()) {
        throw new Refused(
            refusal + (known.isEmpty() ? "look into the broker's log for the reason" : known));
      }
      tried = attempt.go();
    }
  }

  private static boolean isLate(@Nullable Throwable failure) {
    return failure instanceof TimeoutException || failure instanceof RetriableException;
  }

  private static String unfit(Admin admin, String key, int brokers) throws InterruptedException {
    try {
      Node node = admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).iterator().next();
      ConfigResource resource = new ConfigResource(ConfigResource.Type.BROKER, node.idString());
      Config config =
          admin.describeConfigs(List.of(resource)).all().get(5, TimeUnit.SECONDS).get(resource);
      ConfigEntry entry = config == null ? null : config.get(key);
      if (entry != null && Integer.parseInt(entry.value()) > brokers) {
        return key
            + " is "
            + entry.value()
            + ", but the cluster has "
            + brokers
            + (brokers == 1 ? " broker" : " brokers")
            + ": set it to "
            + brokers
            + " on the broker, or add brokers";
      }
    } catch (ExecutionException | TimeoutException e) {
      return "and does not say how it is configured (" + e.getMessage() + ")";
    }
    return "";
  }

  private static void refuseIfForbidden(Exception e) throws Refused {
    if (e.getCause() instanceof AuthorizationException) {
      throw new Refused("the broker refuses us: " + e.getCause().getMessage());
    }
  }
}
