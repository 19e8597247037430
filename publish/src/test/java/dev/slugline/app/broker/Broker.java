package dev.slugline.app.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A Kafka broker for tests. */
public interface Broker extends AutoCloseable {
  String bootstrapServers();

  @Override
  void close();

  /** A broker in this process. */
  static Broker inProcess(Path dir) throws IOException {
    return inProcess(dir, Map.of());
  }

  /** A broker in this process, with settings that win over the usual ones. */
  static Broker inProcess(Path dir, Map<String, String> overrides) throws IOException {
    EmbeddedBroker broker = EmbeddedBroker.start(dir, 0, overrides);
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
