package dev.slugline.app.cli;

import dev.slugline.app.config.LanguageCode;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.kafka.Arrivals;
import dev.slugline.app.kafka.NoTopic;
import dev.slugline.app.kafka.TopicReader;
import dev.slugline.enrich.ArticleQuery;
import dev.slugline.publish.PublishTopics;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints what comes out of the stream: of all articles, of tags, or what a query matches. */
@Command(
    name = "tail",
    description = {
      "Prints the last tagged articles, with the words that earned the tag, and follows what"
          + " comes.",
      "What an article lost and what was retracted is shown too, with its cause; since nothing else"
          + " is known of a retracted article, it is shown whatever --query, --source, --lang and"
          + " --min-relevance say."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: slugline tail -n 3 --tag sanctions",
      "         slugline tail -f --tag sanctions --tag elections --min-relevance 50",
      "         slugline tail --since 2h --query 'title:ferry AND (strike OR cancel*)' --json"
    })
final class TailCommand implements Callable<Integer> {
  private static final int DEFAULT_COUNT = 10;
  private static final int SEEN = 10_000;
  private static final int STOP_WITHIN_SECONDS = 5;

  @Mixin KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "-n",
      paramLabel = "COUNT",
      description =
          "How many to begin with, the last ones; default: 10, and with --since or --until all.")
  @Nullable Integer count;

  @Option(names = "-f", description = "Go on with what comes, until Ctrl-C or nobody reads it.")
  boolean follow;

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "Only articles of this tag; several: of any of them. none: without a tag.")
  List<String> tags = new ArrayList<>();

  @Option(
      names = "--query",
      paramLabel = "QUERY",
      description = "Only what this query of the rules' language matches.")
  @Nullable String query;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = Moment.class,
      description = "What arrived since: 2026-03-01T12:00:00Z, 2026-03-01, 2h, 3d.")
  @Nullable Instant since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = Moment.class,
      description = "What arrived before; not with -f.")
  @Nullable Instant until;

  @Option(
      names = "--min-relevance",
      paramLabel = "0-100",
      description = "Only where a tag that is asked for, or any, has at least this relevance.")
  int minRelevance;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "Only of this source, by its name or its domain.")
  @Nullable String source;

  @Option(names = "--lang", paramLabel = "CODE", description = "Only in this language: en, de, fr.")
  @Nullable String language;

  @Option(names = "--json", description = "A JSON line a record.")
  boolean json;

  @Spec CommandSpec spec = CommandSpec.create();

  private final Output out = new Output();
  private final Set<String> seen = new LinkedHashSet<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stopped;
  private TailFilter filter = new TailFilter(List.of(), 0, null, null, null);
  private TailText text = new TailText(filter, 0, false);

  @Override
  public Integer call() throws Exception {
    check();
    filter = new TailFilter(List.copyOf(tags), minRelevance, source, language, parsed());
    text = new TailText(filter, Terminal.columns(), Terminal.isColoured());
    SluglineConfig config = kafka.load();
    try (TopicReader reader = reader(config)) {
      boolean wanted = begin(reader);
      if (follow && wanted) {
        follow(reader);
      }
    } finally {
      ended.countDown();
    }
    return 0;
  }

  private void check() {
    if (count != null && count < 0) {
      throw usage("-n must be 0 or more");
    }
    if (minRelevance < 0 || minRelevance > 100) {
      throw usage("--min-relevance must be 0 to 100");
    }
    if (language != null && !LanguageCode.isOne(language)) {
      throw usage("--lang takes " + LanguageCode.FORM + ", not '" + language + "'");
    }
    Moment.checkOrder(spec, since, until);
    if (follow && until != null) {
      throw usage("-f goes on with what comes, and --until ends before: give one of them");
    }
  }

  private @Nullable ArticleQuery parsed() {
    try {
      return query == null ? null : ArticleQuery.of(query);
    } catch (ArticleQuery.Invalid e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Of the tags' topics, or, where a query is to be asked or a tag has none, of all articles. */
  private TopicReader reader(SluglineConfig config) throws Exception {
    PublishTopics topics = new PublishTopics(config.text("prefix"));
    List<String> all = List.of(topics.enriched().name());
    if (tags.isEmpty() || query != null) {
      return new TopicReader(config, all);
    }
    List<String> names = tags.stream().distinct().map(tag -> topics.tag(tag).name()).toList();
    try {
      return new TopicReader(config, names);
    } catch (NoTopic e) {
      Set<String> rules = rules(config);
      if (!tags.stream().allMatch(tag -> rules.contains(tag) || tag.equals(PublishTopics.NONE))) {
        throw e;
      }
      return new TopicReader(config, all);
    }
  }

  private static Set<String> rules(SluglineConfig config) throws Exception {
    return RulesWriting.existing(config)
        .read()
        .current()
        .map(it -> it.manifest().rules().keySet())
        .orElse(Set.of());
  }

  /** Shows what is there; false: nobody reads any more. */
  private boolean begin(TopicReader reader) throws IOException {
    Arrivals<TailRecord> arrivals = new Arrivals<>(reader, since, until, filter::of);
    if (count == null && (since != null || until != null)) {
      AtomicBoolean wanted = new AtomicBoolean(true);
      arrivals.all(
          it -> {
            wanted.set(show(it));
            return wanted.get();
          });
      return wanted.get();
    }
    int most = count == null ? DEFAULT_COUNT : count;
    List<TailRecord> last = arrivals.lastOfEach(most).stream().filter(this::isNew).toList();
    return last.subList(Math.max(0, last.size() - most), last.size()).stream()
        .allMatch(this::print);
  }

  private void follow(TopicReader reader) throws IOException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    try (OutputWatch watch = Terminal.isOutput() ? OutputWatch.none() : OutputWatch.start()) {
      reader.follow(this::take, () -> !stopped && watch.isRead());
    }
  }

  /** By a signal, which is the way to end it: a success. */
  private void stop() {
    boolean signalled = ended.getCount() > 0;
    stopped = true;
    try {
      if (signalled && ended.await(STOP_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(0);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean take(ConsumerRecord<byte[], byte[]> record) {
    TailRecord shown = filter.of(record);
    return shown == null || show(shown);
  }

  private boolean show(TailRecord shown) {
    return !isNew(shown) || print(shown);
  }

  /** An article on the topics of two tags that were asked for is shown once. */
  private boolean isNew(TailRecord shown) {
    if (tags.size() < 2) {
      return true;
    }
    if (seen.size() == SEEN) {
      seen.remove(seen.iterator().next());
    }
    return seen.add(shown.identity());
  }

  private boolean print(TailRecord shown) {
    return json ? out.json(shown.json()) : text.lines(shown).stream().allMatch(out::line);
  }
}
