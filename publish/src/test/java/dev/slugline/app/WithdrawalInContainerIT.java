package dev.slugline.app;

import dev.slugline.app.broker.Brokers;

/** Every way in which an article is taken back, on a broker in a container. */
class WithdrawalInContainerIT extends WithdrawalIT {
  @Override
  Brokers brokers() {
    return Brokers.CONTAINER;
  }
}
