package dev.slugline.app.http;

import dev.slugline.app.kafka.Outage;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * A record that did not get into Kafka: what its sender is answered, and what the log says.
 *
 * @param log empty: nothing, since it is the sender's fault alone
 */
record Unwritten(Problem problem, String log) {
  /** Why, by the client's failure or a future's that follows it. */
  static Unwritten of(Throwable failed) {
    Throwable cause = failed.getCause();
    Throwable failure = failed instanceof CompletionException && cause != null ? cause : failed;
    if (failure instanceof RecordTooLargeException) {
      return new Unwritten(
          new Problem(413, "too-large", "Too large", "Kafka does not take a record of this size"),
          "");
    }
    boolean refused = failure instanceof AuthorizationException;
    Problem problem =
        new Problem(
                503,
                "no-kafka",
                "Kafka unavailable",
                refused
                    ? "Kafka does not let this server write; its log says why"
                    : "Kafka did not acknowledge in time. Send it again: should it be there after"
                        + " all, the second is told to be a repeat")
            .header("Retry-After", "5");
    return new Unwritten(problem, "A record from HTTP is not in Kafka: " + Outage.reason(failure));
  }
}
