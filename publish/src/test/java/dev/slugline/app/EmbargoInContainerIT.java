package dev.slugline.app;

import dev.slugline.app.broker.Brokers;

/** Embargoes by the real clock, on a broker in a container. */
class EmbargoInContainerIT extends EmbargoIT {
  @Override
  Brokers brokers() {
    return Brokers.CONTAINER;
  }
}
