package dev.slugline.app.cli;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.ingest.stream.Topic;
import dev.slugline.ingest.stream.Topics;
import java.util.List;

/** All topics of an installation. */
final class TopicList {
  private TopicList() {}

  static List<Topic<?, ?>> of(SluglineConfig config) {
    return new Topics(config.text("prefix")).all();
  }
}
