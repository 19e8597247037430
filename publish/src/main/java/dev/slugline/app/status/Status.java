package dev.slugline.app.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An installation at one moment. What could not be learned is null, with the reason in {@code
 * unknown}.
 *
 * @param at when it was looked at
 * @param unknown what was not answered, by its name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Status(
    Instant at,
    Broker broker,
    @Nullable TopicState topics,
    @Nullable Catalogue catalogue,
    @Nullable Instances instances,
    @Nullable Behind behind,
    @Nullable Recent recent,
    @Nullable DeadLetters deadLetters,
    @Nullable List<Reader> readers,
    Map<String, String> unknown) {

  /**
   * The Kafka cluster.
   *
   * @param problem null: it answers
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Broker(String bootstrap, int brokers, @Nullable String problem) {}

  /**
   * The topics of the installation.
   *
   * @param count how many there should be
   * @param unfit those that do not fit, each with the reason
   */
  public record TopicState(String prefix, int count, List<String> missing, List<String> unfit) {
    private static final int NAMED = 3;

    /** What is wrong with them, a line each. */
    public List<String> problems() {
      List<String> problems = new ArrayList<>();
      if (!missing.isEmpty()) {
        String named = String.join(", ", missing.subList(0, Math.min(NAMED, missing.size())));
        int more = missing.size() - NAMED;
        problems.add("missing: " + named + (more > 0 ? " and " + more + " more" : ""));
      }
      problems.addAll(unfit);
      return problems;
    }
  }

  /**
   * The catalogue that was applied last.
   *
   * @param problem null: it can be made
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Catalogue(
      @Nullable String hash,
      int rules,
      @Nullable Instant since,
      @Nullable String by,
      @Nullable String problem) {}

  /**
   * The instances of the stream.
   *
   * @param state of their consumer group, in lower case; null: it has never been
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Instances(String applicationId, @Nullable String state, List<Instance> members) {
    boolean running() {
      return "stable".equals(state) && !members.isEmpty();
    }
  }

  /**
   * One of them.
   *
   * @param partitions of all that they read that it works
   */
  public record Instance(String clientId, String host, int threads, int partitions) {}

  /**
   * What waits to be worked.
   *
   * @param raw records that are not parsed yet
   * @param parsed items that are not numbered and tagged yet
   * @param retag stored articles that are not tagged again yet
   * @param oldestSeconds the age of the oldest that waits in the first two; 0: none does
   */
  public record Behind(long raw, long parsed, long retag, double oldestSeconds) {}

  /**
   * What was worked lately.
   *
   * @param minutes how far back
   * @param outcomes receipts by outcome
   * @param complete false: there was more than could be read in time
   */
  public record Recent(long minutes, Map<String, Long> outcomes, boolean complete) {}

  /**
   * The dead letters that came lately and were not replayed.
   *
   * @param hours how far back
   * @param lastHour how many of them came within the last hour
   * @param last when the last came; null: there is none
   * @param byCode by stage and code
   * @param complete false: there was more than could be read in time
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DeadLetters(
      long hours,
      long waiting,
      long lastHour,
      @Nullable Instant last,
      Map<String, Long> byCode,
      boolean complete) {}

  /**
   * A consumer group of somebody else that reads our topics.
   *
   * @param behind records that it has not read, by topic
   */
  public record Reader(String group, String state, int members, Map<String, Long> behind) {
    public long records() {
      return behind.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * From when on it is not well.
   *
   * @param lagAge the oldest that waits may be as old
   * @param deadLetters so many may come within an hour; null: any number
   */
  public record Bounds(Duration lagAge, @Nullable Long deadLetters) {}

  /** Why it is not well; none: it is. */
  public List<String> reasons(Bounds bounds) {
    List<String> reasons = new ArrayList<>();
    if (broker.problem() != null) {
      return List.of(broker.problem());
    }
    if (topics != null) {
      topics.problems().forEach(problem -> reasons.add("topics " + problem));
    }
    if (catalogue != null && catalogue.problem() != null) {
      reasons.add("catalogue: " + catalogue.problem());
    }
    if (instances != null && !instances.running()) {
      reasons.add(
          instances.state() == null
              ? "no instance has run under application.id " + instances.applicationId()
              : instances.members().isEmpty()
                  ? "no instance runs"
                  : "the instances are " + instances.state());
    }
    if (behind != null && behind.oldestSeconds() > bounds.lagAge().toMillis() / 1000.0) {
      reasons.add(
          "the oldest raw record waits for %.0f s, %d s are allowed"
              .formatted(behind.oldestSeconds(), bounds.lagAge().toSeconds()));
    }
    if (deadLetters != null
        && bounds.deadLetters() != null
        && deadLetters.lastHour() > bounds.deadLetters()) {
      reasons.add(
          "%d dead letters within the last hour, %d are allowed"
              .formatted(deadLetters.lastHour(), bounds.deadLetters()));
    }
    unknown.forEach((what, why) -> reasons.add(what + ": " + why));
    return reasons;
  }
}
