package dev.slugline.app.cli;

import dev.slugline.app.demo.Demo;
import dev.slugline.app.demo.ReportText;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the whole thing at work, on a Kafka of its own. */
@Command(
    name = "demo",
    description =
        "Starts a Kafka broker in this process, runs the stream on it, feeds a bundled sample or"
            + " your files, and reports what came out. Needs nothing and leaves nothing behind.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: slugline demo",
      "         slugline demo --keep my-articles/ more.jsonl"
    })
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--keep",
      description = "Stays up after the report, until Ctrl-C, for other commands to look at.")
  boolean keep;

  @Parameters(
      paramLabel = "FILE",
      description = "Files or folders, -: standard input; default: the bundled sample.")
  List<String> inputs = List.of();

  private volatile boolean interrupted;

  @Override
  public Integer call() throws Exception {
    long start = System.nanoTime();
    try (Demo demo = new Demo(Slugline.VERSION, what -> progress(start, what))) {
      Thread stop = new Thread(() -> interrupt(demo), "take-the-demo-away");
      Runtime.getRuntime().addShutdownHook(stop);
      Demo.Result result = demo.run(inputs, System.in);
      progress(start, "done");
      result
          .refused()
          .forEach(
              it -> {
                String line = it.line() == 0 ? "" : ", line " + it.line();
                System.err.println(it.input() + line + ": refused: " + it.reason());
              });
      Output out = new Output();
      ReportText.lines(result.report(), Terminal.columns(), Terminal.isColoured())
          .forEach(out::line);
      if (keep) {
        next(demo.bootstrapServers(), out);
        demo.awaitEnd();
      }
      return result.report().account().addsUp() && result.refused().isEmpty() ? 0 : 1;
    } catch (Exception e) {
      if (!interrupted) {
        throw e;
      }
      return 130; // what fails while all is taken away is no news
    }
  }

  private void interrupt(Demo demo) {
    interrupted = true;
    demo.close();
  }

  private static void progress(long start, String what) {
    System.err.printf("%5.1f s  %s%n", (System.nanoTime() - start) / 1e9, what);
  }

  private static void next(String bootstrap, Output out) {
    out.line("");
    out.line("STILL RUNNING - Kafka listens on " + bootstrap + " until Ctrl-C.");
    out.line("In another window:");
    for (String line :
        List.of(
            "  ./slugline tail -b %s --tag sanctions -n 3   # read a tag's topic",
            "  ./slugline receipts -b %s                    # what became of each item",
            "  ./slugline feed -b %s FILE                   # your own articles",
            "  ./slugline tail -b %s --tag sanctions -f     # and what comes of them")) {
      out.line(line.formatted(bootstrap));
    }
  }
}
