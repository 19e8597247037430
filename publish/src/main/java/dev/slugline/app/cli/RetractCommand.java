package dev.slugline.app.cli;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.AwaitedReceipts;
import dev.slugline.app.kafka.RawRetraction;
import dev.slugline.app.kafka.RecordSender;
import dev.slugline.app.kafka.StandingArticles;
import dev.slugline.ingest.identity.CanonicalUrl;
import dev.slugline.ingest.stream.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes an article back, or all of a source, everywhere. */
@Command(
    name = "retract",
    description =
        "Takes an article back: it goes from every topic that it stands on, and what comes of it"
            + " later is withdrawn at once. Of several articles it shows which, and acts with"
            + " --execute.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: slugline retract 5bmv3rtquuqgw3xk --reason 'the quotation was invented'",
      "         slugline retract https://example.org/news/1 --reason 'a court order'",
      "         slugline retract --source 'Harbour Wire' --since 3d --reason 'account stolen'"
    })
final class RetractCommand implements Callable<Integer> {
  private static final Duration RECEIPT_WITHIN = Duration.ofSeconds(10);
  private static final int SAMPLES = 5;

  /** Whether it may return. */
  enum Kind {
    canceled,
    withheld
  }

  @Mixin KafkaOptions kafka = new KafkaOptions();

  @Parameters(
      paramLabel = "ID|URL",
      arity = "0..1",
      description = "The article's id, as tail and receipts show it, or its URL.")
  @Nullable String article;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "All articles of this source, by its name or its domain.")
  @Nullable String source;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = Moment.class,
      description = "Of the source, only what came or changed since: 2026-03-01T12:00:00Z, 2h, 3d.")
  @Nullable Instant since;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for the register.")
  String reason = "";

  @Option(
      names = "--kind",
      paramLabel = "canceled|withheld",
      description = "withheld: a newer version may return; default: canceled, for ever.")
  Kind kind = Kind.canceled;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who takes it back; default: the user's name.")
  String by = System.getProperty("user.name", "unknown");

  @Option(names = "--execute", description = "Take several articles back; without it, show them.")
  boolean execute;

  @Option(names = "--json", description = "The receipts as JSON lines; before that, the ids.")
  boolean json;

  @Spec CommandSpec spec = CommandSpec.create();

  private final Output out = new Output();

  @Override
  public Integer call() throws Exception {
    if ((article == null) == (source == null)) {
      throw usage("give an article's id or URL, or --source NAME");
    }
    if (since != null && source == null) {
      throw usage("--since goes with --source");
    }
    if (article == null) {
      return ofSource(kafka.load(), String.valueOf(source));
    }
    if (RawRetraction.isId(article)) {
      return retract(kafka.load(), List.of(article));
    }
    String url = CanonicalUrl.of(article);
    if (url == null) {
      throw usage(
          "'" + article + "' is no article id (16 characters of a-z and 2-7), and no http(s) URL");
    }
    return withUrl(kafka.load(), url);
  }

  private int withUrl(SluglineConfig config, String url) throws IOException {
    Map<String, String> found = StandingArticles.withUrl(config, url);
    return found.size() == 1 ? retract(config, found.keySet()) : all(config, found, "with " + url);
  }

  private int ofSource(SluglineConfig config, String name) throws IOException {
    String what = "of " + name + (since == null ? "" : " since " + since);
    return all(config, StandingArticles.ofSource(config, name, since), what);
  }

  private int all(SluglineConfig config, Map<String, String> found, String what)
      throws IOException {
    if (found.isEmpty()) {
      System.err.println("slugline: no article " + Printable.line(what) + " stands");
      return 1;
    }
    if (execute) {
      return retract(config, found.keySet());
    }
    if (json) {
      found.keySet().forEach(id -> out.json(Map.of("id", id)));
      return 0;
    }
    boolean one = found.size() == 1;
    out.line(
        "%,d article%s %s %s"
            .formatted(
                found.size(), one ? "" : "s", Printable.line(what), one ? "stands" : "stand"));
    Table samples = new Table("id", "title");
    found.entrySet().stream()
        .limit(SAMPLES)
        .forEach(it -> samples.row(it.getKey(), Printable.line(it.getValue(), 100)));
    samples.print(out);
    if (found.size() > SAMPLES) {
      out.line("… and %,d more".formatted(found.size() - SAMPLES));
    }
    out.line("nothing was retracted; add --execute to retract " + (one ? "it" : "them"));
    return 0;
  }

  private int retract(SluglineConfig config, Collection<String> ids) throws IOException {
    String topic = new Topics(config.text("prefix")).raw().name();
    RawRetraction retraction = new RawRetraction(kind.name(), reason, by);
    RetractReport report = new RetractReport(out, ids.size(), json);
    try (AwaitedReceipts receipts = new AwaitedReceipts(config);
        RecordSender<String> sender = new RecordSender<>(config, 0, report.sending(receipts))) {
      for (String id : ids) {
        sender.send(id, retraction.of(topic, id));
      }
      sender.finish();
      return report.end(receipts.await(RECEIPT_WITHIN, report::take), RECEIPT_WITHIN);
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
