package dev.slugline.app;

import dev.slugline.app.broker.Brokers;

/** The chain, and the refusals of a start, on a broker in a container. */
class StreamInContainerIT extends StreamIT {
  @Override
  Brokers brokers() {
    return Brokers.CONTAINER;
  }
}
