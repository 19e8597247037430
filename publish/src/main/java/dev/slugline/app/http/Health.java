package dev.slugline.app.http;

import dev.slugline.app.SluglineStream;
import dev.slugline.app.StreamRunner;
import dev.slugline.app.config.SluglineConfig;
import dev.slugline.enrich.catalogue.LiveCatalogue;
import dev.slugline.ingest.article.ArticleJson;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.streams.KafkaStreams.State;

/** What a supervisor asks. All of it is known here: no answer waits for a broker. */
final class Health implements Route.Resource {
  /** The broker is asked every second, and each answer awaited for ten. */
  private static final Duration BROKER_WITHIN = Duration.ofSeconds(15);

  /** What a rebalance takes, if nothing or little is to be restored. */
  private static final Duration REBALANCED_WITHIN = Duration.ofSeconds(10);

  /** What it says may name a rule or a file, in whatever letters. */
  private static final String TEXT = "text/plain; charset=utf-8";

  private final StreamRunner stream;
  private final List<ReadyPart.Source> more;
  private final Duration missedAfter;

  /**
   * The health of an instance.
   *
   * @param more what else it needs to be ready; may grow
   */
  Health(SluglineConfig config, StreamRunner stream, List<ReadyPart.Source> more) {
    this.stream = stream;
    this.more = more;
    this.missedAfter = SluglineStream.missedAfter(config);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.management("/livez", this::live),
        Route.management("/readyz", this::ready),
        Route.management("/topology", this::topology));
  }

  /** 503 once the stream gave up: only a new start helps then. */
  private void live(Context context) {
    boolean failed = stream.failed();
    context.status(failed ? 503 : 200).result(failed ? "failed\n" : "ok\n");
  }

  private void ready(Context context) throws Exception {
    List<ReadyPart> parts = parts();
    boolean ready = parts.stream().allMatch(ReadyPart::ready);
    context.status(ready ? 200 : 503);
    if (Objects.requireNonNullElse(ListHeader.of(context, "Accept"), "")
        .contains(JsonAnswer.TYPE)) {
      Map<String, Object> document = Map.of("ready", ready, "parts", parts);
      JsonAnswer.send(context, ArticleJson.mapper().valueToTree(document));
    } else {
      context.contentType(TEXT).result(text(ready, parts));
    }
  }

  private List<ReadyPart> parts() {
    List<ReadyPart> parts = new ArrayList<>(List.of(broker(), catalogue(), stream()));
    more.forEach(source -> parts.add(source.get()));
    return parts;
  }

  /** The parts by name, and whether each is ready. */
  Map<String, Boolean> ready() {
    Map<String, Boolean> ready = new LinkedHashMap<>();
    parts().forEach(part -> ready.put(part.name(), part.ready()));
    return ready;
  }

  private static String text(boolean ready, List<ReadyPart> parts) {
    StringBuilder text = new StringBuilder(ready ? "ready\n" : "not ready\n");
    for (ReadyPart part : parts) {
      text.append(part.name())
          .append(part.ready() ? ": ok, " : ": NOT READY, ")
          .append(part.detail())
          .append('\n');
    }
    return text.toString();
  }

  private ReadyPart broker() {
    Duration silent = Duration.between(stream.brokerAnswered(), Instant.now());
    boolean answers = silent.compareTo(BROKER_WITHIN) < 0;
    return new ReadyPart(
        "broker", answers, answers ? "it answers" : "no answer for " + silent.toSeconds() + " s");
  }

  private ReadyPart catalogue() {
    LiveCatalogue rules = stream.catalogue();
    String holds =
        rules.now().catalogue().documents().size() + " rules, " + rules.now().catalogue().hash();
    return rules
        .problem()
        .map(problem -> new ReadyPart("catalogue", false, holds + " stays: " + problem))
        .orElseGet(() -> new ReadyPart("catalogue", true, holds));
  }

  private ReadyPart stream() {
    return stream(stream.state(), stream.restored(), stream.interruptedFor(), missedAfter);
  }

  /**
   * A stream that runs, or that is in the middle of a rebalance: whenever an instance comes or goes
   * all of them are at once, and to call none of them ready would leave clients with nobody to ask.
   */
  static ReadyPart stream(
      State state, OptionalInt restored, Optional<Duration> interruptedFor, Duration missedAfter) {
    String name = state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    if (state != State.RUNNING && restored.isPresent()) {
      name = "restoring " + restored.getAsInt() + " %";
    } else if (state == State.REBALANCING) {
      name += "; an instance that was killed is waited for up to " + missedAfter.toSeconds() + " s";
    }
    boolean brief =
        state == State.REBALANCING
            && interruptedFor.filter(it -> it.compareTo(REBALANCED_WITHIN) < 0).isPresent();
    return new ReadyPart("stream", state == State.RUNNING || brief, name);
  }

  private void topology(Context context) {
    context.contentType(TEXT).result(stream.topology());
  }
}
