package dev.slugline.app.cli;

import dev.slugline.app.letters.Selection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which dead letters are meant. */
final class LetterOptions {
  @Option(
      names = "--error",
      paramLabel = "CODE",
      description = "Only with this code, such as malformed; may be given several times.")
  List<String> errors = new ArrayList<>();

  @Option(
      names = "--stage",
      paramLabel = "STAGE",
      description = "Only of this stage: ingest, enrich, publish; may be given several times.")
  List<String> stages = new ArrayList<>();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = Moment.class,
      description = "Only of what came since then: 2026-03-01T12:00:00Z, 2026-03-01, 2h, 3d.")
  @Nullable Instant since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = Moment.class,
      description = "Only of what came before then.")
  @Nullable Instant until;

  @Option(names = "--key", paramLabel = "KEY", description = "Only of inputs with this key.")
  @Nullable String key;

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec = CommandSpec.create();

  Selection selection() {
    Moment.checkOrder(spec, since, until);
    return new Selection(List.copyOf(errors), List.copyOf(stages), since, until, key);
  }
}
