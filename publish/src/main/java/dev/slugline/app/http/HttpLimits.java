package dev.slugline.app.http;

import dev.slugline.app.config.SluglineConfig;
import java.time.Duration;

/**
 * How much may be asked of one listener.
 *
 * @param connections the most; further ones wait to be accepted
 * @param threads the most requests that are worked on at once
 * @param feeds the most that are on their way into Kafka at once
 * @param header from a request's first byte to the end of its header
 * @param body within which a request's body is to be there
 * @param idle the longest silence of a connection
 */
record HttpLimits(
    int connections, int threads, int feeds, Duration header, Duration body, Duration idle) {

  /** The longest header of a request, its first line included. */
  static final int HEADER_BYTES = 16 * 1024;

  /** How long a stop waits for what is being answered. */
  static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  static HttpLimits of(SluglineConfig config) {
    int threads = config.number("http.threads.max");
    return new HttpLimits(
        config.number("http.connections.max"),
        threads,
        Math.min(config.number("http.feed.requests.max"), threads * 3 / 4),
        config.duration("http.header.timeout.ms"),
        config.duration("http.body.timeout.ms"),
        config.duration("http.idle.timeout.ms"));
  }
}
