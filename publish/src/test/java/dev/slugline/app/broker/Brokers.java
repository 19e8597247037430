package dev.slugline.app.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Where the broker of a test comes from. */
public enum Brokers {
  /** a broker in this process */
  IN_PROCESS {
    @Override
    public Broker start(Path dir, Map<String, String> overrides) throws IOException {
      return Broker.inProcess(dir, overrides);
    }
  },

  /** the image that others run, in a container */
  CONTAINER {
    @Override
    public Broker start(Path dir, Map<String, String> overrides) {
      return ContainerBroker.start(overrides);
    }
  };

  /**
   * Starts a broker; where there is none to be had the test is skipped, with the reason.
   *
   * @param dir where a broker in this process keeps its data
   * @param overrides broker settings that win over the usual ones
   */
  public abstract Broker start(Path dir, Map<String, String> overrides) throws IOException;

  public Broker start(Path dir) throws IOException {
    return start(dir, Map.of());
  }

  /** In this process, unless {@code -Dbroker=testcontainers} asks for the other. */
  public static Brokers asked() {
    return ContainerBroker.asked() ? CONTAINER : IN_PROCESS;
  }
}
