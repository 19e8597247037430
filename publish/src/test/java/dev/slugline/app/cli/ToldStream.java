package dev.slugline.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slugline.app.BrokerStream;
import dev.slugline.app.broker.Broker;
import dev.slugline.enrich.catalogue.CatalogueLoader;
import dev.slugline.enrich.catalogue.LoadedCatalogue;
import dev.slugline.ingest.article.ArticleJson;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/** A stream on a broker of its own whose articles, in two languages, are known, for commands. */
final class ToldStream implements AutoCloseable {
  static final String REST = " in the capital on Tuesday, after weeks of talks about trade.";

  private final Broker broker;
  private final BrokerStream stream;
  private final Instant middle;
  private int fed;

  ToldStream(Path dir) throws Exception {
    broker = Broker.inProcess(dir.resolve("broker"));
    stream = BrokerStream.prepare(broker, dir, "news", rules());
    stream.run();
    feed("a", "wire", "en", "Ministers agree", "They agreed on economic sanctions" + REST);
    feed("b", "wire", "en", "A vote", "The ballot and economic sanctions were met" + REST);
    feed("c", "Harbour Post", "en", "The port", "The ferry was on strike and late" + REST);
    feed("a", "wire", "en", "Nothing agreed", "They agreed on nothing at all there" + REST);
    middle = Instant.now();
    feed("d", "Harbour Post", "de", "Der Hafen", "Die Fähre fuhr am Montag nicht und am Dienstag");
    feed("e", "wire", "en", "Taken back", "The ballot was counted by everybody" + REST);
    stream.feed("e", "{\"id\":\"e\",\"source\":\"wire\",\"pubstatus\":\"canceled\"}");
    stream.receipts(++fed);
  }

  private static LoadedCatalogue rules() throws Exception {
    return CatalogueLoader.fromTexts(
        Map.of(
            "sanctions.yaml", rule("sanctions", "\"economic sanctions\"", "topic"),
            "elections.yaml", rule("elections", "ballot", "topic"),
            "ferries.yaml", rule("ferries", "ferry", "stream")));
  }

  static String rule(String id, String query, String publish) {
    return "id: %s\nlabel: %s\npublish: %s\nthreshold: 10\nclauses:\n  - {name: words, weight: 10, query: '%s'}\n"
        .formatted(id, id, publish, query);
  }

  /** Feeds, and waits for the receipt: so the order of their arrival is known. */
  void feed(String id, String source, String language, String title, String body) throws Exception {
    stream.feed(
        id,
        "{\"id\":\"%s\",\"source\":\"%s\",\"language\":\"%s\",\"title\":\"%s\",\"url\":\"https://wire.example/%s\",\"body\":\"%s\"}"
            .formatted(id, source, language, title, id, body));
    stream.receipts(++fed);
  }

  /** A time between the fourth article and the fifth. */
  Instant middle() {
    return middle;
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** The id that Slugline gave to what was fed. */
  String id(String key) throws Exception {
    String line = run("receipts", "--key", key, "--json").out().lines().findFirst().orElseThrow();
    JsonNode receipt = ArticleJson.mapper().readTree(line);
    return receipt.get("articleId").asText();
  }

  /** A command on this broker. */
  Ran run(String... args) {
    String[] all = Arrays.copyOf(args, args.length + 2);
    all[args.length] = "-b";
    all[args.length + 1] = bootstrapServers();
    return Ran.command(all);
  }

  @Override
  public void close() {
    stream.close();
    broker.close();
  }
}
