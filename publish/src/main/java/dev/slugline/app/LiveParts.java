package dev.slugline.app;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.AllTopics;
import dev.slugline.app.kafka.TopicAdmin;
import dev.slugline.app.retag.RemovedRules;
import dev.slugline.enrich.catalogue.CurrentCatalogue.Live;
import dev.slugline.enrich.catalogue.LiveCatalogue;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.enrich.catalogue.RuleLog;
import dev.slugline.ingest.stream.Topic;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;

/** What an instance keeps up to date beside its topology, each on a thread of its own. */
final class LiveParts implements AutoCloseable {
  private final SluglineConfig config;
  private final LiveTopics topics;
  private final LiveCatalogue catalogue;
  private final RemovedRules removed;

  /**
   * Begins to follow.
   *
   * @param first the catalogue that holds now
   * @param known the topics that exist now
   */
  LiveParts(SluglineConfig config, RuleLog log, Live first, Set<String> known) {
    this.config = config;
    this.topics = new LiveTopics(config.clients(), known);
    this.catalogue = new LiveCatalogue(log, first, this::makeTopics);
    this.removed = new RemovedRules(config, catalogue, topics::names);
  }

  LiveTopics topics() {
    return topics;
  }

  LiveCatalogue catalogue() {
    return catalogue;
  }

  /** The topics are there, and seen to be, before an article has the tag. */
  private void makeTopics(LoadedCatalogue next) throws IOException, InterruptedException {
    Collection<Topic<?, ?>> all = AllTopics.of(config.text("prefix"), next);
    List<Topic<?, ?>> missing = all.stream().filter(topic -> !topics.test(topic.name())).toList();
    if (missing.isEmpty()) {
      return;
    }
    try (Admin admin = Admin.create(config.clients())) {
      new TopicAdmin(admin, config).create(missing);
    } catch (TopicAdmin.Refused e) {
      throw new IOException(e.getMessage(), e);
    }
    topics.add(missing.stream().map(Topic::name).toList());
  }

  @Override
  public void close() {
    removed.close();
    catalogue.close();
    topics.close();
  }
}
