package dev.slugline.app.cli;

import dev.slugline.app.config.ConfigProblems;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.config.SluglineConfig.Check;
import java.io.IOException;
import java.nio.file.Path;
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
      description = "Settings for the Kafka clients (TLS, SASL, bootstrap.servers).")
  @Nullable Path commandConfig;

  SluglineConfig load() throws ConfigProblems, IOException {
    return load(Check.NONE);
  }

  /**
   * The settings.
   *
   * @param check what else is to be looked at, so that all problems are told at once
   */
  SluglineConfig load(Check check) throws ConfigProblems, IOException {
    if (commandConfig != null) {
      config.weaker.clientFile(commandConfig);
    }
    if (bootstrap != null) {
      config.stronger.put("bootstrap.servers", bootstrap, "--bootstrap-server");
    }
    return config.load(check);
  }
}
