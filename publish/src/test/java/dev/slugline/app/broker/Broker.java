package dev.slugline.app.broker;

import java.io.IOException;
import java.nio.file.Path;

/** A Kafka broker for tests. */
public interface Broker extends AutoCloseable {
  String bootstrapServers();

  @Override
  void close();

  /** A broker in this process. */
  static Broker inProcess(Path dir) throws IOException {
    EmbeddedBroker broker = EmbeddedBroker.start(dir, 0);
    return new Broker() {
      @Override
      public String bootstrapServers() {
        return broker.bootstrapServers();
      }

      @Override
      public void close() {
        broker.close();
      }
    };
  }
}
