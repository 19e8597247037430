package dev.slugline.app.cli;

import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.AwaitedReceipts;
import dev.slugline.app.kafka.FoundArticles;
import dev.slugline.app.kafka.FoundArticles.Found;
import dev.slugline.app.kafka.RawRetraction;
import dev.slugline.app.kafka.RecordSender;
import dev.slugline.ingest.identity.CanonicalUrl;
import dev.slugline.ingest.stream.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
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
            + " later is withdrawn at once. One that an embargo holds is found too, and never goes"
            + " out; its title is not shown. Of several articles it shows which, and acts with"
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

  @Option(
      names = "--json",
      description =
          "The receipts as JSON lines; before that, the ids, with embargoedUntil of what is held.")
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
    FoundArticles found = FoundArticles.withUrl(config, url);
    Map<String, Found> open = open(found);
    int code =
        open.size() == 1
            ? retract(config, open.keySet())
            : several(config, found, open, "with " + url);
    return seen(found) ? code : 1;
  }

  private int ofSource(SluglineConfig config, String name) throws IOException {
    String what = "of " + name + (since == null ? "" : " since " + since);
    FoundArticles found = FoundArticles.ofSource(config, name, since);
    int code = several(config, found, open(found), what);
    return seen(found) ? code : 1;
  }

  /** Those on which it has an effect: what is withheld can be canceled, and no more than that. */
  private Map<String, Found> open(FoundArticles found) {
    Map<String, Found> open = new LinkedHashMap<>();
    found
        .articles()
        .forEach(
            (id, it) -> {
              boolean cancels =
                  kind == Kind.canceled && Kind.withheld.name().equals(it.withdrawn());
              if (it.stands() || it.embargoedUntil() != null || cancels) {
                open.put(id, it);
              }
            });
    return open;
  }

  /** Says what of the held articles was not looked at; whether all were. */
  private static boolean seen(FoundArticles found) {
    if (found.unseen() != null) {
      System.err.println("slugline: " + found.unseen());
    }
    return found.unseen() == null;
  }

  private int several(
      SluglineConfig config, FoundArticles found, Map<String, Found> open, String what)
      throws IOException {
    if (open.isEmpty()) {
      String none = "no article " + Printable.line(what) + " stands or is held";
      System.err.println("slugline: " + none + already(found.articles()));
      return 1;
    }
    if (execute) {
      return retract(config, open.keySet());
    }
    RetractPreview preview = new RetractPreview(out);
    if (json) {
      preview.json(open);
    } else {
      preview.text(open, what);
    }
    return 0;
  }

  private static String already(Map<String, Found> withdrawn) {
    if (withdrawn.size() == 1) {
      Map.Entry<String, Found> one = withdrawn.entrySet().iterator().next();
      return "; %s is %s already".formatted(one.getKey(), one.getValue().withdrawn());
    }
    return withdrawn.isEmpty()
        ? "; what was taken back while it was held is known by its id only, see 'slugline receipts'"
        : "; %,d are taken back already".formatted(withdrawn.size());
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
