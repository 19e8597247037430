package dev.slugline.app;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.Preflight;
import dev.slugline.enrich.catalogue.RuleLog;
import dev.slugline.ingest.IngestStage;
import dev.slugline.ingest.stream.Topic;
import dev.slugline.ingest.stream.Topics;
import dev.slugline.publish.PublishTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is asked of the broker once the topics are there, since a stream that lacks it stalls or
 * loses in silence: rights, room for the internal topics, no other topology under the same
 * application id. Each question waits five seconds at most.
 */
final class StartChecks {
  private static final Logger LOG = LoggerFactory.getLogger(StartChecks.class);
  private static final Duration EACH = Duration.ofSeconds(5);

  private final Admin admin;
  private final SluglineConfig config;
  private final String application;

  private StartChecks(Admin admin, SluglineConfig config) {
    this.admin = admin;
    this.config = config;
    this.application = config.text("application.id");
  }

  /**
   * Returns when nothing stands in the way of a start.
   *
   * @param topics that the stages write or read; all exist
   */
  static void check(SluglineConfig config, List<Topic<?, ?>> topics)
      throws Preflight.Refused, InterruptedException {
    try (Admin admin = admin(config)) {
      StartChecks checks = new StartChecks(admin, config);
      checks.group();
      checks.rights(topics.stream().map(Topic::name).toList());
      checks.internalTopics();
      checks.offsets();
    }
  }

  private static Admin admin(SluglineConfig config) {
    Map<String, Object> clients = new HashMap<>(config.clients());
    clients.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) EACH.toMillis());
    clients.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) EACH.toMillis() - 500);
    return Admin.create(clients);
  }

  /** Returns when the catalogue to start with may be the first of this installation. */
  static void firstRules(SluglineConfig config) throws Preflight.Refused, InterruptedException {
    String prefix = config.text("prefix");
    String articles = new Topics(prefix).articles().name();
    try (Admin admin = admin(config)) {
      StartChecks checks = new StartChecks(admin, config);
      if (checks.exists(articles) && !checks.isEmpty(articles)) {
        throw new Preflight.Refused(
            ("%s holds no rules, yet %s holds articles that were tagged: somebody deleted it, and the"
                    + " rules that come with Slugline would take the place of yours; write yours"
                    + " again with 'slugline rules apply --rules FOLDER' before the start")
                .formatted(RuleLog.topic(prefix).name(), articles));
      }
    }
  }

  /** Two topologies under one id are both RUNNING, and half of the records are never read. */
  private void group() throws Preflight.Refused, InterruptedException {
    ConsumerGroupDescription group = groupDescription();
    if (group == null) {
      return;
    }
    Set<AclOperation> may = group.authorizedOperations();
    if (may != null && !may.contains(AclOperation.READ)) {
      throw new Preflight.Refused(
          "the broker does not let us read as the consumer group '"
              + application
              + "': grant Read on the group");
    }
    String shape = TopologyShape.of(config.text("prefix"), config.number("partitions"));
    for (MemberDescription member : group.members()) {
      if (!shape.equals(TopologyShape.inClientId(member.clientId()))) {
        throw new Preflight.Refused(
            "another stream with another topology, prefix or partition count runs under"
                + " application.id="
                + application
                + " (client "
                + member.clientId()
                + " at "
                + member.host()
                + "): each would leave records unread; stop it, or set another application.id and"
                + " another prefix (one that was killed counts for as long as its session, 45 s)");
      }
    }
  }

  private @Nullable ConsumerGroupDescription groupDescription()
      throws Preflight.Refused, InterruptedException {
    DescribeConsumerGroupsOptions options =
        new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true);
    try {
      return admin
          .describeConsumerGroups(List.of(application), options)
          .all()
          .get(EACH.toMillis(), TimeUnit.MILLISECONDS)
          .get(application);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return null;
      }
      throw refused("the consumer group '" + application + "'", e);
    } catch (TimeoutException e) {
      throw refused("the consumer group '" + application + "'", e);
    }
  }

  private void rights(List<String> topics) throws Preflight.Refused, InterruptedException {
    Topics ingest = new Topics(config.text("prefix"));
    Set<String> read = Set.of(ingest.raw().name(), ingest.retag().name());
    String tags = new PublishTopics(config.text("prefix")).tag("").name();
    Set<String> written =
        Set.of(
            ingest.articles().name(),
            ingest.receipts().name(),
            ingest.withdrawn().name(),
            ingest.deadLetter().name(),
            new PublishTopics(config.text("prefix")).enriched().name());
    List<String> lacking = new ArrayList<>();
    for (Map.Entry<String, TopicDescription> topic : describe(topics).entrySet()) {
      Set<AclOperation> may = topic.getValue().authorizedOperations();
      String name = topic.getKey();
      boolean writes = written.contains(name) || name.startsWith(tags);
      if (may != null && read.contains(name) && !may.contains(AclOperation.READ)) {
        lacking.add("Read on " + name);
      } else if (may != null && writes && !may.contains(AclOperation.WRITE)) {
        lacking.add("Write on " + name);
      }
    }
    if (!lacking.isEmpty()) {
      throw new Preflight.Refused(
          "the broker does not give us these rights: " + String.join(", ", lacking));
    }
  }

  private Map<String, TopicDescription> describe(List<String> topics)
      throws Preflight.Refused, InterruptedException {
    return ask(
        "the topics",
        admin
            .describeTopics(topics, new DescribeTopicsOptions().includeAuthorizedOperations(true))
            .allTopicNames());
  }

  /** Streams makes its own topics at its start and waits, without a word, where it cannot. */
  private void internalTopics() throws Preflight.Refused, InterruptedException {
    String name = IngestStage.repartition(application);
    int replication = config.number("replication.factor");
    NewTopic topic =
        new NewTopic(
            name,
            Optional.of(config.number("partitions")),
            replication < 1 ? Optional.empty() : Optional.of((short) replication));
    try {
      admin
          .createTopics(List.of(topic), new CreateTopicsOptions().validateOnly(true))
          .all()
          .get(EACH.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw refused("to make the stream's own topics (such as " + name + ")", e);
      }
    } catch (TimeoutException e) {
      throw refused("to make the stream's own topics (such as " + name + ")", e);
    }
  }

  /**
   * Without offsets all of raw is read again. What was published is remembered by the stores; a
   * stream that has none of them would publish it a second time, and what was killed too.
   */
  private void offsets() throws Preflight.Refused, InterruptedException {
    Map<TopicPartition, ?> offsets =
        ask(
            "the offsets of '" + application + "'",
            admin.listConsumerGroupOffsets(application).partitionsToOffsetAndMetadata());
    Topics topics = new Topics(config.text("prefix"));
    String receipts = topics.receipts().name();
    if (!offsets.isEmpty() || isEmpty(receipts)) {
      return;
    }
    String articles = topics.articles().name();
    String memory = IngestStage.memory(application);
    boolean remembers = exists(memory) && !isEmpty(memory);
    if (!remembers && !isEmpty(articles)) {
      throw new Preflight.Refused(
          ("application.id=%s (%s) has worked none of the articles on %s: without what is remembered"
                  + " of them (%s) they would be published a second time, and those that were killed"
                  + " too; set application.id as it was, or another prefix for a stream of its own")
              .formatted(application, config.origin("application.id"), articles, memory));
    }
    LOG.warn(
        "application.id={} has no offsets, yet {} holds receipts: all of raw is read again."
            + " No article is published twice; dead letters and skipped items are recorded again",
        application,
        receipts);
  }

  private boolean exists(String topic) throws Preflight.Refused, InterruptedException {
    return ask("the topics", admin.listTopics().names()).contains(topic);
  }

  private boolean isEmpty(String topic) throws Preflight.Refused, InterruptedException {
    Set<TopicPartition> partitions =
        describe(List.of(topic)).values().stream()
            .flatMap(
                d -> d.partitions().stream().map(p -> new TopicPartition(d.name(), p.partition())))
            .collect(Collectors.toSet());
    return ends(topic, partitions, OffsetSpec.latest())
        == ends(topic, partitions, OffsetSpec.earliest());
  }

  private long ends(String topic, Set<TopicPartition> partitions, OffsetSpec spec)
      throws Preflight.Refused, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked =
        partitions.stream().collect(Collectors.toMap(p -> p, p -> spec));
    return ask("the end of " + topic, admin.listOffsets(asked).all()).values().stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .sum();
  }

  private static <T> T ask(String what, KafkaFuture<T> answer)
      throws Preflight.Refused, InterruptedException {
    try {
      return answer.get(EACH.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw refused(what, e);
    }
  }

  private static Preflight.Refused refused(String what, Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String said = cause.getMessage() == null ? "no answer in time" : cause.getMessage();
    return new Preflight.Refused("the broker refuses us " + what + ": " + said);
  }
}
