package dev.slugline.app.status;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.AllTopics;
import dev.slugline.app.kafka.AnswerTimeouts;
import dev.slugline.app.kafka.Lag;
import dev.slugline.app.kafka.Outage;
import dev.slugline.app.kafka.Preflight;
import dev.slugline.app.kafka.TopicAdmin;
import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.enrich.catalogue.InvalidRulesException;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.enrich.catalogue.RuleHistory;
import dev.slugline.enrich.catalogue.RuleLog;
import dev.slugline.ingest.IngestStage;
import dev.slugline.ingest.stream.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Looks at an installation. Each part has a bounded time; one that is not answered in it is left
 * out, and the next is asked. A broker that does not answer at all is known within ten seconds.
 */
public final class StatusReader {
  private static final Duration EACH = Duration.ofSeconds(10);
  private static final Made NONE_YET =
      new Made(
          new Status.Catalogue(null, 0, null, null, "none yet: the first 'slugline run' writes it"),
          null);

  private static final Duration ALL = Duration.ofSeconds(40);

  private final SluglineConfig config;
  private final Map<String, Object> clients;
  private final Map<String, String> unknown = new LinkedHashMap<>();
  private final long deadline = System.nanoTime() + ALL.toNanos();

  private StatusReader(SluglineConfig config) {
    this.config = config;
    this.clients = new HashMap<>(config.clients());
    AnswerTimeouts.bound(clients, EACH.minusSeconds(1));
  }

  /** Looks at all of it. */
  public static Status read(SluglineConfig config) throws InterruptedException {
    return new StatusReader(config).read();
  }

  private Status read() throws InterruptedException {
    Instant at = Instant.now();
    // a client whose broker goes away in the middle may wait for ever: on a thread that can be
    // left.
    // None is interrupted, since a client that is logs an error
    ExecutorService asking =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "status");
              thread.setDaemon(true);
              return thread;
            });
    try (Admin admin = Admin.create(clients)) {
      Status.Broker broker = broker(asking, admin);
      if (broker.problem() != null) {
        return new Status(at, broker, null, null, null, null, null, null, null, unknown);
      }
      Made made = ask(asking, "catalogue", () -> catalogue(admin));
      LoadedCatalogue rules =
          made == null || made.rules() == null ? CatalogueLoader.shipped() : made.rules();
      Work work = new Work(config, at);
      Status.TopicState topics = ask(asking, "topics", () -> topics(admin, rules));
      // what cannot be read for want of its topic is said once, by the topics
      boolean there = topics != null && topics.missing().isEmpty();
      return new Status(
          at,
          broker,
          topics,
          made == null ? null : made.catalogue(),
          ask(asking, "instances", () -> Groups.instances(admin, config.text("application.id"))),
          ask(asking, "behind", () -> behind(admin)),
          there ? ask(asking, "recent", work::recent) : null,
          there ? ask(asking, "deadLetters", work::letters) : null,
          ask(asking, "readers", () -> Groups.readers(admin, config)),
          unknown);
    } finally {
      asking.shutdown();
    }
  }

  private Status.Broker broker(ExecutorService asking, Admin admin) throws InterruptedException {
    String bootstrap = String.valueOf(config.clients().get("bootstrap.servers"));
    try {
      int nodes = answer(asking, () -> admin.describeCluster().nodes().get().size());
      return new Status.Broker(bootstrap, nodes, null);
    } catch (ExecutionException | TimeoutException e) {
      return new Status.Broker(bootstrap, 0, Preflight.noAnswer(bootstrap, e));
    }
  }

  /** Null: it was not answered in time, which is noted. */
  private <T> @Nullable T ask(ExecutorService asking, String what, Callable<T> question)
      throws InterruptedException {
    try {
      return answer(asking, question);
    } catch (TimeoutException e) {
      unknown.put(what, "no answer in time");
    } catch (ExecutionException e) {
      unknown.put(what, Outage.reason(e));
    }
    return null;
  }

  private <T> T answer(ExecutorService asking, Callable<T> question)
      throws ExecutionException, TimeoutException, InterruptedException {
    long left = Math.min(EACH.toNanos(), deadline - System.nanoTime());
    Future<T> answer = asking.submit(question);
    try {
      return answer.get(Math.max(0, left), TimeUnit.NANOSECONDS);
    } finally {
      answer.cancel(false);
    }
  }

  private record Made(Status.Catalogue catalogue, @Nullable LoadedCatalogue rules) {}

  private Made catalogue(Admin admin) throws IOException, TopicAdmin.Refused, InterruptedException {
    String prefix = config.text("prefix");
    TopicAdmin topics = new TopicAdmin(admin, config);
    if (topics.describe(List.of(RuleLog.topic(prefix))).get(0).partitions() == 0) {
      return NONE_YET;
    }
    RuleHistory history = new RuleLog(config.clients(), prefix).read();
    Optional<RuleHistory.Applied> current = history.current();
    if (current.isEmpty()) {
      return NONE_YET;
    }
    String hash = current.get().manifest().hash();
    Instant since = current.get().manifest().at();
    String by = current.get().manifest().by();
    try {
      LoadedCatalogue rules = history.catalogue(hash);
      return new Made(new Status.Catalogue(hash, rules.documents().size(), since, by, null), rules);
    } catch (InvalidRulesException e) {
      return new Made(new Status.Catalogue(hash, 0, since, by, e.getMessage()), null);
    }
  }

  private Status.TopicState topics(Admin admin, LoadedCatalogue rules)
      throws TopicAdmin.Refused, InterruptedException {
    String prefix = config.text("prefix");
    List<TopicAdmin.State> states =
        new TopicAdmin(admin, config).describe(AllTopics.of(prefix, rules));
    List<String> missing =
        states.stream()
            .filter(state -> state.partitions() == 0)
            .map(TopicAdmin.State::name)
            .toList();
    List<String> unfit =
        states.stream()
            .filter(state -> state.partitions() > 0 && !state.problem().isEmpty())
            .map(state -> state.name() + ": " + state.problem())
            .toList();
    return new Status.TopicState(prefix, states.size(), missing, unfit);
  }

  private Status.Behind behind(Admin admin)
      throws ExecutionException, TimeoutException, InterruptedException {
    String application = config.text("application.id");
    Topics topics = new Topics(config.text("prefix"));
    String raw = topics.raw().name();
    String parsed = IngestStage.repartition(application);
    String retag = topics.retag().name();
    try (Lag lag = new Lag(admin, clients)) {
      Map<TopicPartition, Lag.Behind> all = lag.of(application, List.of(raw, parsed, retag));
      Map<TopicPartition, Lag.Behind> live = new HashMap<>(all);
      live.keySet().removeIf(partition -> partition.topic().equals(retag));
      Instant oldest = lag.oldest(live);
      double seconds =
          oldest == null
              ? 0
              : Math.max(0, Duration.between(oldest, Instant.now()).toMillis() / 1000.0);
      return new Status.Behind(sum(all, raw), sum(all, parsed), sum(all, retag), seconds);
    }
  }

  private static long sum(Map<TopicPartition, Lag.Behind> behind, String topic) {
    return behind.entrySet().stream()
        .filter(it -> it.getKey().topic().equals(topic))
        .mapToLong(it -> it.getValue().records())
        .sum();
  }
}
