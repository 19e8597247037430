package dev.slugline.app.kill;

import dev.slugline.app.broker.Brokers;

/** Three kills of the stream, its broker in a container. */
class KillInContainerIT extends KillIT {
  @Override
  Brokers brokers() {
    return Brokers.CONTAINER;
  }
}
