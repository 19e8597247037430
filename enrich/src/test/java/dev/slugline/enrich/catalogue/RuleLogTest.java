package dev.slugline.enrich.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ConcurrentTransactionsException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** What only a broker can show is in RuleLogIT. */
class RuleLogTest {
  @Test
  void shouldKnowWhateverABrokerAnswersToAWriterWhoseIdAnotherTookOver() {
    Stream<KafkaException> taken =
        Stream.of(
            new ProducerFencedException("fenced"),
            new InvalidProducerEpochException("an old epoch"),
            new InvalidTxnStateException("an invalid state"),
            new InvalidPidMappingException("another producer id"),
            new ConcurrentTransactionsException("another transaction"));

    assertThat(taken).allMatch(RuleLog::isFenced);
    assertThat(RuleLog.isFenced(new TimeoutException("no answer"))).isFalse();
    assertThat(RuleLog.isFenced(new AuthorizationException("no right"))).isFalse();
    assertThat(RuleLog.isFenced(new KafkaException("", new ProducerFencedException("fenced"))))
        .isTrue();
  }
}
