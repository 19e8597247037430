package dev.slugline.app.kafka;

import dev.slugline.app.config.Secrets;
import java.io.IOException;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Calls of a Kafka client, whose failures become an {@link IOException} that users can read. */
public final class ClientCalls {
  private final String doing;
  private final String bootstrap;

  /**
   * Calls of one broker.
   *
   * @param doing what it is done for, before the address: {@code reading from}
   * @param bootstrap the broker's address
   */
  public ClientCalls(String doing, String bootstrap) {
    this.doing = doing;
    this.bootstrap = bootstrap;
  }

  /** What the client answers; it waits as long as it is set to. */
  public <T> T answer(Supplier<T> call) throws IOException {
    try {
      return call.get();
    } catch (TimeoutException | AuthenticationException e) {
      throw new IOException(Preflight.noAnswer(bootstrap, e), e);
    } catch (KafkaException e) {
      throw new IOException(doing + " " + bootstrap + ": " + Secrets.said(e), e);
    }
  }
}
