package dev.slugline.app.kill;

import dev.slugline.app.broker.Brokers;
import java.util.List;

/** A kill of the stream, its broker in a container. */
class KillInContainerIT extends KillIT {
  @Override
  Brokers brokers() {
    return Brokers.CONTAINER;
  }

  @Override
  int articles() {
    return 1_500;
  }

  @Override
  List<Integer> kills() {
    return List.of(35);
  }
}
