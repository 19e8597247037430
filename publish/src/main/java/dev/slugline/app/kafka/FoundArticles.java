package dev.slugline.app.kafka;

import dev.slugline.app.config.SluglineConfig;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;

/**
 * The articles with a URL or of a source in whatever state: what stands, what an embargo holds, and
 * what was taken back. What waits is read first, so that what is released meanwhile is among those
 * that stand.
 *
 * @param articles by id: those that an embargo holds first, then those that stand
 * @param unseen what of the held articles could not be looked at, and why; null: all were
 */
public record FoundArticles(Map<String, Found> articles, @Nullable String unseen) {
  /**
   * In what state an article is.
   *
   * @param stands whether it is published now
   * @param embargoedUntil until when a version of it is held; null: none is
   * @param withdrawn {@code withheld} or {@code canceled}; null: it is not
   * @param title of the published version; empty: none, or one of too many
   */
  public record Found(
      boolean stands, @Nullable Instant embargoedUntil, @Nullable String withdrawn, String title) {
    private static Found heldUntil(Instant until) {
      return new Found(false, until, null, "");
    }

    private static Found withdrawn(@Nullable Found held, String kind) {
      return new Found(false, held == null ? null : held.embargoedUntil, kind, "");
    }

    /** An embargo that is over by now ended while the articles were read. */
    private static Found standing(@Nullable Found held, String title, Instant now) {
      Instant until = held == null ? null : held.embargoedUntil;
      return new Found(true, until == null || until.isBefore(now) ? null : until, null, title);
    }
  }

  /**
   * The articles with this URL.
   *
   * @param url as {@code CanonicalUrl} gives it
   */
  public static FoundArticles withUrl(SluglineConfig config, String url) throws IOException {
    return read(config, ArticlePart.withUrl(url), null);
  }

  /**
   * The articles of a source.
   *
   * @param source its name or its domain, in whatever case
   * @param since only what came or changed since then; null: all
   */
  public static FoundArticles ofSource(
      SluglineConfig config, String source, @Nullable Instant since) throws IOException {
    return read(config, ArticlePart.ofSource(source), since);
  }

  private static FoundArticles read(
      SluglineConfig config, Predicate<ArticlePart> wanted, @Nullable Instant since)
      throws IOException {
    Map<String, Found> found = new LinkedHashMap<>();
    String unseen = held(config, wanted.and(part -> part.isSince(since)), found);
    StandingArticles standing = StandingArticles.read(config, wanted, since);
    Instant now = Instant.now();
    standing
        .standing()
        .forEach((id, title) -> found.put(id, Found.standing(found.get(id), title, now)));
    standing.withdrawn().forEach((id, kind) -> found.put(id, Found.withdrawn(found.get(id), kind)));
    return new FoundArticles(found, unseen);
  }

  /**
   * Takes in what is held. What stands can be taken back although that cannot be read.
   *
   * @return what could not be looked at; null: all was
   */
  private static @Nullable String held(
      SluglineConfig config, Predicate<ArticlePart> wanted, Map<String, Found> found)
      throws IOException {
    try {
      HeldArticles held = HeldArticles.read(config, wanted);
      held.until().forEach((id, until) -> found.put(id, Found.heldUntil(until)));
      return held.unreadable() == 0
          ? null
          : "%,d held articles could not be looked at: what %s has of them is damaged"
              .formatted(held.unreadable(), HeldArticles.topic(config));
    } catch (NoTopic e) {
      return "held articles could not be looked at: "
          + e.getMessage()
          + "; is the stream's application.id another one (--set application.id=...)?";
    } catch (IOException e) {
      if (e.getCause() instanceof AuthorizationException) {
        return "held articles could not be looked at: " + e.getMessage();
      }
      throw e; // nothing else can be read either
    }
  }
}
