package dev.slugline.bench.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** Hands everything on to JMH, whose own main ends the process where it fails. */
@Command(
    name = "jmh",
    description = {
      "Runs the engine's benchmarks under JMH, which takes all arguments: -l lists the benchmarks,",
      "-prof gc shows what an article allocates, -h is JMH's own help."
    },
    footer = {
      "",
      "Example: slugline bench jmh -prof gc EngineBenchmark.match",
      "         slugline bench jmh -p rules=1000 EngineBenchmark"
    })
public final class JmhBench implements Callable<Integer> {
  @Option(names = "--help", usageHelp = true, description = "Show this help message and exit.")
  boolean help;

  @Unmatched List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    Main.main(arguments.toArray(String[]::new));
    return 0;
  }
}
