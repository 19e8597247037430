package dev.slugline.app;

import dev.slugline.app.broker.Brokers;

/** Records that stall, lose or double a stream in silence, on a broker in a container. */
class WhatBitesInContainerIT extends WhatBitesIT {
  @Override
  Brokers brokers() {
    return Brokers.CONTAINER;
  }
}
