package dev.slugline.app.cli;

import dev.slugline.app.audit.Audit;
import dev.slugline.app.audit.AuditReport;
import dev.slugline.app.audit.Finding;
import dev.slugline.app.config.SluglineConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Accounts for every item of every raw record. */
@Command(
    name = "audit",
    description = {
      "Accounts for every item of every raw record, from the first that retention left to what the"
          + " stream has worked by now: a receipt for each, what the receipt promises on the other"
          + " topics, each article on exactly the tag topics of its last state, nothing twice.",
      "It reads every topic once, and needs about half a kilobyte of disk a raw record for a"
          + " temporary file, which is gone whenever the command ends, and little memory.",
      "Exit code 1 if anything is missing, doubled or there without a reason."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: slugline audit",
      "         slugline audit --wait 5m --json",
      "         slugline audit --temp-dir /var/tmp"
    })
final class AuditCommand implements Callable<Integer> {
  @Mixin KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      converter = Span.class,
      defaultValue = "0s",
      description =
          "How long to wait for a stream that is behind, or not there yet, to work what is on the"
              + " raw topic now: 90s, 5m; default: not, what is not worked is named and not"
              + " judged.")
  Duration within = Duration.ZERO;

  @Option(
      names = "--temp-dir",
      paramLabel = "DIR",
      defaultValue = "${sys:java.io.tmpdir}",
      description = "Where the temporary file lies; default: ${DEFAULT-VALUE}.")
  Path folder = Path.of(System.getProperty("java.io.tmpdir"));

  @Option(
      names = "--show",
      paramLabel = "N",
      defaultValue = "20",
      description = "Show at most so many problems; default: ${DEFAULT-VALUE}. Not for --json.")
  int show;

  @Option(names = "--json", description = "A JSON line a problem, all of them, then one of all.")
  boolean json;

  @Override
  public Integer call() throws Exception {
    SluglineConfig config = kafka.load();
    Output out = new Output();
    List<Finding> first = new ArrayList<>();
    AuditReport report;
    try (Progress progress = Progress.ofRecords("reading")) {
      report =
          new Audit(config, within, folder, progress::at, it -> progress.say("slugline: " + it))
              .run(
                  finding -> {
                    if (json) {
                      out.json(finding);
                    } else if (first.size() < show) {
                      first.add(finding);
                    }
                  });
    }
    if (json) {
      out.json(report);
    } else {
      new AuditText(out).print(report, first);
    }
    return report.isSound() ? 0 : 1;
  }
}
