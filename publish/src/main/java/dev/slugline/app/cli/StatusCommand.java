package dev.slugline.app.cli;

import dev.slugline.app.Status;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says whether broker, topics, catalogue and instances are well. */
@Command(
    name = "status",
    description = "Says whether broker, topics, catalogue and instances are well.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: slugline status --check"})
final class StatusCommand implements Callable<Integer> {
  @Mixin KafkaOptions kafka = new KafkaOptions();

  @Option(names = "--check", description = "Exit code 1 unless all is well.")
  boolean check;

  @Option(names = "--json", description = "A JSON line a part.")
  boolean json;

  @Override
  public Integer call() throws Exception {
    Output out = new Output();
    List<Status.Part> parts = Status.of(kafka.load());
    Table table = new Table("part", "state", "what");
    for (Status.Part part : parts) {
      if (json) {
        out.json(part);
      } else {
        table.row(part.part(), part.ok() ? "ok" : "NOT OK", part.detail());
      }
    }
    table.print(out);
    boolean well = parts.stream().allMatch(Status.Part::ok);
    return well || (!check && parts.get(0).ok()) ? 0 : 1;
  }
}
