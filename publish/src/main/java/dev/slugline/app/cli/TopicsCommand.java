package dev.slugline.app.cli;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.AllTopics;
import dev.slugline.app.kafka.TopicAdmin;
import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.ingest.stream.Topic;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates and describes the topics of an installation. */
@Command(
    name = "topics",
    description = "Creates and describes the topics of an installation.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: slugline topics create -b 127.0.0.1:9092"})
final class TopicsCommand {

  @Command(
      description = "Creates the topics that are missing; refuses those that do not fit.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example: slugline topics create"})
  int create(@Mixin KafkaOptions kafka) throws Exception {
    SluglineConfig config = kafka.load();
    Output out = new Output();
    try (Admin admin = TopicAdmin.client(config)) {
      new TopicAdmin(admin, config).create(topics(config)).forEach(out::line);
    }
    return 0;
  }

  @Command(
      description = "Shows each topic; exit code 1 if one is missing or does not fit.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example: slugline topics describe --json"})
  int describe(
      @Mixin KafkaOptions kafka,
      @Option(names = "--json", description = "A JSON line a topic.") boolean json)
      throws Exception {
    SluglineConfig config = kafka.load();
    Output out = new Output();
    boolean fits = true;
    try (Admin admin = TopicAdmin.client(config)) {
      for (TopicAdmin.State it : new TopicAdmin(admin, config).describe(topics(config))) {
        fits &= it.problem().isEmpty();
        if (json) {
          out.json(it);
        } else {
          String state = it.problem().isEmpty() ? "ok" : it.problem();
          out.line(
              "%-36s %10d  %-15s %s".formatted(it.name(), it.partitions(), it.cleanup(), state));
        }
      }
    }
    return fits ? 0 : 1;
  }

  private static List<Topic<?, ?>> topics(SluglineConfig config) {
    return AllTopics.of(config.text("prefix"), CatalogueLoader.shipped());
  }
}
