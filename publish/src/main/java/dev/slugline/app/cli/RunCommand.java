package dev.slugline.app.cli;

import dev.slugline.app.SluglineStream;
import dev.slugline.app.StreamRunner;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.enrich.catalogue.CatalogueLoader;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the stream on a broker until it is stopped. */
@Command(
    name = "run",
    description = "Runs the stream on a broker until it is stopped; creates missing topics.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: slugline run -b 127.0.0.1:9092"})
final class RunCommand implements Callable<Integer> {
  private static final Duration START_WITHIN = Duration.ofMinutes(5);

  @Mixin KafkaOptions kafka = new KafkaOptions();

  @Override
  public Integer call() throws Exception {
    SluglineConfig config = kafka.load();
    StreamRunner stream =
        SluglineStream.prepare(config, CatalogueLoader.shipped(), Slugline.VERSION);
    Runtime.getRuntime().addShutdownHook(new Thread(stream::close, "stop-the-stream"));
    stream.start();
    if (!stream.awaitRunning(START_WITHIN)) {
      System.err.println("slugline: the stream did not start; it is " + stream.state());
      return 1;
    }
    System.err.println(
        "slugline: running on "
            + config.clients().get("bootstrap.servers")
            + "; feed "
            + config.text("prefix")
            + ".raw, stop with Ctrl-C");
    stream.awaitEnd();
    return stream.failed() ? 1 : 0;
  }
}
