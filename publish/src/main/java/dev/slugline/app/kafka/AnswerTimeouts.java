package dev.slugline.app.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;

/**
 * How long a Kafka client waits for a broker. What the user set of it holds, and the rest is made
 * to fit it, for a client refuses to wait longer for one request than for the whole answer.
 */
public final class AnswerTimeouts {
  private static final String WHOLE = CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG;
  private static final String REQUEST = CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG;

  private AnswerTimeouts() {}

  /**
   * Sets what is not set.
   *
   * @param within for the whole answer, of which one request may take the half
   */
  public static void bound(Map<String, Object> client, Duration within) {
    int most = (int) within.toMillis();
    Integer request = millis(client.get(REQUEST));
    client.putIfAbsent(WHOLE, request == null ? most : Math.max(most, request));
    Integer whole = millis(client.get(WHOLE));
    client.putIfAbsent(REQUEST, whole == null ? most / 2 : Math.min(most / 2, whole));
  }

  /** Null: it is not set, or by a placeholder. */
  private static @Nullable Integer millis(@Nullable Object set) {
    try {
      return set == null ? null : Integer.valueOf(set.toString().strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
