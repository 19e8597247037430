package dev.slugline.app.live;

import dev.slugline.enrich.EnrichedArticle;
import dev.slugline.enrich.rule.Catalogue;
import dev.slugline.enrich.rule.CatalogueException;
import dev.slugline.enrich.rule.Match;
import dev.slugline.enrich.rule.Rule;
import dev.slugline.enrich.rule.RuleError;
import dev.slugline.enrich.rule.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The queries of all clients, compiled into one catalogue a language, so that an article is matched
 * once whatever their number. It is compiled anew on a thread of its own when queries come and go;
 * until then a new one is matched alone. Only the first article in a language waits for it.
 * Thread-safe.
 */
final class Queries implements AutoCloseable {
  private static final Duration IDLE = Duration.ofSeconds(30);

  /** How many clients have a query. */
  private final Map<Query, Integer> clients = new ConcurrentHashMap<>();

  /** The languages in which articles were seen. */
  private final Set<String> languages = ConcurrentHashMap.newKeySet();

  private final ExecutorService compiler;
  private final AtomicBoolean due = new AtomicBoolean();
  private volatile Map<String, Compiled> byLanguage = Map.of();

  /** All queries of one language; rule ids are numbers of {@code queries}. */
  private record Compiled(Catalogue catalogue, List<Query> queries, Set<Query> known) {}

  Queries() {
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> daemon(task));
    one.allowCoreThreadTimeOut(true);
    compiler = one;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "live-queries");
    thread.setDaemon(true);
    return thread;
  }

  /** Takes in the query of one more client. */
  void add(Query query) {
    if (clients.merge(query, 1, Integer::sum) == 1) {
      compileSoon();
    }
  }

  /** Lets go of the query of one client. */
  void remove(Query query) {
    if (clients.computeIfPresent(query, (same, count) -> count == 1 ? null : count - 1) == null) {
      compileSoon();
    }
  }

  /** Which queries match an article: asked of all of them at the first question. */
  Predicate<Query> matching(NewsRecord record) {
    return new Matching(record)::has;
  }

  private final class Matching {
    private final NewsRecord record;
    private @Nullable Text text;
    private Set<Query> asked = Set.of();
    private final Set<Query> matched = new HashSet<>();

    Matching(NewsRecord record) {
      this.record = record;
    }

    boolean has(Query query) {
      EnrichedArticle article = record.article();
      if (article == null) {
        return false;
      }
      Text seen = text == null ? ask(article) : text;
      return asked.contains(query) ? matched.contains(query) : query.matches(seen);
    }

    /** Keeps what was asked and the answers, and not the catalogue, which may soon be another. */
    private Text ask(EnrichedArticle article) {
      Text seen = Query.text(article);
      text = seen;
      if (languages.add(seen.language())) {
        compile();
      }
      Compiled all = byLanguage.get(seen.language());
      if (all != null) {
        asked = all.known();
        for (Match match : all.catalogue().match(seen).all()) {
          matched.add(all.queries().get(Integer.parseInt(match.rule().id())));
        }
      }
      return seen;
    }
  }

  private void compileSoon() {
    if (due.compareAndSet(false, true) && !compiler.isShutdown()) {
      compiler.execute(this::compile);
    }
  }

  private synchronized void compile() {
    due.set(false);
    List<Query> queries = new ArrayList<>(clients.keySet());
    Map<String, Compiled> next = new HashMap<>();
    if (!queries.isEmpty()) {
      languages.forEach(language -> next.put(language, compile(queries, language)));
    }
    byLanguage = Map.copyOf(next);
    queries.forEach(Query::forget);
  }

  /** A query that this language's analysis makes nothing of is left out, and matched alone. */
  private static Compiled compile(List<Query> queries, String language) {
    Map<String, Rule> rules = new HashMap<>();
    for (int i = 0; i < queries.size(); i++) {
      String id = Integer.toString(i);
      rules.put(id, Query.rule(id, queries.get(i).text(), language));
    }
    while (true) {
      try {
        Catalogue catalogue = Catalogue.compile(rules.values());
        Set<Query> known = new HashSet<>();
        rules.keySet().forEach(id -> known.add(queries.get(Integer.parseInt(id))));
        return new Compiled(catalogue, queries, known);
      } catch (CatalogueException e) {
        rules.keySet().removeAll(e.errors().stream().map(RuleError::ruleId).toList());
      }
    }
  }

  @Override
  public void close() {
    compiler.shutdownNow();
  }
}
