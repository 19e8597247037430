package dev.slugline.ingest.fetch;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Fetches what an address leads to, once: follows redirections, keeps to robots.txt, pauses between
 * requests to one host, and is bounded in time and size at each step. Not thread-safe.
 */
public final class Fetcher implements AutoCloseable {
  private static final int MAX_REDIRECTIONS = 10;
  private static final int MAX_HEADER_LINE = 16 * 1024;
  private static final int MAX_HEADERS = 200;
  private static final int ROBOTS_BYTES = 512 * 1024;
  private static final long LONGEST_PAUSE_MILLIS = 30_000;
  private static final Set<Integer> REDIRECTIONS = Set.of(301, 302, 303, 307, 308);
  private static final String ACCEPTED =
      "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml,"
          + " application/feed+json, application/json, application/xml;q=0.9, text/xml;q=0.9,"
          + " text/plain;q=0.8, */*;q=0.5";

  private final FetchSettings settings;
  private final CloseableHttpClient client;
  private final Robots robots;
  private final Map<String, Long> nextNanos = new HashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "fetch-clock");
            thread.setDaemon(true);
            return thread;
          });

  public Fetcher(FetchSettings settings) {
    this.settings = settings;
    this.client = client(settings);
    this.robots = new Robots(settings.userAgent(), this::robotsText);
  }

  private static CloseableHttpClient client(FetchSettings settings) {
    Http1Config bounds =
        Http1Config.custom()
            .setMaxLineLength(MAX_HEADER_LINE)
            .setMaxHeaderCount(MAX_HEADERS)
            .build();
    PoolingHttpClientConnectionManager connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(new PublicHosts(settings.allowLocal()))
            .setConnectionFactory(
                ManagedHttpClientConnectionFactory.builder().http1Config(bounds).build())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(Timeout.of(settings.connect()))
                    .setSocketTimeout(Timeout.of(settings.answer()))
                    .build())
            .build();
    return HttpClients.custom()
        .setConnectionManager(connections)
        .setUserAgent(settings.userAgent())
        .disableRedirectHandling()
        // between polite requests a server closes what was left open, and the next one would fail
        .setConnectionReuseStrategy((request, response, context) -> false)
        .disableAutomaticRetries()
        .disableAuthCaching()
        .setDefaultRequestConfig(
            RequestConfig.custom().setResponseTimeout(Timeout.of(settings.answer())).build())
        .build();
  }

  /**
   * Fetches an address.
   *
   * @throws FetchException saying why it was not fetched
   */
  public Fetched fetch(String address) throws FetchException, InterruptedException {
    URI url = WebAddress.of(address);
    HttpClientContext context = HttpClientContext.create();
    context.setCookieStore(new BasicCookieStore()); // some sites ask for one on the way
    for (int i = 0; i <= MAX_REDIRECTIONS; i++) {
      long asked = robots.check(url);
      pause(url, asked);
      Reply reply = get(url, context, settings.maxBytes());
      if (reply.location() == null) {
        return reply.fetched(url);
      }
      url = WebAddress.resolve(url, reply.location());
    }
    throw new FetchException("more than " + MAX_REDIRECTIONS + " redirections");
  }

  private Robots.Answer robotsText(URI url) throws IOException, InterruptedException {
    URI at = url;
    for (int i = 0; i <= MAX_REDIRECTIONS; i++) {
      pause(at, 0);
      Reply reply = get(at, HttpClientContext.create(), ROBOTS_BYTES);
      if (reply.location() == null) {
        String type = Objects.requireNonNullElse(reply.contentType(), "text/plain");
        return new Robots.Answer(reply.status(), reply.bytes(), type);
      }
      at = WebAddress.resolve(at, reply.location());
    }
    throw new FetchException("more than " + MAX_REDIRECTIONS + " redirections");
  }

  /** Waits until a host may be asked again. */
  private void pause(URI url, long askedMillis) throws InterruptedException {
    long millis = Math.max(settings.pause().toMillis(), askedMillis);
    long pause = TimeUnit.MILLISECONDS.toNanos(Math.min(millis, LONGEST_PAUSE_MILLIS));
    Long last = nextNanos.get(url.getHost());
    if (last != null) {
      TimeUnit.NANOSECONDS.sleep(last + pause - System.nanoTime());
    }
    nextNanos.put(url.getHost(), System.nanoTime());
  }

  private Reply get(URI url, HttpClientContext context, int maxBytes) throws FetchException {
    HttpGet request = new HttpGet(url);
    request.setHeader(HttpHeaders.ACCEPT, ACCEPTED);
    Duration whole = settings.whole();
    ScheduledFuture<?> end =
        clock.schedule(request::abort, whole.toMillis(), TimeUnit.MILLISECONDS);
    // closing the answer ends the connection: the rest of an endless one is not waited for
    try (ClassicHttpResponse answer =
        client.executeOpen(
            new HttpHost(url.getScheme(), url.getHost(), url.getPort()), request, context)) {
      return Reply.read(answer, maxBytes);
    } catch (IOException e) {
      boolean late = request.isAborted();
      throw e instanceof FetchException told && !late
          ? told
          : new FetchException(
              late
                  ? "not read within " + whole.toMillis() + " ms"
                  : FetchProblems.told(e, url, settings),
              e);
    } finally {
      end.cancel(false);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    client.close(CloseMode.IMMEDIATE);
  }

  /**
   * One answer, read to its end.
   *
   * @param location where it redirects to; null: nowhere
   */
  private record Reply(
      int status,
      String phrase,
      byte[] bytes,
      @Nullable String contentType,
      @Nullable String location,
      @Nullable String retryAfter) {

    static Reply read(ClassicHttpResponse response, int maxBytes) throws IOException {
      int status = response.getCode();
      String location =
          REDIRECTIONS.contains(status) ? header(response, HttpHeaders.LOCATION) : null;
      HttpEntity entity = response.getEntity();
      byte[] bytes = {};
      if (entity != null && status / 100 == 2) {
        // the client takes the header away where it decodes
        String encoding = header(response, HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
          throw new FetchException("the content encoding " + encoding + " is not known");
        }
        // one more than may be: to tell what is too long; not closed, which would read to the end
        bytes = entity.getContent().readNBytes(maxBytes + 1);
      }
      if (bytes.length > maxBytes) {
        throw new FetchException("more than raw.max.bytes=" + maxBytes + " bytes");
      }
      String phrase = Objects.requireNonNullElse(response.getReasonPhrase(), "");
      return new Reply(
          status,
          phrase,
          bytes,
          header(response, HttpHeaders.CONTENT_TYPE),
          location,
          header(response, HttpHeaders.RETRY_AFTER));
    }

    private static @Nullable String header(ClassicHttpResponse response, String name) {
      Header first = response.getFirstHeader(name);
      String value = first == null ? null : first.getValue();
      return value == null || value.isBlank() ? null : value.strip();
    }

    Fetched fetched(URI url) throws FetchException {
      if (status != 200 && status != 203) {
        String wait = retryAfter == null ? "" : ", to be tried again after " + retryAfter;
        throw new FetchException(("status " + status + " " + phrase).strip() + wait);
      }
      return new Fetched(url, bytes, contentType);
    }
  }
}
