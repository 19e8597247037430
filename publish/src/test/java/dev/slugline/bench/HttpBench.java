package dev.slugline.bench;

import dev.slugline.app.StreamRunner;
import dev.slugline.app.http.HttpSide;
import dev.slugline.bench.http.StreamClients;
import dev.slugline.bench.http.StreamReader;
import dev.slugline.ingest.article.ArticleJson;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Live streams: clients with tags and queries of their own on the loopback, each of which has to
 * get every article that it asked for, once. What that is is read off the topic and the texts
 * afterwards, without the engine's help.
 */
@Command(
    name = "http",
    description = {
      "Measures live streams (GET /v1/stream): many clients, articles fed at a steady rate,",
      "and how long it takes from the feeding of an article until each client has it."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: slugline bench http --clients 1000",
      "         slugline bench http --articles 1000 --rate 100 --json"
    })
final class HttpBench implements Callable<Integer> {
  private static final Duration START_WITHIN = Duration.ofSeconds(90);

  /** Articles that come first, and only have to arrive: until most of the code is compiled. */
  static final int WARM_UP = 300;

  /** With nothing coming for so long, nothing more comes. */
  private static final Duration QUIET = Duration.ofSeconds(10);

  @Option(
      names = "--clients",
      paramLabel = "N",
      description = "Clients, 1 to 10000; default: ${DEFAULT-VALUE}.")
  int clients = 1_000;

  @Option(
      names = "--articles",
      paramLabel = "N",
      description = "Articles that are fed, 10 to 100000; default: ${DEFAULT-VALUE}.")
  int count = 500;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Articles a second, 1 to 10000; default: ${DEFAULT-VALUE}.")
  int rate = 50;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting of the stream; may be given several times.")
  List<String> sets = new ArrayList<>();

  @Option(names = "--json", description = "One line of JSON.")
  boolean json;

  @Spec @Nullable CommandSpec spec;

  /** What is printed, in this order. */
  record Result(
      int clients,
      int articles,
      long events,
      double eventsPerSecond,
      double p50Millis,
      double p99Millis,
      long missing,
      long doubled,
      long heapBytes) {}

  @Override
  public Integer call() throws Exception {
    if (clients < 1
        || clients > 10_000
        || count < 10
        || count > 100_000
        || rate < 1
        || rate > 10_000) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--clients takes 1 to 10000, --articles 10 to 100000, --rate 1 to 10000");
    }
    sets.add("http.listen=127.0.0.1:0");
    sets.add("stream.max.clients=" + clients);
    BenchArticles articles = BenchArticles.generated(Math.min(count, BenchArticles.MAX_TEXTS));
    Result result;
    try (Lab lab = new Lab(sets)) {
      Thread stop = new Thread(lab::close, "bench-stop");
      Runtime.getRuntime().addShutdownHook(stop);
      result = measure(lab, articles);
    }
    print(result);
    return result.missing() + result.doubled() == 0 ? 0 : 1;
  }

  private Result measure(Lab lab, BenchArticles articles) throws Exception {
    String prefix = lab.prefix();
    List<StreamWish> wishes = StreamWish.some(clients);
    try (StreamRunner stream = lab.ours(prefix);
        HttpSide side = HttpSide.start(lab.config(prefix), stream)) {
      stream.start();
      if (!stream.awaitRunning(START_WITHIN)) {
        throw new IOException("the stream did not start; it is " + stream.state());
      }
      progress("connecting " + clients + " clients");
      List<String> paths = wishes.stream().map(StreamWish::path).toList();
      try (StreamClients connected = StreamClients.connect(side.port(), paths, 0)) {
        awaitBegun(connected);
        progress("warming up");
        long[] sent = new long[WARM_UP + count];
        feed(lab, prefix, articles, sent, 0, WARM_UP);
        awaitQuiet(connected);
        progress("feeding " + count + " articles, " + rate + " a second");
        feed(lab, prefix, articles, sent, WARM_UP, sent.length);
        awaitQuiet(connected);
        long heap = heap();
        StreamAccount account = StreamAccount.of(lab.bootstrap(), prefix, wishes, sent);
        account.judge(connected.readers());
        return result(account, heap);
      }
    }
  }

  private Result result(StreamAccount account, long heap) {
    return new Result(
        clients,
        count,
        account.events(),
        (double) Math.round(account.events() / account.seconds()),
        account.millis(0.5),
        account.millis(0.99),
        account.missing(),
        account.doubled(),
        heap);
  }

  private static void awaitBegun(StreamClients connected) throws Exception {
    long limit = System.nanoTime() + START_WITHIN.toNanos();
    for (StreamReader reader : connected.readers()) {
      while (!reader.begun()) {
        if (reader.ended() || System.nanoTime() > limit) {
          throw new IOException("a stream did not begin; the answer was: " + reader.status());
        }
        Thread.sleep(10);
      }
    }
  }

  private void feed(Lab lab, String prefix, BenchArticles articles, long[] sent, int from, int to)
      throws Exception {
    List<Future<RecordMetadata>> answers = new ArrayList<>();
    try (KafkaProducer<String, byte[]> producer = lab.producer(0)) {
      long start = System.nanoTime();
      for (int i = from; i < to; i++) {
        var raw = Lab.raw(prefix, articles, i);
        long due = start + TimeUnit.SECONDS.toNanos(i - from) / rate;
        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
          LockSupport.parkNanos(wait);
        }
        sent[i] = System.nanoTime();
        answers.add(producer.send(raw));
      }
      for (Future<RecordMetadata> answer : answers) {
        answer.get(START_WITHIN.toSeconds(), TimeUnit.SECONDS);
      }
    }
  }

  private static void awaitQuiet(StreamClients connected) throws Exception {
    long last = -1;
    long since = System.nanoTime();
    while (System.nanoTime() - since < QUIET.toNanos()) {
      long now = connected.events();
      if (now != last) {
        last = now;
        since = System.nanoTime();
      }
      Thread.sleep(100);
    }
  }

  /** With the clients still there: broker, stream, HTTP side and the clients' own books. */
  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static void progress(String what) {
    System.err.println("slugline: " + what);
  }

  private void print(Result result) throws IOException {
    if (json) {
      System.out.println(ArticleJson.mapper().writeValueAsString(result));
      return;
    }
    System.out.printf(
        Locale.ROOT,
        """
        clients   %10d
        articles  %10d   fed, %d a second
        events    %10d   %.0f a second
        p50       %10.0f ms, from feeding to each client
        p99       %10.0f ms
        missing   %10d
        doubled   %10d
        heap      %10d bytes
        """,
        result.clients(),
        result.articles(),
        rate,
        result.events(),
        result.eventsPerSecond(),
        result.p50Millis(),
        result.p99Millis(),
        result.missing(),
        result.doubled(),
        result.heapBytes());
  }
}
