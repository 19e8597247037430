package dev.slugline.app.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What an offline command reads, and what it shows of an embargoed article. */
final class InputOptions {
  /** What is done with an article whose source holds it until later. */
  enum Embargo {
    /** no text is shown */
    hold,
    /** it is shown with its time */
    mark
  }

  @Option(
      names = "--embargo",
      paramLabel = "hold|mark",
      description = "hold (default): an embargoed article shows no text.")
  Embargo embargo = Embargo.hold;

  @Parameters(paramLabel = "FILE|-", description = "Files; -: standard input (default).")
  List<String> files = new ArrayList<>();
}
