package dev.slugline.app.kafka;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.ingest.stream.Topic;
import dev.slugline.ingest.stream.TopicSettings;
import dev.slugline.ingest.stream.TopicSettings.Keep;
import dev.slugline.ingest.stream.TopicSettings.Partitions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Creates the topics that are missing, and refuses those that do not fit. */
public final class TopicAdmin {
  /** For so long a reader of a compacted topic finds all that was written behind its offset. */
  public static final Duration RESUME_WINDOW = Duration.ofDays(7);

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
  private static final Duration LED_WITHIN = Duration.ofSeconds(15);
  private static final int ENVELOPE_BYTES = 64 * 1024;

  private final Admin admin;
  private final SluglineConfig config;

  public TopicAdmin(Admin admin, SluglineConfig config) {
    this.admin = admin;
    this.config = config;
  }

  /** A client that waits ten seconds for a broker at most, unless the settings say otherwise. */
  public static Admin client(SluglineConfig config) {
    Map<String, Object> clients = new HashMap<>(config.clients());
    AnswerTimeouts.bound(clients, ANSWER_WITHIN);
    return Admin.create(clients);
  }

  /** The broker cannot be asked, or a topic does not fit. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  /**
   * How a topic stands.
   *
   * @param partitions 0: it does not exist
   * @param problem empty: it fits
   */
  public record State(String name, int partitions, String cleanup, String problem) {}

  /** Creates what is missing and returns the names; nothing is created where a topic is unfit. */
  public List<String> create(List<? extends Topic<?, ?>> topics)
      throws Refused, InterruptedException {
    List<State> states = describe(topics);
    UnfitTopics.refuse(topics, states, config);
    List<NewTopic> missing = new ArrayList<>();
    for (int i = 0; i < topics.size(); i++) {
      if (states.get(i).partitions() == 0) {
        missing.add(made(topics.get(i)));
      }
    }
    Map<String, KafkaFuture<Void>> answers = admin.createTopics(missing).values();
    List<String> made = new ArrayList<>();
    for (NewTopic topic : missing) {
      if (answer(() -> isMade(answers.get(topic.name())))) {
        made.add(topic.name());
      }
    }
    awaitLeaders(missing);
    if (made.size() < missing.size()) {
      UnfitTopics.refuse(
          topics, describe(topics), config); // those that another instance made meanwhile
    }
    return made;
  }

  /** False: it is there already, made by another or out of our sight. */
  private static boolean isMade(@Nullable KafkaFuture<Void> answer)
      throws ExecutionException, InterruptedException, TimeoutException {
    try {
      Objects.requireNonNull(answer).get(30, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Returns when every partition is led. A producer that comes earlier can have its second request
   * taken and its first one not, which then fits nowhere any more.
   */
  private void awaitLeaders(List<NewTopic> topics) throws Refused, InterruptedException {
    Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
    for (NewTopic topic : topics) {
      for (int i = 0; i < topic.numPartitions(); i++) {
        partitions.put(new TopicPartition(topic.name(), i), OffsetSpec.latest());
      }
    }
    long deadline = System.nanoTime() + LED_WITHIN.toNanos();
    List<String> names = topics.stream().map(NewTopic::name).toList();
    while (!answer(() -> areLed(names, partitions)) && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
  }

  /**
   * False: the broker does not know one of them yet. The offsets are asked for last, since the
   * client logs an error where their topic is unknown.
   */
  private boolean areLed(List<String> names, Map<TopicPartition, OffsetSpec> partitions)
      throws ExecutionException, InterruptedException, TimeoutException {
    try {
      for (var topic : admin.describeTopics(names).topicNameValues().entrySet()) {
        described(topic.getKey(), topic.getValue());
      }
      admin.listOffsets(partitions).all().get(30, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw e;
    }
  }

  /** The broker does not name the topic that it refuses. */
  private static void described(String topic, KafkaFuture<TopicDescription> answer)
      throws ExecutionException, InterruptedException, TimeoutException {
    try {
      answer.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof TopicAuthorizationException
          ? new ExecutionException(new TopicAuthorizationException(Set.of(topic)))
          : e;
    }
  }

  /** The names of all topics that exist, ours or not. */
  public Set<String> names() throws Refused, InterruptedException {
    return answer(() -> admin.listTopics().names().get(15, TimeUnit.SECONDS));
  }

  /** How each topic stands, in the order given. */
  public List<State> describe(List<? extends Topic<?, ?>> topics)
      throws Refused, InterruptedException {
    Set<String> there = names();
    List<String> known = topics.stream().map(Topic::name).filter(there::contains).toList();
    Map<String, TopicDescription> descriptions =
        answer(() -> admin.describeTopics(known).allTopicNames().get(15, TimeUnit.SECONDS));
    List<ConfigResource> resources = known.stream().map(TopicAdmin::resource).toList();
    Map<ConfigResource, Config> configs =
        answer(() -> admin.describeConfigs(resources).all().get(15, TimeUnit.SECONDS));
    List<State> states = new ArrayList<>();
    for (Topic<?, ?> topic : topics) {
      TopicDescription description = descriptions.get(topic.name());
      Config settings = configs.get(resource(topic.name()));
      if (description == null || settings == null) {
        states.add(new State(topic.name(), 0, "", "missing"));
      } else {
        int partitions = description.partitions().size();
        String cleanup = settings.get("cleanup.policy").value();
        states.add(
            new State(topic.name(), partitions, cleanup, problem(topic, partitions, settings)));
      }
    }
    return states;
  }

  private String problem(Topic<?, ?> topic, int partitions, Config settings) {
    int wanted = partitions(topic.settings().partitions());
    if (topic.settings().partitions() != Partitions.ANY && partitions != wanted) {
      String plural = partitions == 1 ? "" : "s";
      return "has " + partitions + " partition" + plural + ", must have " + wanted;
    }
    String cleanup = settings.get("cleanup.policy").value();
    if (!Set.of(cleanup.split(",")).equals(Set.of(topic.settings().cleanup().split(",")))) {
      return "has cleanup.policy=" + cleanup + ", must have " + topic.settings().cleanup();
    }
    long bytes = Long.parseLong(settings.get("max.message.bytes").value());
    if (bytes < maxBytes(topic.settings())) {
      return "has max.message.bytes=" + bytes + ", needs " + maxBytes(topic.settings());
    }
    String time = settings.get("message.timestamp.type").value();
    if (topic.settings().partitions() == Partitions.ANY && !time.equals("LogAppendTime")) {
      return "has message.timestamp.type=" + time + ", must have LogAppendTime";
    }
    return "";
  }

  private NewTopic made(Topic<?, ?> topic) {
    TopicSettings settings = topic.settings();
    Map<String, String> configs = new HashMap<>();
    configs.put("cleanup.policy", settings.cleanup());
    configs.put("max.message.bytes", Integer.toString(maxBytes(settings)));
    configs.put("retention.ms", Long.toString(retention(settings.keep())));
    if (settings.keep() == Keep.FOREVER) {
      configs.put("retention.bytes", "-1"); // whatever the broker's default
    }
    if (settings.partitions() == Partitions.ANY) {
      configs.put("message.timestamp.type", "LogAppendTime");
    }
    if (settings.cleanup().contains("compact")) {
      configs.put("min.compaction.lag.ms", Long.toString(RESUME_WINDOW.toMillis()));
      configs.put("delete.retention.ms", Long.toString(RESUME_WINDOW.toMillis()));
    }
    short replication = (short) config.number("replication.factor");
    return new NewTopic(
            topic.name(),
            Optional.of(partitions(settings.partitions())),
            replication < 1 ? Optional.empty() : Optional.of(replication))
        .configs(configs);
  }

  private int partitions(Partitions partitions) {
    return partitions == Partitions.ONE ? 1 : config.number("partitions");
  }

  private int maxBytes(TopicSettings settings) {
    return settings.partitions() == Partitions.ANY
        ? config.number("raw.max.bytes") + ENVELOPE_BYTES
        : config.maxMessageBytes();
  }

  private long retention(Keep keep) {
    return switch (keep) {
      case RAW -> config.duration("retention.raw.ms").toMillis();
      case HISTORY -> config.duration("history.ms").toMillis();
      case FOREVER -> -1;
    };
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }

  private interface Question<T> {
    T ask() throws ExecutionException, InterruptedException, TimeoutException;
  }

  private <T> T answer(Question<T> question) throws Refused, InterruptedException {
    try {
      return question.ask();
    } catch (ExecutionException | TimeoutException e) {
      if (e.getCause() instanceof AuthorizationException) {
        throw new Refused("the broker refuses us: " + e.getCause().getMessage());
      }
      String bootstrap = String.valueOf(config.clients().get("bootstrap.servers"));
      throw new Refused(Preflight.failure(bootstrap, e));
    }
  }
}
