package dev.slugline.app.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.slugline.app.status.Status;
import dev.slugline.app.status.StatusReader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says how the installation stands, on one screen. */
@Command(
    name = "status",
    description =
        "Says how the installation stands: broker, topics, catalogue, instances, what waits and"
            + " what was worked lately, dead letters, and who reads our topics, how far behind.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: slugline status",
      "         slugline status --check --max-lag-age 30s --max-dead-letters 100"
    })
final class StatusCommand implements Callable<Integer> {
  @Mixin KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--check",
      description = "For a monitor: one line, and exit code 1 with the reasons unless all is well.")
  boolean check;

  @Option(
      names = "--max-lag-age",
      paramLabel = "SPAN",
      converter = Span.class,
      description = "How long the oldest raw record may wait; default: 60s.")
  Duration maxLagAge = Duration.ofSeconds(60);

  @Option(
      names = "--max-dead-letters",
      paramLabel = "N",
      description = "How many dead letters may come within an hour; default: any number.")
  @Nullable Long maxDeadLetters;

  @Option(names = "--json", description = "One JSON object, with the reasons if it is not well.")
  boolean json;

  /** What a script gets. */
  private record Told(boolean ok, List<String> reasons, @JsonUnwrapped Status status) {}

  @Override
  public Integer call() throws Exception {
    Output out = new Output();
    Status status = StatusReader.read(kafka.load());
    List<String> reasons = status.reasons(new Status.Bounds(maxLagAge, maxDeadLetters));
    if (json) {
      out.json(new Told(reasons.isEmpty(), reasons, status));
    } else if (check) {
      String told = reasons.isEmpty() ? "ok" : "not ok: " + String.join("; ", reasons);
      out.line(Printable.line(told));
    } else {
      StatusText.print(status, out);
    }
    boolean failed = check ? !reasons.isEmpty() : status.broker().problem() != null;
    return failed ? 1 : 0;
  }
}
