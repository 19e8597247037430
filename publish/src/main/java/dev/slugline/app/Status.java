package dev.slugline.app;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.AllTopics;
import dev.slugline.app.kafka.Preflight;
import dev.slugline.app.kafka.TopicAdmin;
import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.enrich.catalogue.InvalidRulesException;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.enrich.catalogue.RuleHistory;
import dev.slugline.enrich.catalogue.RuleLog;
import dev.slugline.ingest.stream.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;

/** Whether an installation is well: its broker, topics, catalogue and instances, looked at once. */
public final class Status {
  private static final int ANSWER_MILLIS = 10_000;

  private Status() {}

  /**
   * One part of the installation.
   *
   * @param part {@code broker, topics, catalogue} or {@code instances}
   * @param ok whether it is well
   * @param detail for a person
   */
  public record Part(String part, boolean ok, String detail) {}

  /**
   * Looks at all parts; where no broker answers there is one part only. Takes no longer than about
   * fifteen seconds for a broker that is not there.
   */
  public static List<Part> of(SluglineConfig config) throws InterruptedException {
    Map<String, Object> clients = new HashMap<>(config.clients());
    clients.putIfAbsent("default.api.timeout.ms", ANSWER_MILLIS);
    clients.putIfAbsent("request.timeout.ms", ANSWER_MILLIS / 2);
    List<Part> parts = new ArrayList<>();
    try (Admin admin = Admin.create(clients)) {
      parts.add(broker(admin, config));
      if (parts.get(0).ok()) {
        String prefix = config.text("prefix");
        TopicAdmin topics = new TopicAdmin(admin, config);
        boolean log = !missing(topics.describe(List.of(RuleLog.topic(prefix))));
        Optional<LoadedCatalogue> rules = log ? catalogue(config, parts) : noCatalogue(parts);
        parts.add(1, topics(topics, prefix, rules.orElseGet(CatalogueLoader::shipped)));
        parts.add(instances(admin, config));
      }
    } catch (TopicAdmin.Refused e) {
      parts.add(new Part("topics", false, String.valueOf(e.getMessage())));
    }
    return parts;
  }

  private static Part broker(Admin admin, SluglineConfig config) throws InterruptedException {
    String bootstrap = String.valueOf(config.clients().get("bootstrap.servers"));
    try {
      int nodes = get(admin.describeCluster().nodes()).size();
      return new Part(
          "broker", true, bootstrap + ", " + nodes + (nodes == 1 ? " broker" : " brokers"));
    } catch (ExecutionException | TimeoutException e) {
      return new Part("broker", false, Preflight.noAnswer(bootstrap, e));
    }
  }

  private static boolean missing(List<TopicAdmin.State> states) {
    return states.stream().anyMatch(state -> state.partitions() == 0);
  }

  private static Optional<LoadedCatalogue> noCatalogue(List<Part> parts) {
    parts.add(new Part("catalogue", false, "none yet: the first 'slugline run' writes it"));
    return Optional.empty();
  }

  private static Optional<LoadedCatalogue> catalogue(SluglineConfig config, List<Part> parts) {
    try {
      RuleHistory history = new RuleLog(config.clients(), config.text("prefix")).read();
      Optional<RuleHistory.Applied> current = history.current();
      if (current.isEmpty()) {
        return noCatalogue(parts);
      }
      LoadedCatalogue made = history.catalogue(current.get().manifest().hash());
      parts.add(
          new Part(
              "catalogue",
              true,
              "%d rules, %s, since %s, by %s"
                  .formatted(
                      made.documents().size(),
                      made.hash(),
                      current.get().manifest().at(),
                      current.get().manifest().by())));
      return Optional.of(made);
    } catch (IOException | InvalidRulesException e) {
      parts.add(new Part("catalogue", false, String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  private static Part topics(TopicAdmin topics, String prefix, LoadedCatalogue rules)
      throws TopicAdmin.Refused, InterruptedException {
    List<TopicAdmin.State> states = topics.describe(AllTopics.of(prefix, rules));
    List<String> problems =
        states.stream()
            .filter(state -> !state.problem().isEmpty())
            .map(state -> state.name() + ": " + state.problem())
            .toList();
    return problems.isEmpty()
        ? new Part("topics", true, states.size() + " topics, prefix " + prefix)
        : new Part("topics", false, String.join("; ", problems));
  }

  private static Part instances(Admin admin, SluglineConfig config) throws InterruptedException {
    String group = config.text("application.id");
    try {
      ConsumerGroupDescription found =
          get(admin.describeConsumerGroups(List.of(group)).describedGroups().get(group));
      long instances = found.members().stream().map(it -> it.host()).distinct().count();
      int threads = found.members().size();
      boolean stable = found.groupState() == GroupState.STABLE;
      String who =
          threads == 0
              ? "none runs"
              : "%s, %d stream thread%s on %d host%s"
                  .formatted(
                      found.groupState().toString().toLowerCase(Locale.ROOT),
                      threads,
                      threads == 1 ? "" : "s",
                      instances,
                      instances == 1 ? "" : "s");
      return new Part(
          "instances",
          stable && threads > 0,
          who + ", " + lag(admin, config) + " raw records wait");
    } catch (ExecutionException | TimeoutException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return new Part("instances", false, "none has run under application.id " + group);
      }
      return new Part("instances", false, "the broker does not say: " + e.getMessage());
    }
  }

  /** How many raw records are not read yet. */
  private static long lag(Admin admin, SluglineConfig config)
      throws ExecutionException, TimeoutException, InterruptedException {
    String raw = new Topics(config.text("prefix")).raw().name();
    TopicDescription description = get(admin.describeTopics(List.of(raw)).allTopicNames()).get(raw);
    if (description == null) {
      return 0;
    }
    Map<TopicPartition, OffsetAndMetadata> committed =
        get(
            admin
                .listConsumerGroupOffsets(config.text("application.id"))
                .partitionsToOffsetAndMetadata());
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
    description
        .partitions()
        .forEach(
            it -> {
              latest.put(new TopicPartition(raw, it.partition()), OffsetSpec.latest());
              earliest.put(new TopicPartition(raw, it.partition()), OffsetSpec.earliest());
            });
    var ends = get(admin.listOffsets(latest).all());
    var starts = get(admin.listOffsets(earliest).all());
    long lag = 0;
    for (TopicPartition partition : latest.keySet()) {
      OffsetAndMetadata at = committed.get(partition);
      var start = starts.get(partition);
      var end = ends.get(partition);
      if (start != null && end != null) {
        lag += end.offset() - Math.max(start.offset(), at == null ? 0 : at.offset());
      }
    }
    return lag;
  }

  private static <T> T get(@Nullable KafkaFuture<T> future)
      throws ExecutionException, TimeoutException, InterruptedException {
    return Objects.requireNonNull(future).get(ANSWER_MILLIS + 1_000L, TimeUnit.MILLISECONDS);
  }
}
