package dev.slugline.app;

import dev.slugline.app.broker.Brokers;

/** A broker or an installation that changes under the stream, on a broker in a container. */
class ChangesInContainerIT extends ChangesIT {
  @Override
  Brokers brokers() {
    return Brokers.CONTAINER;
  }
}
