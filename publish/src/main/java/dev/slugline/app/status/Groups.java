package dev.slugline.app.status;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.Lag;
import dev.slugline.app.retag.RemovedRules;
import dev.slugline.app.retag.Retag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The consumer groups: our own, whose members are the instances, and those that read from us. */
final class Groups {
  private static final int ANSWER_SECONDS = 9;
  private static final int MOST_GROUPS = 200;

  private Groups() {}

  static Status.Instances instances(Admin admin, String application)
      throws ExecutionException, TimeoutException, InterruptedException {
    try {
      ConsumerGroupDescription group =
          get(admin.describeConsumerGroups(List.of(application)).all()).get(application);
      return group == null
          ? new Status.Instances(application, null, List.of())
          : new Status.Instances(application, words(group.groupState()), instances(group));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return new Status.Instances(application, null, List.of());
      }
      throw e;
    }
  }

  /** Each stream thread of an instance is a member of its own. */
  private static List<Status.Instance> instances(ConsumerGroupDescription group) {
    Map<String, List<MemberDescription>> byInstance =
        group.members().stream()
            .collect(
                Collectors.groupingBy(
                    it -> it.clientId().replaceFirst("-StreamThread-.*", ""),
                    TreeMap::new,
                    Collectors.toList()));
    List<Status.Instance> instances = new ArrayList<>();
    byInstance.forEach(
        (client, members) ->
            instances.add(
                new Status.Instance(
                    client,
                    members.get(0).host().replaceFirst("^/", ""),
                    members.size(),
                    members.stream()
                        .mapToInt(it -> it.assignment().topicPartitions().size())
                        .sum())));
    return instances;
  }

  /** The state of a group in words. */
  static String words(GroupState state) {
    return switch (state) {
      case PREPARING_REBALANCE -> "preparing to rebalance";
      case COMPLETING_REBALANCE -> "completing a rebalance";
      default -> state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }

  /** The groups of others that have read our topics, the furthest behind first. */
  static List<Status.Reader> readers(Admin admin, SluglineConfig config)
      throws ExecutionException, TimeoutException, InterruptedException {
    String own = config.text("application.id");
    Set<String> ours = Set.of(own, RemovedRules.group(own), Retag.group(own));
    List<String> names =
        get(admin.listGroups(ListGroupsOptions.forConsumerGroups()).all()).stream()
            .map(GroupListing::groupId)
            .filter(group -> !ours.contains(group))
            .limit(MOST_GROUPS)
            .toList();
    if (names.isEmpty()) {
      return List.of();
    }
    Map<String, Set<String>> topics = topics(admin, names, config.text("prefix") + ".");
    Map<String, ConsumerGroupDescription> groups =
        get(admin.describeConsumerGroups(topics.keySet()).all());
    List<Status.Reader> readers = new ArrayList<>();
    try (Lag lag = new Lag(admin, config.clients())) {
      for (Map.Entry<String, ConsumerGroupDescription> it : groups.entrySet()) {
        Map<String, Long> behind = new TreeMap<>();
        lag.of(it.getKey(), topics.getOrDefault(it.getKey(), Set.of()))
            .forEach((at, gap) -> behind.merge(at.topic(), gap.records(), Long::sum));
        ConsumerGroupDescription group = it.getValue();
        readers.add(
            new Status.Reader(
                it.getKey(), words(group.groupState()), group.members().size(), behind));
      }
    }
    readers.sort(
        Comparator.comparingLong(Status.Reader::records)
            .reversed()
            .thenComparing(Status.Reader::group));
    return readers;
  }

  /** Which of our topics each group has read; those that have read none are left out. */
  private static Map<String, Set<String>> topics(Admin admin, List<String> groups, String prefix)
      throws ExecutionException, TimeoutException, InterruptedException {
    Map<String, ListConsumerGroupOffsetsSpec> asked = new HashMap<>();
    groups.forEach(group -> asked.put(group, new ListConsumerGroupOffsetsSpec()));
    Map<String, Map<TopicPartition, OffsetAndMetadata>> offsets =
        get(admin.listConsumerGroupOffsets(asked).all());
    Map<String, Set<String>> topics = new HashMap<>();
    offsets.forEach(
        (group, read) -> {
          Set<String> ours =
              read.keySet().stream()
                  .map(TopicPartition::topic)
                  .filter(topic -> topic.startsWith(prefix))
                  .collect(Collectors.toSet());
          if (!ours.isEmpty()) {
            topics.put(group, ours);
          }
        });
    return topics;
  }

  private static <T> T get(KafkaFuture<T> answer)
      throws ExecutionException, TimeoutException, InterruptedException {
    return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
  }
}
