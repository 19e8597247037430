package dev.slugline.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

/** What is answered and logged of a record that is not in Kafka, by the cause of the failure. */
class UnwrittenTest {
  @Test
  void shouldLogInPlainWordsThatTheBrokerIsGone() {
    Unwritten gone = Unwritten.of(failed(new TimeoutException("Expiring 1 record(s) for raw-0")));

    assertThat(gone.log())
        .isEqualTo("A record from HTTP is not in Kafka: the broker does not answer");
    assertThat(gone.problem().status()).isEqualTo(503);
  }

  @Test
  void shouldTellARecordThatIsTooLargeFromABrokerThatIsGone() {
    Unwritten large = Unwritten.of(failed(new RecordTooLargeException("9 is more than 8")));

    assertThat(large.log()).isEmpty();
    assertThat(large.problem().status()).isEqualTo(413);
  }

  @Test
  void shouldSayThatWritingIsNotAllowed() {
    Unwritten refused = Unwritten.of(failed(new TopicAuthorizationException("no right")));

    assertThat(refused.log()).endsWith(": no right").doesNotContain("Exception");
    assertThat(refused.problem().getMessage()).contains("does not let this server write");
  }

  /** As a future has it that follows the one of the client. */
  private static Throwable failed(RuntimeException failure) {
    return new CompletionException(failure);
  }
}
