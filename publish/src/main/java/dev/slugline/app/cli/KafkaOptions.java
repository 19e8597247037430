package dev.slugline.app.cli;

import dev.slugline.app.config.ConfigProblems;
import dev.slugline.app.config.SluglineConfig;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a command reaches Kafka. */
final class KafkaOptions {
  @Mixin ConfigOptions config = new ConfigOptions();

  @Option(
      names = {"-b", "--bootstrap-server"},
      paramLabel = "HOST:PORT",
      description = "The Kafka broker; default: 127.0.0.1:9092.")
  @Nullable String bootstrap;

  @Option(
      names = "--command-config",
      paramLabel = "FILE",
      description = "Settings for the Kafka clients (TLS, SASL).")
  @Nullable Path commandConfig;

  SluglineConfig load() throws ConfigProblems, IOException {
    if (commandConfig != null) {
      Properties client = new Properties();
      try (Reader in = Files.newBufferedReader(commandConfig)) {
        client.load(in);
      }
      client.stringPropertyNames().stream()
          .map(key -> "kafka." + key + "=" + client.getProperty(key))
          .forEach(set -> config.sets.add(0, set)); // --set wins over the file
    }
    if (bootstrap != null) {
      config.sets.add("bootstrap.servers=" + bootstrap);
    }
    return config.load();
  }
}
