package dev.slugline.app.cli;

import dev.slugline.ingest.stream.Embargo;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What an offline command reads, and what it shows of an embargoed article. */
final class InputOptions {
  @Option(
      names = "--embargo",
      paramLabel = "hold|mark|refuse",
      description =
          "hold (default): an embargoed article shows no text; mark: it is shown with its time;"
              + " refuse: it is skipped.")
  Embargo embargo = Embargo.hold;

  @Parameters(paramLabel = "FILE|-", description = "Files; -: standard input (default).")
  List<String> files = new ArrayList<>();
}
