package dev.slugline.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slugline.app.kafka.FoundArticles.Found;
import dev.slugline.ingest.article.ArticleJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What would be retracted: how much of it stands, is held or withheld, and the first of it. */
final class RetractPreview {
  private static final int SAMPLES = 5;

  private final Output out;

  RetractPreview(Output out) {
    this.out = out;
  }

  /** A line an article: its id, when its embargo ends, how it is withdrawn. */
  void json(Map<String, Found> articles) {
    articles.forEach(
        (id, found) -> {
          ObjectNode line = ArticleJson.mapper().createObjectNode().put("id", id);
          if (found.embargoedUntil() != null) {
            line.put("embargoedUntil", found.embargoedUntil().toString());
          }
          if (found.withdrawn() != null) {
            line.putObject("retraction").put("kind", found.withdrawn());
          }
          out.json(line);
        });
  }

  /**
   * A table of the first.
   *
   * @param what they are, such as {@code of Harbour Wire}
   */
  void text(Map<String, Found> articles, String what) {
    int count = articles.size();
    out.line("%s %s%s".formatted(articles(count), Printable.line(what), states(articles)));
    Table samples = new Table("id", "state", "title");
    articles.entrySet().stream()
        .limit(SAMPLES)
        .forEach(
            it ->
                samples.row(
                    it.getKey(), state(it.getValue()), Printable.line(it.getValue().title(), 100)));
    samples.print(out);
    if (count > SAMPLES) {
      out.line("… and %,d more".formatted(count - SAMPLES));
    }
    out.line("nothing was retracted; add --execute to retract " + (count == 1 ? "it" : "them"));
  }

  private static String articles(int count) {
    return count == 1 ? "1 article" : "%,d articles".formatted(count);
  }

  private static String states(Map<String, Found> articles) {
    long held = count(articles, it -> it.embargoedUntil() != null);
    long stand = count(articles, it -> it.embargoedUntil() == null && it.stands());
    long withheld = articles.size() - held - stand;
    List<String> parts = new ArrayList<>();
    if (held > 0) {
      parts.add(number(held, "is", "are") + " held by an embargo");
    }
    if (stand > 0) {
      parts.add(number(stand, "stands", "stand"));
    }
    if (withheld > 0) {
      parts.add(number(withheld, "is", "are") + " withheld");
    }
    return stand == articles.size()
        ? stand == 1 ? " stands" : " stand"
        : ": " + String.join(", ", parts);
  }

  private static long count(Map<String, Found> articles, Predicate<Found> of) {
    return articles.values().stream().filter(of).count();
  }

  private static String number(long count, String one, String several) {
    return "%,d %s".formatted(count, count == 1 ? one : several);
  }

  private static String state(Found found) {
    Instant until = found.embargoedUntil();
    String now = found.stands() ? "stands" : found.withdrawn();
    String held = until == null ? "" : "held until " + until;
    return now == null ? held : held.isEmpty() ? now : now + ", newer " + held;
  }
}
