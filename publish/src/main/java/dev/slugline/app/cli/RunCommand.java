package dev.slugline.app.cli;

import dev.slugline.app.SluglineStream;
import dev.slugline.app.StreamRunner;
import dev.slugline.app.broker.EmbeddedBroker;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.config.StateFolder;
import dev.slugline.app.http.HttpSettings;
import dev.slugline.app.http.HttpSide;
import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.ingest.stream.Embargo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the stream until it is stopped, on a broker that is there or on an embedded one. */
@Command(
    name = "run",
    description = "Runs the stream until it is stopped; creates missing topics.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: slugline run -b 127.0.0.1:9092",
      "         slugline run --embedded --data my-news"
    })
final class RunCommand implements Callable<Integer> {
  /** Without anything restored meanwhile. */
  private static final Duration START_WITHIN = Duration.ofMinutes(5);

  private static final Pattern LOOPBACK =
      Pattern.compile("(?:127\\.0\\.0\\.1|localhost):(\\d{1,5})");

  @Mixin KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--embedded",
      description = "With a Kafka broker in this process, at bootstrap.servers on the loopback.")
  boolean embedded;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "With --embedded: where its broker and the state stay; default: the user's state. On"
              + " another broker the state is where --set state.dir=DIR says.")
  @Nullable Path data;

  @Option(
      names = "--embargo",
      paramLabel = "hold|mark|refuse",
      description = "As the setting embargo: what is done with what its source holds until later.")
  @Nullable Embargo embargo;

  @Spec CommandSpec spec = CommandSpec.create();

  private volatile @Nullable StreamRunner stream;
  private volatile @Nullable HttpSide http;
  private volatile @Nullable EmbeddedBroker broker;

  @Override
  public Integer call() throws Exception {
    System.setProperty("slugline.log.level", "INFO"); // before the first logger is made
    System.setProperty("slugline.kafka.log.level", "ERROR");
    if (data != null && !embedded) {
      throw new ParameterException(
          spec.commandLine(),
          "--data goes with --embedded; where the state stays is said by --set state.dir=" + data);
    }
    if (embargo != null) {
      kafka.config.stronger.put("embargo", embargo.name(), "--embargo");
    }
    try {
      return embedded ? runEmbedded() : run(kafka.load(HttpSettings::check));
    } finally {
      stop();
    }
  }

  private int runEmbedded() throws Exception {
    Path folder = data == null ? StateFolder.ofUser() : data;
    kafka.config.weaker.put("state.dir", folder.resolve("streams").toString(), "--embedded");
    SluglineConfig config = kafka.load(HttpSettings::check);
    if (!config.clients().containsKey(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG)) {
      // after a kill it waits for none but itself: Kafka's 45 s are for networks
      String key = "kafka." + ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG;
      kafka.config.weaker.put(key, "10000", "--embedded");
      config = kafka.load(HttpSettings::check);
    }
    Matcher address = LOOPBACK.matcher(config.text("bootstrap.servers"));
    if (!address.matches()) {
      throw new ParameterException(
          spec.commandLine(),
          "an embedded broker listens on 127.0.0.1:PORT only, not on "
              + config.text("bootstrap.servers"));
    }
    say("slugline: starting Kafka; its data are in " + folder.toAbsolutePath());
    broker = EmbeddedBroker.start(folder, Integer.parseInt(address.group(1)));
    return run(config);
  }

  private int run(SluglineConfig config) throws Exception {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    StreamRunner prepared =
        SluglineStream.prepare(config, CatalogueLoader.shipped(), Slugline.VERSION);
    stream = prepared;
    // before the stream starts: an instance whose port is taken never joins the group
    if (!config.text("http.listen").isEmpty() || !config.text("management.listen").isEmpty()) {
      HttpSide answering = HttpSide.start(config, prepared);
      http = answering;
      say("slugline: answering on " + answering.address());
      if (answering.tokens() != null) {
        say("slugline: the tokens for it are in " + answering.tokens());
      }
    }
    prepared.start();
    if (!prepared.awaitRunning(START_WITHIN)) {
      say("slugline: the stream did not start; it is " + prepared.state());
      return 1;
    }
    say(
        "slugline: running on "
            + config.clients().get("bootstrap.servers")
            + "; feed "
            + config.text("prefix")
            + ".raw, stop with Ctrl-C");
    prepared.awaitEnd();
    return prepared.failed() ? 1 : 0;
  }

  /** To a person; where the log is for a program it alone speaks. */
  private static void say(String text) {
    if (!Slugline.isLogForPrograms()) {
      System.err.println(text);
    }
  }

  /**
   * The stream before the broker: it commits what it has done. Called by the end of the run or a
   * signal.
   */
  private synchronized void stop() {
    if (http != null) {
      http.close();
      http = null;
    }
    if (stream != null) {
      stream.close();
      stream = null;
    }
    if (broker != null) {
      broker.close();
      broker = null;
    }
  }
}
