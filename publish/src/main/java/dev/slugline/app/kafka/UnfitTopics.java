package dev.slugline.app.kafka;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.TopicAdmin.Refused;
import dev.slugline.app.kafka.TopicAdmin.State;
import dev.slugline.ingest.stream.Topic;
import dev.slugline.ingest.stream.TopicSettings.Partitions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Refuses topics that are there and do not fit, and says what to do where that is known. */
final class UnfitTopics {
  private UnfitTopics() {}

  /**
   * Returns where all fit that are there.
   *
   * @param states how the topics stand, in their order
   */
  static void refuse(List<? extends Topic<?, ?>> topics, List<State> states, SluglineConfig config)
      throws Refused {
    List<String> unfit = new ArrayList<>();
    Set<Integer> counts = new HashSet<>();
    for (int i = 0; i < states.size(); i++) {
      State state = states.get(i);
      if (state.partitions() > 0) {
        if (!state.problem().isEmpty()) {
          unfit.add("topic " + state.name() + ": " + state.problem());
        }
        if (topics.get(i).settings().partitions() == Partitions.FIXED) {
          counts.add(state.partitions());
        }
      }
    }
    if (!unfit.isEmpty()) {
      unfit.addAll(remedy(counts, config));
      throw new Refused(String.join("\n", unfit));
    }
  }

  /** Where all topics of the articles agree on another count of partitions than the settings. */
  private static List<String> remedy(Set<Integer> counts, SluglineConfig config) {
    int wanted = config.number("partitions");
    if (counts.size() != 1 || counts.contains(wanted)) {
      return List.of();
    }
    int there = counts.iterator().next();
    return List.of(
        "partitions=%d (%s): the topics were made with %d, which is for the life of an installation;"
                .formatted(wanted, config.origin("partitions"), there)
            + " set partitions=%d, or another prefix for a new installation".formatted(there));
  }
}
