package dev.slugline.bench;

import dev.slugline.app.SluglineStream;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.app.view.View;
import dev.slugline.enrich.Tagger;
import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.ingest.RawParser;
import dev.slugline.ingest.article.Article;
import dev.slugline.ingest.article.ArticleJson;
import dev.slugline.ingest.format.Limits;
import dev.slugline.ingest.format.ParsedItem;
import dev.slugline.ingest.format.RawRecord;
import dev.slugline.ingest.stream.JsonSerde;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How fast an instance that has lost its view makes it anew, and how large the view is. */
@Command(
    name = "view",
    description =
        "Measures how fast the view of all articles is made from its topic, and its size.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: slugline bench view --articles 20000"})
final class ViewBench implements Callable<Integer> {
  private static final Duration WITHIN = Duration.ofMinutes(15);

  @Option(
      names = "--articles",
      paramLabel = "N",
      description = "Articles on the topic; default: ${DEFAULT-VALUE}.")
  int count = 20_000;

  @Option(
      names = "--file",
      paramLabel = "PATH",
      description = "Articles as JSON lines; default: generated ones.")
  @Nullable Path file;

  @Option(names = "--json", description = "One line of JSON.")
  boolean json;

  /** What is printed, in this order. */
  record Result(int articles, double articlesPerSecond, long recordBytes, long viewBytes) {}

  @Override
  public Integer call() throws Exception {
    BenchArticles articles =
        file == null
            ? BenchArticles.generated(BenchArticles.MAX_TEXTS)
            : BenchArticles.read(file, BenchArticles.MAX_TEXTS);
    try (Lab lab = new Lab(List.of())) {
      Result result = measure(lab, articles);
      if (json) {
        System.out.println(ArticleJson.mapper().writeValueAsString(result));
      } else {
        System.out.printf(
            Locale.ROOT,
            "%d articles, %.0f a second; %d bytes an enriched record, %d in the view%n",
            result.articles(),
            result.articlesPerSecond(),
            result.recordBytes(),
            result.viewBytes());
      }
    }
    return 0;
  }

  private Result measure(Lab lab, BenchArticles articles) throws Exception {
    String prefix = lab.prefix();
    SluglineConfig config = lab.config(prefix);
    lab.ours(prefix).close(); // makes the topics
    long bytes = fill(lab, prefix + ".enriched", articles);
    Path state = SluglineStream.stateDir(config);
    double seconds;
    long begun = System.nanoTime();
    try (View view = View.open(config, state)) {
      while (!view.progress().ready()) {
        if (System.nanoTime() - begun > WITHIN.toNanos()) {
          throw new IOException("the view was not made within " + WITHIN.toMinutes() + " minutes");
        }
        Thread.sleep(10);
      }
      seconds = (System.nanoTime() - begun) / 1e9;
      long stood = view.tags().values().stream().mapToLong(it -> it.count()).sum();
      if (stood < count) {
        throw new IOException("the view has tags of " + stood + " articles, not of " + count);
      }
    }
    return new Result(count, count / seconds, bytes / count, size(state) / count);
  }

  /** Writes the articles as the stream would have enriched them; how many bytes they are. */
  private long fill(Lab lab, String topic, BenchArticles articles) throws Exception {
    LoadedCatalogue rules = CatalogueLoader.shipped();
    Tagger tagger = new Tagger(() -> rules, "bench");
    RawParser parser = new RawParser(Limits.DEFAULT);
    List<byte[]> texts = new ArrayList<>();
    for (int i = 0; i < Math.min(count, articles.texts()); i++) {
      byte[] raw = articles.raw(i);
      if (parser.parse(RawRecord.of(raw, Instant.now())).get(0) instanceof ParsedItem.Ready it) {
        Article article = it.article().toBuilder().revision(1).build();
        texts.add(JsonSerde.bytes(tagger.tag(article, Instant.now())));
      }
    }
    long bytes = 0;
    try (KafkaProducer<String, byte[]> producer = lab.producer(5)) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        byte[] text = texts.get(i % texts.size());
        bytes += text.length;
        sent.add(producer.send(new ProducerRecord<>(topic, BenchArticles.id(i), text)));
      }
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    }
    return bytes;
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("view"))) {
      return files.filter(Files::isRegularFile).mapToLong(ViewBench::length).sum();
    }
  }

  private static long length(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
